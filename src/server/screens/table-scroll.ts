import { html } from 'hono/html'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'

/** A table that is wider than a phone scrolls inside its own frame, also with the keyboard. */
export function tableScroll(name: string, table: Html, text: Text): Html {
  return html`<div
    class="table-scroll"
    tabindex="0"
    role="region"
    aria-label="${text.screens.people.tableScroll(name)}"
  >
    ${table}
  </div>`
}
