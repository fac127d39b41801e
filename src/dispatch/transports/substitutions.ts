import Handlebars from 'handlebars'
import { compileFill } from '../../render/fill.ts'
import type { RecipientFields } from '../../render/rendered.ts'
import type { MailContent } from '../transport.ts'

/**
 * A provider that takes one content for many recipients substitutes keys by plain text, unescaped.
 * So a template is cut into its fixed parts and its expressions; every expression whose value
 * differs between these recipients becomes a key, and its value is what our own fill gives, which
 * is escaped for HTML and not for plain text.
 */
export type Substituted = {
  html: string
  text: string
  /** One record of key to value per recipient, in the order given. */
  values: Record<string, string>[]
}

/** `nonce` is random per request: a key can be in nobody's text or name. */
export function substituted(
  content: MailContent,
  recipients: RecipientFields[],
  nonce: string,
): Substituted {
  const pieces = piecesOf(content)
  const filled = recipients.map(pieces.fill)
  const values = recipients.map((): Record<string, string> => ({}))
  let count = 0
  return { html: joined('html'), text: joined('text'), values }

  function joined(part: 'html' | 'text'): string {
    const { fixed, order, sources } = pieces[part]
    const keys = sources.map((_, source) => {
      const first = filled[0]?.[part][source] ?? ''
      if (filled.every((one) => one[part][source] === first)) return first
      // Fixed width and closed by a dash: no key is the beginning of another.
      const key = `-${nonce}${String(count++).padStart(3, '0')}-`
      for (const [index, one] of values.entries()) one[key] = filled[index]?.[part][source] ?? ''
      return key
    })
    return interleaved(
      fixed,
      order.map((source) => keys[source] ?? ''),
    )
  }
}

/** `fixed[0] order[0] fixed[1] … order[n-1] fixed[n]`, each of `order` an index of `sources`. */
type Cut = { fixed: string[]; order: number[]; sources: string[] }
type Pieces = {
  html: Cut
  text: Cut
  /** The value of each source, for HTML and for text. */
  fill: (fields: RecipientFields) => { html: string[]; text: string[] }
}

const known = new WeakMap<MailContent, Pieces>()

/** Fill leaves no control character in a value, so this can be in none. */
const SEPARATOR = '\u001F'

/** Cut once per variant, and compared with the whole before it is trusted. */
function piecesOf(content: MailContent): Pieces {
  const found = known.get(content)
  if (found !== undefined) return found
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
  known.set(content, pieces)
  return pieces
}

const links = {
  unsubscribeUrl: 'https://a.example.org/u/1?x=1&y=2',
  preferencesUrl: 'https://a.example.org/p/2',
  webUrl: 'https://a.example.org/3',
}
const probes = [
  { salutation: 'Beste lezer', name: '', ...links },
  { salutation: 'Beste A & "B"', name: "<A & 'B'>", ...links },
] as const satisfies RecipientFields[]

function cut(template: string): Cut {
  const result: Cut = { fixed: [''], order: [], sources: [] }
  const starts = lineStarts(template)
  const offset = (at: { line: number; column: number }) => (starts[at.line - 1] ?? 0) + at.column
  for (const { type, loc } of Handlebars.parse(template).body) {
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

function interleaved(fixed: string[], between: string[]): string {
  return fixed.map((part, index) => part + (between[index] ?? '')).join('')
}

/** Lines as the Handlebars lexer counts them. */
function lineStarts(source: string): number[] {
  return [0, ...[...source.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)]
}
