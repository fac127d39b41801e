import { faultActions, faultMessage } from '../subscribers/fault-words.ts'
import type { ImportCounts } from '../subscribers/import-subscribers.ts'
import type { ImportRead } from '../subscribers/read-import.ts'
import type { Invocation } from './command.ts'

/** Beyond this a list on the screen helps nobody; `--faults` gives all of them. */
const SHOWN_FAULTS = 20

export function printSummary(
  { text, print, tell }: Invocation,
  file: string,
  read: ImportRead,
  counts: ImportCounts,
): void {
  const words = text.commands.import
  const { format, rows } = read
  print(words.heading(file, rows))
  if (format.kind === 'csv') {
    print(words.csvFormat(format.encoding, format.delimiter))
    // Only a guessed encoding can be wrong; then a person must look.
    if (format.encoding === 'windows-1252' && format.sample !== undefined) {
      tell(words.sample(format.sample))
    }
  } else {
    print(words.xlsxFormat(format.sheet))
    if (format.others.length > 0) tell(words.otherSheets(format.others))
  }
  for (const { column, suggestion } of read.unknownColumns) {
    tell(words.unknownColumn(column.slice(0, 80), suggestion))
  }
  const all = { ...counts, faulty: read.faulty }
  const shown = Object.entries(words.counts) as [keyof typeof words.counts, string][]
  const width = Math.max(...shown.map(([, label]) => label.length))
  const digits = String(rows).length
  for (const [key, label] of shown) {
    print(`  ${label.padEnd(width)}  ${String(all[key]).padStart(digits)}`)
  }
}

/** First what to do, in short; then the rows. */
export function printFaults({ text, tell }: Invocation, { faults }: ImportRead): void {
  if (faults.length === 0) return
  const words = text.commands.import
  tell(words.toDo(faultActions(faults, text)))
  for (const fault of faults.slice(0, SHOWN_FAULTS)) {
    tell(words.faultLine(fault.row, faultMessage(fault, text)))
  }
  if (faults.length > SHOWN_FAULTS) tell(words.moreFaults(faults.length - SHOWN_FAULTS))
}

/** The one object of `--json`; addresses of faulty rows are in it, others are not. */
export function importResult(
  { text }: Invocation,
  file: string,
  read: ImportRead,
  counts: ImportCounts,
  written: boolean,
): string {
  return JSON.stringify({
    schema: 1,
    ok: read.people.length > 0,
    file,
    written,
    format: read.format,
    rows: read.rows,
    counts: { ...counts, faulty: read.faulty },
    unknownColumns: read.unknownColumns,
    faults: read.faults.map((fault) => ({ ...fault, message: faultMessage(fault, text) })),
  })
}
