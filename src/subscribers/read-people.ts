import type { Basis, Purpose } from '../store/tables.ts'
import { normaliseAddress, type AddressRefusal } from './address.ts'
import { unguardFormula } from './formula-guard.ts'
import type { ImportField } from './import-columns.ts'
import {
  areaWord,
  basisWord,
  languageWord,
  organisationTypeWord,
  partnerWord,
  purposeWord,
  roleWord,
  termWord,
  type Word,
} from './import-words.ts'
import type { TableRow } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One row of an import, understood. Undefined is an empty cell, which never erases anything. */
export type ImportedPerson = {
  row: number
  address: string
  name: string | undefined
  organisation: string | undefined
  organisationType: string | undefined
  role: string | undefined
  area: string | undefined
  language: 'nl' | 'en' | undefined
  themes: string[] | undefined
  partners: string[] | undefined
  networks: string[] | undefined
  purposes: readonly Purpose[]
  basis: Basis
  source: string
  evidence: string | undefined
}

/** What holds for every row that says nothing about it. */
export type ImportDefaults = {
  basis: Basis | undefined
  source: string | undefined
  evidence: string | undefined
  purposes: readonly Purpose[]
}

export type ImportFault = {
  row: number
  /** As the file heads it; undefined where the whole row is meant. */
  column: string | undefined
  code: FaultCode
  /** The cell, cut off at 80 characters. */
  value: string
  suggestion?: string | undefined
  /** For a duplicate: the other row. */
  other?: number
}

export type FaultCode =
  | `address-${AddressRefusal}`
  | 'control-character'
  | 'long'
  | 'formula'
  | 'unknown-word'
  | 'duplicate'
  | 'extra-cells'
  | 'basis-missing'
  | 'source-missing'
  | 'evidence-missing'

const required = ['email', 'basis', 'source', 'evidence'] as const satisfies ImportField[]

/** RFC 5322 allows more, but no reader has a longer name and a phone shows less. */
const MAX_NAME = 80
const MAX_CELL = 1000

/** Takes rows one by one; `result` gives the people in file order and everything that is wrong. */
export type PeopleReader = {
  add(row: TableRow): void
  result(): { people: ImportedPerson[]; faults: ImportFault[] }
}

export function peopleReader(
  columns: readonly string[],
  at: ReadonlyMap<ImportField, number>,
  defaults: ImportDefaults,
  vocabulary: Vocabulary,
): PeopleReader {
  const faults: ImportFault[] = []
  /** By address; a number is the first row of an address that is in the list more than once. */
  const people = new Map<string, ImportedPerson | number>()
  const reading = { columns, at, defaults, words: wordReaders(vocabulary), faults }
  return {
    add(row) {
      const before = faults.length
      const person = personOf(row, reading)
      if (person === undefined || faults.length > before) return
      const { address } = person
      const earlier = people.get(address)
      if (earlier === undefined) {
        people.set(address, person)
        return
      }
      // Which of the two is right, only a person can say.
      const column = columns[at.get('email') ?? 0]
      const duplicate = { column, code: 'duplicate', value: address } as const
      const first = typeof earlier === 'number' ? earlier : earlier.row
      if (typeof earlier !== 'number') faults.push({ ...duplicate, row: first, other: row.row })
      faults.push({ ...duplicate, row: row.row, other: first })
      people.set(address, first)
    },
    result: () => ({
      people: [...people.values()].filter((found) => typeof found !== 'number'),
      faults: faults.sort((one, other) => one.row - other.row),
    }),
  }
}

type Reading = {
  columns: readonly string[]
  at: ReadonlyMap<ImportField, number>
  defaults: ImportDefaults
  words: ReturnType<typeof wordReaders>
  faults: ImportFault[]
}

/** A list says "Gemeente" a thousand times: each word is looked up once. */
function wordReaders(vocabulary: Vocabulary) {
  return {
    basis: remembered(basisWord),
    organisationType: remembered(organisationTypeWord),
    role: remembered(roleWord),
    area: remembered((typed) => areaWord(typed, vocabulary)),
    language: remembered(languageWord),
    themes: remembered((typed) => termWord(typed, vocabulary.themes, vocabulary.today)),
    networks: remembered((typed) => termWord(typed, vocabulary.networks, vocabulary.today)),
    partners: remembered((typed) => partnerWord(typed, vocabulary)),
    purposes: remembered(purposeWord),
  }
}

const REMEMBERED = 5000

