import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** The one cell of this row that holds the number; with two that do, the author must say which. */
export function numberEdits(
  lines: SourceLines['lines'],
  { line = 0, values }: Problem,
  suggestion: string,
): LineEdit[] {
  const found = String(values['found'])
  const words = lines[line - 1]?.words ?? ''
  const at = [...words.matchAll(/[^|]+/g)].filter(([cell]) => cell.trim() === found)
  const [cell] = at
  if (cell === undefined || at.length > 1) return []
  const from = cell.index + cell[0].indexOf(found)
  return [{ line, from, to: from + found.length, insert: suggestion }]
}
