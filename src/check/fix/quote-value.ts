import type { Problem } from '../../problem.ts'
import { behindQuote, quotedName } from '../../yaml-fields.ts'
import { faultsAfter, faultyLines } from './faulty-lines.ts'
import { frontMatterEnd, type LineEdit, type SourceLines } from './source-lines.ts'

/** A key and its value on one line, in the front matter or in a list of it. */
const field = /^([ \t]*(?:- )?[\p{L}\p{N}_-]+:[ \t]+)(\S.*?)[ \t]*$/u

/**
 * `title: Let op: nieuw` -> `title: 'Let op: nieuw'`. Also what begins with a quotation mark that
 * belongs to a word, as in ’s avonds typed with a straight one. Only when the line is then readable.
 */
export function quoteEdits(lines: SourceLines['lines'], { line = 0 }: Problem): LineEdit[] {
  const end = frontMatterEnd(lines)
  const isYaml = end === 0
  // An open quotation mark swallows what follows: the fault is reported where that ends.
  for (const at of [line, ...earlierOpenQuotes(lines, line)]) {
    if (!isYaml && (at <= 1 || at >= end)) continue
    const edit = quoted(lines[at - 1]?.words ?? '', at)
    if (edit !== undefined && helps(lines, isYaml ? lines.length : end - 1, edit)) return [edit]
  }
  return []
}

/** `title: #Samen` -> `title: '#Samen'`: without the marks a remark begins there. */
export function remarkEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1 }: Problem,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const value = words.slice(column - 1).trimEnd()
  if (!value.startsWith('#')) return []
  const insert = `'${value.replaceAll("'", "''")}'`
  return [{ line, from: column - 1, to: column - 1 + value.length, insert }]
}

/** `title:Nieuws` -> `title: Nieuws`, on every line that lacks the space, where that helps. */
export function spaceEdits(lines: SourceLines['lines']): LineEdit[] {
  const end = frontMatterEnd(lines)
  if (end === 0) return []
  const edits = lines.slice(0, end).flatMap(({ words }, at): LineEdit[] => {
    const colon = /^[ \t]*[a-z_]{2,20}:(?=[^\s:/])/.exec(words)?.[0].length
    return colon === undefined ? [] : [{ line: at + 1, from: colon, to: colon, insert: ' ' }]
  })
  return faultsAfter(lines, edits).length < faultsAfter(lines).length ? edits : []
}

/** `'subject:' Jaarplan` -> `subject: Jaarplan`. */
export function nameEdits(lines: SourceLines['lines'], { line = 0 }: Problem): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const [all, ...names] = quotedName.exec(words) ?? []
  const name = names.find((one) => one !== undefined)
  if (all === undefined || name === undefined) return []
  const from = all.length - all.trimStart().length
  const edit = { line, from, to: all.length, insert: `${name}:` }
  const end = frontMatterEnd(lines)
  return helps(lines, end === 0 ? lines.length : end - 1, edit) ? [edit] : []
}

function earlierOpenQuotes(lines: SourceLines['lines'], before: number): number[] {
  return lines.slice(0, before).flatMap(({ words }, at) => {
    const value = field.exec(words)?.[2] ?? ''
    return /^'[^']*$/.test(value) || /^"[^"]*$/.test(value) ? [at + 1] : []
  })
}

function quoted(words: string, line: number): LineEdit | undefined {
  const [, before, value] = field.exec(words) ?? []
  if (before === undefined || value === undefined) return undefined
  // Lists and blocks of text are more than one value, and what follows a # may be a remark.
  if (/^[[{|>&*!#]|\s#/.test(value) || /^(['"]).*\1$/.test(value)) return undefined
  const from = before.length
  // Curly marks around it were meant as these.
  const meant = /^[“”„‘’]([^“”„]*)[“”’]$/.exec(value)?.[1] ?? grown(value) ?? value
  const insert = `'${meant.replaceAll("'", "''")}'`
  return { line, from, to: from + value.length, insert }
}

/**
 * `'Nieuws van de VAR' in maart`: words typed behind the closing mark. Around one or two words the
 * marks may be meant for readers, as in 'Samen sterk' gaat door.
 */
function grown(value: string): string | undefined {
  const [, single, double = '', more = ''] = behindQuote.exec(value) ?? []
  const first = single?.replaceAll("''", "'") ?? double
  return first.trim().split(/\s+/).length > 2 ? `${first}${more}` : undefined
}

function helps(lines: SourceLines['lines'], until: number, edit: LineEdit): boolean {
  const first = lines[0]?.words.trimEnd() === '---' ? 1 : 0
  const written = (changed?: LineEdit) =>
    lines
      .slice(first, until)
      .map(({ words }, at) =>
        changed?.line === at + first + 1
          ? words.slice(0, changed.from) + changed.insert + words.slice(changed.to)
          : words,
      )
      .join('\n')
  const [before, after] = [faultyLines(written()), faultyLines(written(edit))]
  return after.length < before.length && !after.includes(edit.line - first)
}
