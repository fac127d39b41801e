import { html } from 'hono/html'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { command } from './command-line.ts'
import { writingHelp } from './writing-help.ts'

export function helpPage(text: Text): Html {
  const t = text.screens.help
  return page({
    title: t.nav,
    text,
    current: 'help',
    body: html`<h1>${t.heading}</h1>
      ${t.sections.map(
        (section) =>
          html`<section id="${section.id}" aria-labelledby="${section.id}-title">
            <h2 id="${section.id}-title">${section.title}</h2>
            ${section.paragraphs.map((words) => html`<p>${words}</p>`)}
            ${section.id === 'write' ? writingHelp(text, 'h3') : none}
            ${section.commands.map(command)}
          </section>`,
      )}`,
  })
}
