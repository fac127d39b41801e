import Handlebars from 'handlebars'
import { compileFill } from '../render/fill.ts'
import type { RecipientFields } from '../render/rendered.ts'
import type { MailContent } from './transport.ts'

/** What is the same for everyone, and what differs: `fixed[0] order[0] fixed[1] … order[n-1] fixed[n]`. */
export type Cut = {
  fixed: string[]
  /** Each an index of `sources`; the same expression may stand in several places. */
  order: number[]
  sources: string[]
}

export type Pieces = {
  html: Cut
  text: Cut
  /** The value of each source, escaped for HTML and not for plain text. */
  fill: (fields: RecipientFields) => { html: string[]; text: string[] }
}

const known = new WeakMap<MailContent, Pieces>()

/** Fill leaves no control character in a value, so this can be in none. */
const SEPARATOR = '\u001F'

/**
 * The templates of one content, cut into their fixed parts and their expressions. Once per content,
 * and compared with the whole before it is trusted.
 */
export function piecesOf(content: MailContent): Pieces {
  const found = known.get(content) ?? complete(content) ?? cutPieces(content)
  known.set(content, found)
  return found
}

/** A notice is made for one person and has nothing to fill, not even where braces stand in it. */
function complete(content: MailContent): Pieces | undefined {
  const { html, text } = content.fill(probes[0])
  if (html !== content.html || text !== content.text) return undefined
  const whole = (part: string): Cut => ({ fixed: [part], order: [], sources: [] })
  return { html: whole(html), text: whole(text), fill: () => ({ html: [], text: [] }) }
}

function cutPieces(content: MailContent): Pieces {
  const [html, text] = [cut(content.html), cut(content.text)]
  // All expressions in one small template, so that a recipient costs one fill.
  const fillAll = compileFill({
    html: html.sources.join(SEPARATOR),
    text: text.sources.join(SEPARATOR),
  })
  const fixed = compileFill({
    html: html.fixed.join(SEPARATOR),
    text: text.fixed.join(SEPARATOR),
  })(probes[0])
  const pieces: Pieces = {
    // Compiled too, for what fill does to the text between expressions.
    html: { ...html, fixed: fixed.html.split(SEPARATOR) },
    text: { ...text, fixed: fixed.text.split(SEPARATOR) },
    fill: (fields) => {
      const all = fillAll(fields)
      return { html: all.html.split(SEPARATOR), text: all.text.split(SEPARATOR) }
    },
  }
  for (const fields of probes) {
    const [whole, filled] = [content.fill(fields), pieces.fill(fields)]
    for (const part of ['html', 'text'] as const) {
      const values = pieces[part].order.map((source) => filled[part][source] ?? '')
      if (interleaved(pieces[part].fixed, values) !== whole[part]) {
        throw new Error('The pieces of a template do not add up to the whole')
      }
    }
  }
  return pieces
}

export function interleaved(fixed: string[], between: string[]): string {
  return fixed.map((part, index) => part + (between[index] ?? '')).join('')
}

const links = {
  unsubscribeUrl: 'https://a.example.org/u/1?x=1&y=2',
  preferencesUrl: 'https://a.example.org/p/2',
  webUrl: 'https://a.example.org/3',
}
const probes = [
  { salutation: 'Beste lezer', name: '', themesMoved: '', ...links },
  { salutation: 'Beste A & "B"', name: "<A & 'B'>", themesMoved: '‘A & B’', ...links },
] as const satisfies RecipientFields[]

function cut(template: string): Cut {
  const result: Cut = { fixed: [''], order: [], sources: [] }
  const starts = lineStarts(template)
  const offset = (at: { line: number; column: number }) => (starts[at.line - 1] ?? 0) + at.column
  // Its lexer ends a line at these two and its positions do not: of equal length, for the positions.
  const counted = template.replaceAll(/[\u2028\u2029]/g, ' ')
  for (const { type, loc } of Handlebars.parse(counted).body) {
    const source = template.slice(offset(loc.start), offset(loc.end))
    if (type === 'ContentStatement') {
      result.fixed.push(`${result.fixed.pop() ?? ''}${source}`)
      continue
    }
    const at = result.sources.indexOf(source)
    result.order.push(at < 0 ? result.sources.push(source) - 1 : at)
    result.fixed.push('')
  }
  return result
}

/** Lines as the Handlebars lexer counts them. */
function lineStarts(source: string): number[] {
  return [0, ...[...source.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)]
}
