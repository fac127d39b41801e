import type { Problem } from '../../problem.ts'
import { frontMatterEnd, type LineEdit, type SourceLines } from './source-lines.ts'

type Lines = SourceLines['lines']

/** What stands exactly where the problem points, but for a quotation mark, bracket or fence before it. */
export function replaceAtPlace(lines: Lines, found: Problem, suggestion: string): LineEdit[] {
  const { line = 0, column = 1 } = found
  const written = String(found.values['found'] ?? '')
  const words = lines[line - 1]?.words ?? ''
  const from = words.indexOf(written, column - 1)
  if (written === '' || from < 0 || !/^[\s'"<[:]*$/.test(words.slice(column - 1, from))) return []
  return [{ line, from, to: from + written.length, insert: suggestion }]
}

/**
 * `http:` -> `https:`, for this address wherever the file has it: two links that read the same and
 * lead to one page must still lead to one page afterwards.
 */
export function secureAddress(lines: Lines, found: Problem): LineEdit[] {
  const address = String(found.values['found']).trim()
  if (!/^http:/i.test(address) || !standsAt(lines, found, address)) return []
  return lines.flatMap(({ words }, at) =>
    occurrences(words, address)
      .filter((from) => !/[\p{L}\p{N}/]/u.test(words[from - 1] ?? ''))
      .filter((from) => /^(?:$|[\s)>\]"'])/.test(words.slice(from + address.length)))
      .map((from) => ({ line: at + 1, from, to: from + 4, insert: 'https' })),
  )
}

function standsAt(lines: Lines, { line = 0, column = 1 }: Problem, address: string): boolean {
  const from = (lines[line - 1]?.words ?? '').indexOf(address, column - 1)
  return from >= column - 1 && from <= column + 1
}

/**
 * A word or name in running text: everywhere in its paragraph, since the same finding is reported
 * once. Addresses, code and file names keep what they say. A misspelt word goes in all of the file,
 * because it is reported once for each file.
 */
export function replaceInText(lines: Lines, found: Problem, suggestion: string): LineEdit[] {
  const { line = 0, file = '' } = found
  const written = String(found.values['found'] ?? '')
  if (written === '') return []
  const end = file.endsWith('.md') ? frontMatterEnd(lines) : lines.length
  const inYaml = line < end || !file.endsWith('.md')
  // A quotation mark or colon could end the value, or begin another.
  if (inYaml && /['"\\]|: |:$| #|^[-?@`%&*!|>[{]/.test(suggestion)) return []
  const span = inYaml ? yamlSpan(lines, found) : textSpan(lines, found)
  return span.flatMap((at) => {
    const words = lines[at - 1]?.words ?? ''
    const { open, from: begin } = inYaml ? yamlText(words) : { open: words, from: 0 }
    return places(masked(open), written, found.code).map((from) => ({
      line: at,
      from: begin + from,
      to: begin + from + written.length,
      insert: suggestion,
    }))
  })
}

/** Line numbers: the rest of the paragraph, or of the file. */
function textSpan(lines: Lines, { line = 0, code }: Problem): number[] {
  const span: number[] = []
  for (let at = line; at <= lines.length; at += 1) {
    if (code !== 'spelling/unknown' && lines[at - 1]?.words.trim() === '') break
    span.push(at)
  }
  return span
}

/** Line numbers: the value at this place, or the entry of a list that begins here. */
function yamlSpan(lines: Lines, { line = 0, end, file = '' }: Problem): number[] {
  if (end !== undefined) {
    return Array.from({ length: end.line - line + 1 }, (_, at) => line + at)
  }
  if (file.endsWith('.md')) return [line]
  const span = [line]
  for (let at = line + 1; at <= lines.length; at += 1) {
    if (/^\s*(?:- |rows:|events:|accepted:|sources:)/.test(lines[at - 1]?.words ?? '')) break
    span.push(at)
  }
  return span
}

/** Only what readers see; `label_in_source` and `sources` say what the source says, faults and all. */
function yamlText(words: string): { open: string; from: number } {
  const key = /^(\s*(?:- )?)([\p{L}_-]+):\s+/u.exec(words)
  if (key === null) return { open: /^\s*(?:- )?\{/.test(words) ? '' : words, from: 0 }
  const readable = ['title', 'subject', 'preheader', 'text', 'alt', 'label', 'note', 'place']
  if (!readable.includes(key[2] ?? '')) return { open: '', from: 0 }
  return { open: words.slice(key[0].length), from: key[0].length }
}

function places(open: string, written: string, code: string): number[] {
  const wanted = plain(written)
  return occurrences(plain(open), wanted).filter((from) => {
    const [before, after] = [open.slice(0, from), open.slice(from + written.length)]
    if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after)) return false
    // "19:30", "9:30-11:00" and "9:30,5" are other things than the time that was found.
    return (
      code !== 'typography/time' || (!/[.,:/-]$/.test(before) && !/^(?:[:-]|[.,]\d)/.test(after))
    )
  })
}

/** Spaces for what is no running text, so that every column stays where it is. */
function masked(words: string): string {
  const hidden = [
    /\]\([^)]*\)/g,
    /^\s{0,3}\[[^\]]*\]:\s*\S.*$/g,
    /<[^>]*>/g,
    /`+[^`]*`+/g,
    /\[\[[^\]]*\]\]/g,
    /[a-z][a-z0-9+.-]*:\/\/\S+|www\.\S+|\S+@\S+/gi,
    /^\s*:{3,}.*$/g,
  ]
  return hidden.reduce(
    (all, pattern) => all.replaceAll(pattern, (part) => '\0'.repeat(part.length)),
    words,
  )
}

/** What the typographer makes of a straight mark or a space, as it was typed; one for one. */
function plain(text: string): string {
  return text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/\s/g, ' ')
}

function occurrences(text: string, wanted: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    found.push(at)
  }
  return found
}
