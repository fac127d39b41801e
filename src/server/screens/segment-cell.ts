import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import type { OverlapCell } from '../../subscribers/segment-numbers.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'

/** A number, or why it is not shown. */
export function cellWords(cell: OverlapCell, text: Text): string {
  return typeof cell === 'number'
    ? formatNumber(cell, text)
    : text.commands.people.overview.cells[cell]
}

/** In a table of numbers: a sign to see, the words to hear. */
export function shortCell(cell: OverlapCell, text: Text): Html {
  if (typeof cell === 'number') return html`${formatNumber(cell, text)}`
  const { short, cells } = text.commands.people.overview
  return html`<span aria-hidden="true">${short[cell]}</span
    ><span class="hidden">${cells[cell]}</span>`
}
