import { readCsv } from './read-csv.ts'
import type { OnRow, TableRead } from './table.ts'

/** A file of rows and columns, by what is in it and not by its name. */
export function readTable(bytes: Buffer, onRow: OnRow): TableRead {
  return readCsv(bytes, onRow)
}
