import { cellsOf, isDashes, rowsFrom } from '../../content/loose-tables.ts'
import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** Rows without a line of dashes, or with tabs, become a table with the first of them as its header. */
export function tableEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1, values }: Problem,
): LineEdit[] {
  const below = lines.slice(line - 1).map(({ words }) => words)
  const [first = '', second = ''] = below
  const { kind, count } = rowsFrom(below, 0)
  // In a list or a quote every line has marks of its own.
  const isOther = first.slice(0, column - 1).trim() !== '' || column > 4
  // "Datum:" and "9.30 uur" begin a row that is no header: what to call the columns is for the author.
  const [name = ''] = cellsOf(first, kind)
  if (isOther || count < 2 || kind !== values['kind'] || /:$|^\d/.test(name)) return []
  const dashes = `|${' --- |'.repeat(cellsOf(first, kind).length)}`
  const rows = below.slice(0, count).map((words, at): LineEdit => {
    const insert = kind === 'tabs' ? row(words) : words
    return { line: line + at, from: 0, to: words.length, insert }
  })
  const isThere = kind === 'bars' && isDashes(second)
  const changed = rows.map((edit, at): LineEdit => {
    const { insert } = edit
    if (at === 1 && isThere) return { ...edit, insert: dashes }
    if (at === 0 && !isThere) return { ...edit, insert: `${insert}\n${dashes}` }
    return at === count - 1 && (below[count] ?? '').trim() !== ''
      ? { ...edit, insert: `${insert}\n` }
      : edit
  })
  return changed.filter(({ insert }, at) => insert !== below[at])
}

function row(words: string): string {
  return `| ${cellsOf(words, 'tabs')
    .map((cell) => cell.replaceAll('|', '\\|'))
    .join(' | ')} |`
}
