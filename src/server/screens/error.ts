import { html } from 'hono/html'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'

/** What went wrong and what to do now; never a stack trace. */
export function errorPage(
  words: { title: string; body: string; whatNow: string },
  text: Text,
  back: { href: string; label: string } | undefined,
): Html {
  return page({
    title: words.title,
    text,
    fault: true,
    body: html`<h1>${words.title}</h1>
      <p>${words.body}</p>
      <p>${text.commands.whatNow(words.whatNow)}</p>
      ${back ? html`<p><a class="button" href="${back.href}">${back.label}</a></p>` : none}`,
  })
}
