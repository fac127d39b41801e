import { interleaved, piecesOf, type Pieces } from './pieces.ts'
import type { RecipientFields, Rendered } from './rendered.ts'

/**
 * The recipient pass: a copy of a rendered mail for each recipient. Throws where a value may not
 * stand in a mail, and where the template asks for a field that does not exist.
 */
export function compileFill(
  rendered: Pick<Rendered, 'html' | 'text'>,
): (fields: RecipientFields) => { html: string; text: string } {
  const pieces = piecesOf(rendered)
  return (fields) => filled(pieces, fields)
}

/** The whole mail of one recipient. */
export function filled(pieces: Pieces, fields: RecipientFields): { html: string; text: string } {
  const values = pieces.fill(fields)
  return {
    html: interleaved(pieces.html, values.html),
    text: interleaved(pieces.text, values.text),
  }
}
