import { readColumns, type ImportField, type UnknownColumn } from './import-columns.ts'
import {
  peopleReader,
  type ImportDefaults,
  type ImportedPerson,
  type ImportFault,
} from './read-people.ts'
import { readTable } from './read-table.ts'
import type { TableFormat, TableRefusal } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A file of people, understood as far as it goes: who can be imported and what is wrong. */
export type ImportRead = {
  kind: 'ok'
  format: TableFormat
  /** How many, without the header. */
  rows: number
  people: ImportedPerson[]
  faults: ImportFault[]
  /** How many rows have a fault; a row may have several. */
  faulty: number
  unknownColumns: UnknownColumn[]
  /** Every column of the file with what it was read as, for a person to check. */
  columns: RecognisedColumn[]
}

export type RecognisedColumn = {
  column: string
  /** Undefined for a column that is not used. */
  field: ImportField | undefined
  suggestion: string | undefined
  /** What the first row has there, cut off at 80 characters. */
  example: string
}

/** Why nothing of the file can be used, with the row or the columns that it is about. */
export type ImportRefusal = {
  kind: 'refused'
  reason:
    | TableRefusal
    | 'no-address-column'
    | 'column-twice'
    | 'basis-missing'
    | 'source-missing'
    | 'evidence-missing'
    | 'no-rows'
  row?: number
  columns?: string[]
  /** What neither the file nor the person says, when that is the reason. */
  missing?: MissingField[]
  /** The sheets of the workbook, where another one may hold the list. */
  sheets?: string[]
}

export type MissingField = 'basis' | 'source' | 'evidence'

/** Basis and source hold for the whole file, or the file has a column for them; never neither. */
export async function readImport(
  bytes: Buffer,
  defaults: ImportDefaults,
  vocabulary: Vocabulary,
  sheet?: string,
): Promise<ImportRead | ImportRefusal> {
  let header: ReturnType<typeof openHeader> | undefined
  let rows = 0
  let example: string[] = []
  const read = await readTable(bytes, sheet, (row) => {
    if (header === undefined) {
      header = openHeader(row.cells, defaults, vocabulary)
    } else if (header.kind === 'ok') {
      if (rows++ === 0) example = row.cells
      header.reader.add(row)
    }
  })
  if (read.kind === 'refused') return read
  if (header === undefined) return { kind: 'refused', reason: 'empty' }
  if (header.kind === 'refused') {
    const { format } = read
    if (format.kind === 'csv' || format.others.length === 0) return header
    return { ...header, sheets: [format.sheet, ...format.others] }
  }
  if (rows === 0) return { kind: 'refused', reason: 'no-rows' }
  const { people, faults } = header.reader.result()
  const faulty = new Set(faults.map(({ row }) => row)).size
  const { format } = read
  const { columns, unknown: unknownColumns } = header
  const shown = columns.map((one, index) => ({
    ...one,
    example: (example[index] ?? '').trim().slice(0, 80),
  }))
  return { kind: 'ok', format, rows, people, faults, faulty, unknownColumns, columns: shown }
}

function openHeader(cells: string[], defaults: ImportDefaults, vocabulary: Vocabulary) {
  const names = cells.map((cell) => cell.trim())
  const columns = readColumns(names)
  switch (columns.kind) {
    case 'no-address':
      return refused('no-address-column', names)
    case 'twice':
      return refused('column-twice', columns.columns)
    case 'ok':
  }
  const { at, unknown } = columns
  const needed: MissingField[] = ['basis', 'source']
  if (defaults.basis === 'consent') needed.push('evidence')
  const missing = needed.filter((field) => defaults[field] === undefined && !at.has(field))
  const [first] = missing
  if (first !== undefined) return { ...refused(`${first}-missing`), missing }
  const fieldAt = new Map([...at].map(([field, index]) => [index, field]))
  const recognised = names.map((column, index) => ({
    column: column.slice(0, 80),
    field: fieldAt.get(index),
    suggestion: unknown.find((one) => one.column === column)?.suggestion,
  }))
  const reader = peopleReader(names, at, defaults, vocabulary)
  return { kind: 'ok', unknown, columns: recognised, reader } as const
}

function refused(reason: ImportRefusal['reason'], columns?: string[]): ImportRefusal {
  return { kind: 'refused', reason, ...(columns !== undefined && { columns }) }
}