function remembered<T>(read: (typed: string) => T): (typed: string) => T {
  const known = new Map<string, T>()
  return (typed) => {
    const found = known.get(typed)
    if (found !== undefined) return found
    const word = read(typed)
    if (known.size < REMEMBERED) known.set(typed, word)
    return word
  }
}

function personOf(row: TableRow, reading: Reading): ImportedPerson | undefined {
  const { columns, at, defaults, words: reads, faults } = reading
  if (row.cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    faults.push({ row: row.row, column: undefined, code: 'extra-cells', value: '' })
  }
  // What an address or a ground is must stand in the file; what a formula made of it may change.
  for (const field of required) {
    if (row.formulas?.includes(at.get(field) ?? -1) === true) fault(field, 'formula')
  }
  const address = normaliseAddress(raw('email'))
  if (address.kind === 'refused') fault('email', `address-${address.reason}`)
  const basis = word('basis', reads.basis) ?? defaults.basis
  const source = text('source', MAX_CELL) ?? defaults.source
  const evidence = text('evidence', MAX_CELL) ?? defaults.evidence
  if (basis === undefined) fault('basis', 'basis-missing')
  if (source === undefined) fault('source', 'source-missing')
  if (basis === 'consent' && evidence === undefined) fault('evidence', 'evidence-missing')
  const name = text('name', MAX_NAME) ?? wholeName()
  const organisation = text('organisation', 2 * MAX_NAME)
  const organisationType = word('organisationType', reads.organisationType)
  const role = map(text('role', MAX_NAME), reads.role)
  const area = word('area', reads.area)
  const language = word('language', reads.language)
  const themes = words('themes', reads.themes)
  const partners = words('partners', reads.partners)
  const networks = words('networks', reads.networks)
  const purposes = words('purposes', reads.purposes) ?? defaults.purposes
  if (address.kind === 'refused' || basis === undefined || source === undefined) return undefined
  return {
    row: row.row,
    address: address.address,
    name,
    organisation,
    organisationType,
    role,
    area,
    language,
    themes,
    partners,
    networks,
    purposes,
    basis,
    source,
    evidence,
  }

  function raw(field: ImportField): string {
    const index = at.get(field)
    return index === undefined ? '' : (row.cells[index] ?? '')
  }

  function fault(field: ImportField, code: FaultCode, suggestion?: string): undefined {
    const index = at.get(field)
    faults.push({
      row: row.row,
      column: index === undefined ? undefined : columns[index],
      code,
      value: raw(field).slice(0, 80),
      ...(suggestion !== undefined && { suggestion }),
    })
  }

  /** The cell as one line of text, or undefined when it is empty or wrong. */
  function text(field: ImportField, longest: number): string | undefined {
    const cell = raw(field)
    if (cell.length > MAX_CELL) return fault(field, 'long')
    const typed = unguardFormula(cell).trim().normalize('NFC')
    if (typed === '') return undefined
    if (cell.startsWith('=')) return fault(field, 'formula')
    if (/[\p{Cc}\u2028\u2029]/u.test(typed)) return fault(field, 'control-character')
    if (typed.length > longest) return fault(field, 'long')
    return typed
  }

  function word<T>(field: ImportField, read: (typed: string) => Word<T>): T | undefined {
    return words(field, read, [text(field, MAX_CELL) ?? ''])?.[0]
  }

  /** Several words in one cell, separated by a comma, semicolon, bar or line break. */
  function words<T>(
    field: ImportField,
    read: (typed: string) => Word<T>,
    cells = list(field),
  ): T[] | undefined {
    const found: T[] = []
    for (const typed of cells.filter((cell) => cell !== '')) {
      const known = read(typed)
      if (known.kind === 'ok') found.push(known.value)
      else fault(field, 'unknown-word', known.suggestion)
    }
    return found.length === 0 ? undefined : found
  }

  function list(field: ImportField): string[] {
    const cell = raw(field)
    if (cell.length > MAX_CELL) {
      fault(field, 'long')
      return []
    }
    return cell.split(/[,;|\r\n]/).map((part) => part.trim())
  }

  function wholeName(): string | undefined {
    const parts = (['firstName', 'infix', 'lastName'] as const).map((field) =>
      text(field, MAX_NAME),
    )
    const name = parts.filter((part) => part !== undefined).join(' ')
    if (name.length > MAX_NAME) return fault('lastName', 'long')
    return name === '' ? undefined : name
  }
}

function map<T, R>(value: T | undefined, change: (value: T) => R): R | undefined {
  return value === undefined ? undefined : change(value)
}
