import { readCsv } from './read-csv.ts'
import { isWorkbook, readXlsx } from './read-xlsx.ts'
import type { OnRow, TableRead } from './table.ts'

/** A file of rows and columns, by what is in it and not by its name. */
export async function readTable(
  bytes: Buffer,
  sheet: string | undefined,
  onRow: OnRow,
): Promise<TableRead> {
  if (isWorkbook(bytes)) return readXlsx(bytes, sheet, onRow)
  if (sheet !== undefined) return { kind: 'refused', reason: 'no-sheets' }
  return readCsv(bytes, onRow)
}
