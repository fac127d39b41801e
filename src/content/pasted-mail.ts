import type { Token } from 'markdown-it'
import { textMark } from './acceptance.ts'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'

/** A line as it was typed, without the marks of bold or of a quotation, and where it begins. */
type Line = { text: string; from: number }

/**
 * What came along with the text of an e-mail: who wrote it to whom, the notice below it, and the
 * signature. Whoever pasted it did not mean readers to see that. Each is told once for a text.
 */
export function checkPastedMail(tokens: readonly Token[], parse: Parse): void {
  const lines = tokens.filter(({ type }) => type === 'inline').flatMap(linesOf)
  const head = lines.find((line, at) => forwarded.test(line.text) || startsHead(lines, at))
  if (head !== undefined) {
    // Who wrote to whom stands in it: the message does not repeat that.
    const values = { found: withoutPeople(head), in: textMark(head.text) }
    report('content/mail-pasted', values, head)
  }
  const notice = lines.find(({ text }) => notices.some((one) => one.test(text)))
  if (notice !== undefined)
    report('content/mail-footer', { found: quote(notice), reason: 'notice' }, notice)
  const greeting = lines.find((_, at) => startsSignature(lines, at))
  if (greeting !== undefined)
    report('content/mail-footer', { found: quote(greeting), reason: 'signature' }, greeting)

  function report(
    code: 'content/mail-pasted' | 'content/mail-footer',
    values: Record<string, string>,
    { from }: Line,
  ): void {
    parse.remark(code, values, { from, to: from })
  }
}

function linesOf(token: Token): Line[] {
  const origin = contentOrigin(token)
  let start = 0
  return token.content.split('\n').map((typed) => {
    const from = sourceOffset(origin, start + typed.length - typed.trimStart().length)
    start += typed.length + 1
    return { text: typed.slice(0, LONGEST).replaceAll(/\*\*|__|^[\s>]+|\s+$/g, ''), from }
  })
}

/** In characters; a notice is one long line, and says in the first sentences what it is. */
const LONGEST = 600

function quote({ text }: Line): string {
  return text.length > 60 ? `${text.slice(0, 60).trim()}…` : text
}

/** `Van: …` and `Op … schreef …`. */
function withoutPeople(line: Line): string {
  return quote(line)
    .replace(/^(\p{L}{2,10}\s*:).*$/u, '$1 …')
    .replace(/^(op|on) .* (schreef|wrote) .*$/i, '$1 … $2 …')
}

const forwarded =
  /^(?:[-_ ]{2,10}\s*(?:oorspronkelijk|origineel|doorgestuurd|original|forwarded) (?:bericht|message)\b|begin doorgestuurd bericht:|op .{5,60} \d{1,2}[:.]\d\d\b.{0,20} schreef .{2,80}:$|on .{5,60} \d{1,2}:\d\d\b.{0,20} wrote:$)/i

/** Two different ones within four lines. "Van: 9.30 uur" is of a programme. */
function startsHead(lines: readonly Line[], at: number): boolean {
  const names = lines.slice(at, at + 4).map(({ text }) => {
    const [, name, value = ''] =
      /^(van|aan|verzonden|onderwerp|cc|from|to|sent|subject)\s*:\s*(\S.*)$/i.exec(text) ?? []
    const isTime = /^(?:van|from|aan|to)$/i.test(name ?? '') && /^\d/.test(value)
    return isTime ? undefined : name?.toLowerCase()
  })
  return names[0] !== undefined && new Set(names.filter((name) => name !== undefined)).size > 1
}

const notices = [
  /\b(?:dit (?:e-?mail)?bericht|deze e-?mail)\b[^.]{0,100}\b(?:uitsluitend|alleen|slechts) (?:bestemd|bedoeld) voor\b/i,
  /\b(?:als|indien|wanneer|bent) u (?:niet de|dit bericht ten onrechte|deze e-?mail ten onrechte)\b[^.]{0,20}(?:geadresseerde|beoogde|ontvang)/i,
  /\bthe information contained in this (?:e-?mail|message|communication)\b/i,
  /\bthis (?:e-?mail|message)\b[^.]{0,120}\b(?:intended (?:only|solely)|confidential)\b/i,
]

const greetings =
  /^(?:(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en)?|mvg|(?:kind|best) regards)[,.!]?$/i

/** Two of these at least, and one that says where to reach somebody: "Jan Jansen, voorzitter" may sign. */
const details = [
  /(?:adviseur|coördinator|manager|secretaris|medewerker|directeur|leider|voorlichter|\bhoofd|consultant)\b/i,
  /^(?:T|M|tel|telefoon|mobiel)\b[.:]?\s*[+\d(]|(?:\+31|\b0)[\d ()-]{8,14}\d/i,
  /\S@\S|www\.|https?:\/\//i,
  /\b[1-9]\d{3} ?[A-Z]{2}\b|\bpostbus \d/i,
]

function startsSignature(lines: readonly Line[], at: number): boolean {
  if (!greetings.test(lines[at]?.text ?? '')) return false
  const below = lines.slice(at + 1, at + 9).map(({ text }) => text)
  const isName = /^\p{Lu}[\p{L}.’'-]*(?: [\p{L}.’'-]+){1,5}$/u.test(below[0] ?? '')
  const said = details.map((one) => below.slice(1).some((text) => one.test(text)))
  return isName && said.filter(Boolean).length > 1 && said.slice(1).some(Boolean)
}
