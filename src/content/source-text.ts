import { problem, type Problem } from '../problem.ts'
import { forbiddenCharacters } from '../yaml-fields.ts'

/** Largest file an author may deliver, in bytes: every parser has slow worst cases. */
export const BYTES_LIMIT = 100_000

/**
 * The bytes of a file as text with \n line ends and without byte order mark, so that lines and
 * columns count as editors count. Characters that nobody can see or type, such as a direction
 * override or a vertical tab from a word processor, become a space: one for one, so that columns
 * stay right.
 */
export function readSource(
  bytes: Buffer,
  file: string,
  limit = BYTES_LIMIT,
): { text: string | undefined; problems: Problem[] } {
  if (bytes.length > limit) {
    const values = { found: Math.ceil(bytes.length / 1000), limit: Math.floor(limit / 1000) }
    return { text: undefined, problems: [problem('markdown/too-large', values, { file })] }
  }
  // Without fatal an unreadable byte becomes U+FFFD, which shows where it is.
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const raw = decoded.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  if (!readable(bytes)) return { text: undefined, problems: [unreadable(bytes, raw, file)] }
  return { text: raw.replaceAll(forbiddenCharacters, ' '), problems: invisible(raw, file) }
}

/**
 * What somebody meant who saved a text in another way than UTF-8: as UTF-16, which Notepad called
 * "Unicode", or with letters of Windows-1252, in the whole file or on some of its lines. Undefined
 * for what is no text at all.
 */
export function textAsMeant(bytes: Buffer): string | undefined {
  const text = decodedAs(bytes, utf16Of(bytes) ?? 'utf-8') ?? lineByLine(bytes)
  return text.includes('\0') ? undefined : text
}

/**
 * False where what became of the bytes is no language: a control character, or a mark of print between
 * letters, as in a text of MS-DOS or of an old Mac. Nobody can say then which letters were meant.
 */
export function readsWell(text: string): boolean {
  return !/[\u0080-\u009F\uFFFD]|\p{L}[‚„…†‡ˆ‰‹›•¤¦¨ª¸]\p{L}|\p{Ll}[ŽŠŒŸ]/u.test(text)
}

function lineByLine(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'))
    .map((line) => decodedAs(line, 'utf-8') ?? new TextDecoder('windows-1252').decode(line))
    .join('\n')
}

function decodedAs(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const start = bytes.subarray(0, 2).toString('hex')
  return start === 'fffe' ? 'utf-16le' : start === 'feff' ? 'utf-16be' : undefined
}

function readable(bytes: Buffer): boolean {
  return decodedAs(bytes, 'utf-8') !== undefined
}

/** Reasons: `utf-16` (Notepad's "Unicode"), or `not-utf-8` with the place of the first bad byte. */
function unreadable(bytes: Buffer, raw: string, file: string): Problem {
  if (utf16Of(bytes) !== undefined) {
    return problem('markdown/unreadable', { reason: 'utf-16' }, { file })
  }
  const place = placeIn(raw, raw.indexOf('\uFFFD'), file)
  const meant = textAsMeant(bytes)
  const found = meant !== undefined && readsWell(meant) ? wordAt(meant, place) : ''
  const values = { reason: 'not-utf-8', ...(found !== '' && { found }) }
  return problem('markdown/unreadable', values, place)
}

/** The word at a place, as a person reads it. Letters only: no number of anybody gets into a message. */
function wordAt(text: string, { line, column }: { line: number; column: number }): string {
  const words = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)[line - 1] ?? ''
  const before = /[\p{L}-]{0,30}$/u.exec(words.slice(0, column - 1))?.[0] ?? ''
  const after = /^[\p{L}-]{0,30}/u.exec(words.slice(column - 1))?.[0] ?? ''
  return before + after
}

/** One problem for each such character, at its first place. */
function invisible(raw: string, file: string): Problem[] {
  const seen = new Map<string, { first: number; count: number }>()
  for (const { 0: character, index } of raw.matchAll(forbiddenCharacters)) {
    const known = seen.get(character)
    if (known === undefined) seen.set(character, { first: index, count: 1 })
    else known.count++
  }
  return [...seen].map(([character, { first, count }]) =>
    problem(
      'markdown/character-invisible',
      { found: unicodeName(character), count },
      placeIn(raw, first, file),
    ),
  )
}

function unicodeName(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

function placeIn(text: string, offset: number, file: string) {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 }
}
