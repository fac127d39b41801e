/** One row of a spreadsheet or csv file: text, nothing interpreted yet. */
export type TableRow = {
  /** The number that a spreadsheet shows beside this row. */
  row: number
  cells: string[]
  /** Columns, counted from 0, whose value a formula worked out; a csv file has none. */
  formulas?: readonly number[]
}

export type TableFormat =
  | { kind: 'csv'; encoding: Encoding; delimiter: string; sample: string | undefined }
  /** `others`: the names of the sheets that were not read. */
  | { kind: 'xlsx'; sheet: string; others: string[] }

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type TableRead =
  | { kind: 'ok'; format: TableFormat }
  | { kind: 'refused'; reason: TableRefusal; row?: number; columns?: string[] }

export type TableRefusal =
  | 'empty'
  | 'too-large'
  | 'not-text'
  | 'quote-open'
  | 'quote-misplaced'
  | 'no-sheets'
  | 'not-xlsx'
  | 'xls-old'
  | 'xlsx-encrypted'
  | 'xlsx-macros'
  | 'xlsx-damaged'
  | 'xlsx-too-large'
  | 'xlsx-expands'
  | 'sheet-unknown'
  | 'too-many-rows'
  | 'too-many-columns'

/**
 * Gets every row that holds anything, the header first. Rows are handed over one by one and not
 * kept: as one list, 100,000 of them took 130 MB.
 */
export type OnRow = (row: TableRow) => void
