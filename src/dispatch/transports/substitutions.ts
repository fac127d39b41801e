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
  const values = recipients.map((): Record<string, string> => ({}))
  const { html, text } = piecesOf(content)
  let count = 0
  return { html: joined(html), text: joined(text), values }

  function joined(pieces: Piece[]): string {
    const keys = new Map<string, string>()
    return pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece
        const known = keys.get(piece.source)
        if (known !== undefined) return known
        const filled = recipients.map(piece.fill)
        const same = filled.every((value) => value === filled[0])
        // Fixed width and closed by a dash: no key is the beginning of another.
        const key = same ? (filled[0] ?? '') : `-${nonce}${String(count++).padStart(3, '0')}-`
        keys.set(piece.source, key)
        if (!same) values.forEach((one, index) => (one[key] = filled[index] ?? ''))
        return key
      })
      .join('')
  }
}

type Piece = string | { source: string; fill: (fields: RecipientFields) => string }
type Pieces = { html: Piece[]; text: Piece[] }

const known = new WeakMap<MailContent, Pieces>()

/** Cut once per variant, and compared with the whole before it is trusted. */
function piecesOf(content: MailContent): Pieces {
  const found = known.get(content)
  if (found !== undefined) return found
  const pieces = {
    html: cut(content.html, (source) => {
      const fill = compileFill({ html: source, text: '' })
      return (fields) => fill(fields).html
    }),
    text: cut(content.text, (source) => {
      const fill = compileFill({ html: '', text: source })
      return (fields) => fill(fields).text
    }),
  }
  for (const fields of probes) {
    const whole = content.fill(fields)
    if (whole.html !== join(pieces.html, fields) || whole.text !== join(pieces.text, fields)) {
      throw new Error('The pieces of a template do not add up to the whole')
    }
  }
  known.set(content, pieces)
  return pieces
}

function join(pieces: Piece[], fields: RecipientFields): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.fill(fields))).join('')
}

const links = {
  unsubscribeUrl: 'https://a.example.org/u/1?x=1&y=2',
  preferencesUrl: 'https://a.example.org/p/2',
  webUrl: 'https://a.example.org/3',
}
const probes: RecipientFields[] = [
  { salutation: 'Beste lezer', name: '', ...links },
  { salutation: 'Beste A & "B"', name: "<A & 'B'>", ...links },
]

function cut(
  template: string,
  compile: (source: string) => (fields: RecipientFields) => string,
): Piece[] {
  const starts = lineStarts(template)
  const offset = (at: { line: number; column: number }) => (starts[at.line - 1] ?? 0) + at.column
  return Handlebars.parse(template).body.map((statement) => {
    const source = template.slice(offset(statement.loc.start), offset(statement.loc.end))
    const fill = compile(source)
    // What has no expression is the same for everyone; compiled too, for its escaped braces.
    return statement.type === 'ContentStatement'
      ? fill(probes[0] as RecipientFields)
      : { source, fill }
  })
}

/** Lines as the Handlebars lexer counts them. */
function lineStarts(source: string): number[] {
  return [0, ...[...source.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)]
}
