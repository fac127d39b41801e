import { html } from 'hono/html'
import { none, type Html } from '../../html.ts'

export function messagePage({
  title,
  paragraphs,
  next,
}: {
  title: string
  paragraphs: (string | Html)[]
  next?: { href: string; label: string }
}): Html {
  return html`<h1>${title}</h1>
    ${paragraphs.map((words) => (typeof words === 'string' ? html`<p>${words}</p>` : words))}
    ${next === undefined ? none : html`<p><a class="button" href="${next.href}">${next.label}</a></p>`}`
}
