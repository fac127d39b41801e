import type { Problem } from '../../problem.ts'
import { faultsAfter } from './faulty-lines.ts'
import type { Fix } from './fix.ts'
import { renameEdits } from './rename-field.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

type Lines = SourceLines['lines']

/**
 * A field that is not there: the name it has under another one, or else a line for it. Nothing where
 * its line is there and only waits for somebody to type.
 */
export function fieldFix(lines: Lines, found: Problem, field: string, below?: string): Fix {
  const { written } = found.values
  if (typeof written === 'string') {
    const edits = renameEdits(lines, found, written, field)
    return { kind: 'rename', suggestion: field, edits }
  }
  const edit =
    below === undefined ? firstIn(lines, found, field) : under(lines, found, field, below)
  if (edit === undefined || !stillReads(lines, edit)) return { kind: 'add', edits: [] }
  const added = edit.insert.startsWith('\n')
  const caret = {
    line: edit.line + (added ? 1 : 0),
    column: (added ? 0 : edit.from) + `${field}: `.length + 1,
  }
  return { kind: 'add', suggestion: field, edits: [edit], caret }
}

/** As the first of the mapping that the problem points at: at the top, or of an entry of a list. */
function firstIn(lines: Lines, { line = 0, column = 1 }: Problem, field: string) {
  const words = lines[line - 1]?.words ?? ''
  // Front matter without any field points at its fence.
  if (words.trimEnd() === '---') return after(lines, line, field)
  const from = column - 1
  const isBlock = /^\s*(?:- )*$/.test(words.slice(0, from)) && /^[^\s{[:]/.test(words.slice(from))
  // The line of the field is there, without a value.
  if (!isBlock || new RegExp(`^${field}\\s*:`).test(words.slice(from))) return undefined
  return { line, from, to: from, insert: `${field}: \n${' '.repeat(from)}` }
}

/** On a line of its own below that of another field. */
function under(lines: Lines, { line = 0 }: Problem, field: string, below: string) {
  const words = lines[line - 1]?.words ?? ''
  const isThere = new RegExp(`^(?:${below}\\s*:|---\\s*$|[ \\t]+\\S)`).test(words)
  return isThere ? after(lines, line, field) : undefined
}

function after(lines: Lines, line: number, field: string): LineEdit {
  const end = lines[line - 1]?.words.length ?? 0
  return { line, from: end, to: end, insert: `\n${field}: ` }
}

function stillReads(lines: Lines, edit: LineEdit): boolean {
  return faultsAfter(lines, [edit]).length <= faultsAfter(lines).length
}
