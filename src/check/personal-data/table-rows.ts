import type { Passage } from '../passages.ts'

export type TableRow = { head: string; cells: Passage[] }

/** The rows of every table under its head row, which says what the cells are. */
export function tableRows(passages: readonly Passage[]): TableRow[] {
  const rows: (TableRow & { line: number; isHead: boolean })[] = []
  let before: Passage | undefined
  for (const passage of passages) {
    const last = before?.kind === 'cell' ? rows.at(-1) : undefined
    before = passage
    if (passage.kind !== 'cell') continue
    const line = passage.placeOf('').line ?? 0
    if (last?.line === line) last.cells.push(passage)
    // Under a head row stands a line of hyphens; a gap anywhere else is the end of the table.
    else if (last !== undefined && line - last.line === (last.isHead ? 2 : 1)) {
      const head = last.isHead ? last.cells.map(({ text }) => text).join('; ') : last.head
      rows.push({ head, cells: [passage], line, isHead: false })
    } else rows.push({ head: '', cells: [passage], line, isHead: true })
  }
  return rows.filter(({ isHead }) => !isHead)
}
