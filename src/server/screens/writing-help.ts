import { html, raw } from 'hono/html'
import MarkdownIt from 'markdown-it'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'

/** How to write a text: what one types beside what it becomes. Folds away under the editor. */
export function writingFold(text: Text): Html {
  return html`<details class="fold" id="writing">
    <summary>${text.screens.writing.heading}</summary>
    ${writingHelp(text, 'h2')}
  </details>`
}

/** `heading`: of each sample, one below what it stands under. */
export function writingHelp(text: Text, heading: 'h2' | 'h3'): Html {
  const t = text.screens.writing
  const headed = (title: string) =>
    heading === 'h2' ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`
  return html`<p>${t.intro}</p>
    ${sample(
      headed(t.fields.title),
      t.fields.source,
      html`<p class="sample-title">${t.fields.shown.title}</p>
        <p>${t.fields.shown.body}</p>
        <p><span class="button sample-button">${t.fields.shown.link}</span></p>`,
      t.fields.notes,
      text,
    )}
    ${t.samples.map(({ title, source, notes }) => sample(headed(title), source, becomes(source), notes, text))}`
}

function sample(
  title: Html,
  source: string,
  shown: Html,
  notes: readonly string[],
  text: Text,
): Html {
  const t = text.screens.writing
  return html`<section class="writing-sample">
    ${title}
    <div class="sample-pair">
      <div>
        <p class="quiet">${t.typed}</p>
        <pre tabindex="0">${source}</pre>
      </div>
      <div>
        <p class="quiet">${t.becomes}</p>
        <div class="sample-shown">${shown}</div>
      </div>
    </div>
    ${notes.length === 0 ? none : notes.map((words) => html`<p>${words}</p>`)}
  </section>`
}

/** As the mail has it, but no real heading, link or picture of this page. */
const shower = new MarkdownIt({ html: false })
shower.renderer.rules['heading_open'] = () => '<p class="sample-title">'
shower.renderer.rules['heading_close'] = () => '</p>'
shower.renderer.rules['link_open'] = () => '<span class="sample-link">'
shower.renderer.rules['link_close'] = () => '</span>'
shower.renderer.rules['image'] = (tokens, at) =>
  `<span class="sample-picture">${shower.utils.escapeHtml(tokens[at]?.content ?? '')}</span>`

function becomes(source: string): Html {
  return html`${raw(shower.render(source))}`
}
