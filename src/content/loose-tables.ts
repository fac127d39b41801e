import type { Token } from 'markdown-it'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'

/** How the cells of a row are kept apart. */
export type RowKind = 'bars' | 'tabs'

/**
 * Rows that are no table: between bars without a line of dashes below the first, or with tabs as a
 * spreadsheet gives them. Readers see all of them as one run of text.
 */
export function checkLooseTables(tokens: readonly Token[], parse: Parse): void {
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[at - 1]?.type !== 'paragraph_open') continue
    const origin = contentOrigin(token)
    const lines = token.content.split('\n')
    let [line, start] = [0, 0]
    while (line < lines.length) {
      const first = lines[line] ?? ''
      const run = rowsFrom(lines, line)
      if (run.count > 1) {
        const from = sourceOffset(origin, start + first.length - first.trimStart().length)
        const found = first.trim().replaceAll(/\s+/g, ' ').slice(0, 60)
        parse.remark('table/unmarked', { found, kind: run.kind }, { from, to: from })
      }
      for (const passed of lines.slice(line, line + run.count)) start += passed.length + 1
      line += run.count
    }
  }
}

/** How many of these lines, from this one on, are rows of one table; 1 where they are not. */
export function rowsFrom(lines: readonly string[], from: number): { kind: RowKind; count: number } {
  const first = lines[from] ?? ''
  const bars = lengthOf(lines, from, isBarRow)
  if (bars > 1 && cellsOf(first, 'bars').length > 1) return { kind: 'bars', count: bars }
  const columns = cellsOf(first, 'tabs').length
  const tabs = lengthOf(lines, from, (line) => isTabRow(line, columns))
  return tabs > 1 ? { kind: 'tabs', count: tabs } : { kind: 'bars', count: 1 }
}

export function cellsOf(line: string, kind: RowKind): string[] {
  const cells =
    kind === 'tabs'
      ? line.trim().split('\t')
      : line
          .trim()
          .slice(1, -1)
          .split(/(?<!\\)\|/)
  return cells.map((cell) => cell.trim())
}

/** The line of dashes below the first row, however many it has. */
export function isDashes(line: string): boolean {
  return /^\s*\|[\s|:-]*-[\s|:-]*\|\s*$/.test(line)
}

function isBarRow(line: string): boolean {
  return /^\s*\|.*(?<!\\)\|\s*$/.test(line)
}

/** A mark and a tab, or a number and a tab, is how a word processor writes an item of a list. */
function isTabRow(line: string, columns: number): boolean {
  const cells = cellsOf(line, 'tabs')
  const [first = ''] = cells
  return (
    columns > 1 &&
    cells.length === columns &&
    /[\p{L}\p{N}]{2}|^\p{N}$/u.test(first) &&
    !/^\(?\p{N}{1,3}[.)]$/u.test(first)
  )
}

function lengthOf(
  lines: readonly string[],
  from: number,
  isRow: (line: string) => boolean,
): number {
  let end = from
  while (end < lines.length && isRow(lines[end] ?? '')) end += 1
  return end - from
}
