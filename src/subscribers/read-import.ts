import { readColumns, type UnknownColumn } from './import-columns.ts'
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
}

/** Basis and source hold for the whole file, or the file has a column for them; never neither. */
export async function readImport(
  bytes: Buffer,
  defaults: ImportDefaults,
  vocabulary: Vocabulary,
  sheet?: string,
): Promise<ImportRead | ImportRefusal> {
  let header: ReturnType<typeof openHeader> | undefined
  let rows = 0
  const read = await readTable(bytes, sheet, (row) => {
    if (header === undefined) {
      header = openHeader(row.cells, defaults, vocabulary)
    } else if (header.kind === 'ok') {
      rows++
      header.reader.add(row)
    }
  })
  if (read.kind === 'refused') return read
  if (header === undefined) return { kind: 'refused', reason: 'empty' }
  if (header.kind === 'refused') return header
  if (rows === 0) return { kind: 'refused', reason: 'no-rows' }
  const { people, faults } = header.reader.result()
  const faulty = new Set(faults.map(({ row }) => row)).size
  const { format } = read
  return { kind: 'ok', format, rows, people, faults, faulty, unknownColumns: header.unknown }
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
  if (defaults.basis === undefined && !at.has('basis')) return refused('basis-missing')
  if (defaults.source === undefined && !at.has('source')) return refused('source-missing')
  if (defaults.basis === 'consent' && defaults.evidence === undefined && !at.has('evidence')) {
    return refused('evidence-missing')
  }
  return { kind: 'ok', unknown, reader: peopleReader(names, at, defaults, vocabulary) } as const
}

function refused(reason: ImportRefusal['reason'], columns?: string[]): ImportRefusal {
  return { kind: 'refused', reason, ...(columns !== undefined && { columns }) }
}
