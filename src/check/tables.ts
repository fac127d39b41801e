import type { Issue } from '../issue/issue.ts'

/** A table that an author wrote in Markdown. */
export type WrittenTable = { file: string; rows: TableRow[] }
export type TableRow = { cells: string[]; header: boolean; line: number }

/** The tables of the intro and of every item, with the line of each row in its file. */
export function tablesOf(issue: Pick<Issue, 'file' | 'intro' | 'items'>): WrittenTable[] {
  return [{ file: issue.file, body: issue.intro }, ...issue.items].flatMap(({ file, body }) => {
    const tables: WrittenTable[] = []
    for (const token of body.tokens) {
      const table = tables.at(-1)
      const row = table?.rows.at(-1)
      if (token.type === 'table_open') tables.push({ file, rows: [] })
      if (token.type === 'tr_open') {
        table?.rows.push({ cells: [], header: false, line: body.firstLine + (token.map?.[0] ?? 0) })
      }
      if (token.type === 'th_open' && row !== undefined) row.header = true
      if (token.type === 'th_open' || token.type === 'td_open') row?.cells.push('')
      if (token.type === 'inline' && table !== undefined && token.map === null) {
        row?.cells.splice(-1, 1, token.content.trim())
      }
    }
    return tables
  })
}

/** "396.181", "€ 8.100", "201.000,-", "12,5": as Dutch writes numbers. Undefined for what is no number. */
export function dutchNumber(cell: string): number | undefined {
  const plain = cell.replaceAll(/[€*\s]|euro$/g, '').replace(/,[-–—=]{1,2}$/, '')
  if (!/^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?$/.test(plain)) return undefined
  return Number(plain.replaceAll('.', '').replace(',', '.'))
}
