import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'

/** `key`: the name of its colour in the bar beside the table. */
export type NumberRow = { name: string; count: number; key?: string }

/**
 * Numbers with their names, and below them the total when they add up to one. Nothing where there would
 * only be a heading: that says something is missing.
 */
export function numbersTable(
  table: {
    caption?: string
    head: readonly [string, string]
    rows: readonly NumberRow[]
    total?: NumberRow
  },
  text: Text,
): Html {
  const { caption, head, rows, total } = table
  if (rows.length === 0 && total === undefined) return none
  return html`<table class="numbers">
    ${
      caption === undefined
        ? none
        : html`<caption>
            ${caption}
          </caption>`
    }
    <thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map((one) => row(one, text))}
    </tbody>
    ${
      total === undefined
        ? none
        : html`<tfoot>
            ${row(total, text)}
          </tfoot>`
    }
  </table>`
}

function row({ name, count, key }: NumberRow, text: Text): Html {
  const colour =
    key === undefined ? none : html`<span class="key ${key}" aria-hidden="true"></span>`
  return html`<tr>
    <th scope="row">${colour}${name}</th>
    <td>${formatNumber(count, text)}</td>
  </tr>`
}
