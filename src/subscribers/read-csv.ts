import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import type { Encoding, OnRow, TableRead } from './table.ts'

/** About 600,000 people; more is another kind of job, and would not fit in memory as text. */
export const MAX_CSV_BYTES = 64 * 1024 * 1024

/**
 * A csv file as a spreadsheet shows it. Encoding: byte order mark, else strict UTF-8, else
 * Windows-1252. Delimiter: a `sep=` line, else sniffed. Quoting as RFC 4180. Rows are records: a
 * line break inside quotes does not count, an empty line does, a `sep=` line does not. After a
 * refusal the rows already handed over mean nothing.
 */
export function readCsv(bytes: Buffer, onRow: OnRow): TableRead {
  if (bytes.length > MAX_CSV_BYTES) return { kind: 'refused', reason: 'too-large' }
  const { text, encoding } = decode(bytes)
  if (text.includes('\0')) return { kind: 'refused', reason: 'not-text' }
  const declared = /^"?sep=(.)"?(?:\r\n|\r|\n|$)/i.exec(text)
  const body = declared === null ? text : text.slice(declared[0].length)
  const delimiter = declared?.[1] ?? sniffDelimiter(body)
  let [records, rows] = [0, 0]
  const onRecord = (cells: string[]) => {
    records++
    if (cells.some((cell) => cell.trim() !== '')) {
      rows++
      onRow({ row: records, cells })
    }
    return null
  }
  try {
    parse(body, { ...options, delimiter, on_record: onRecord })
    if (rows === 0) return { kind: 'refused', reason: 'empty' }
    return { kind: 'ok', format: { kind: 'csv', encoding, delimiter, sample: sampleOf(body) } }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const reason = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-open' : 'quote-misplaced'
    return { kind: 'refused', reason, row: records + 1 }
  }
}

const options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  // Rows of unequal length are a fault of that row, with its number, not of the file.
  relax_column_count: true,
}

const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

function decode(bytes: Buffer): { text: string; encoding: Encoding } {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  const encoding = marked?.[0] ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/**
 * The delimiter with which the first records all have the same number of columns, and more than
 * one; the most columns win. Dutch Excel writes `;`, which is also what a single column gets.
 */
function sniffDelimiter(text: string): string {
  const best = [';', '\t', ',']
    .map((delimiter) => columnsWith(text, delimiter))
    .filter(({ columns }) => columns > 1)
    .sort((a, b) => b.agreeing - a.agreeing || b.columns - a.columns)[0]
  return best?.delimiter ?? ';'
}

function columnsWith(
  text: string,
  delimiter: string,
): { delimiter: string; columns: number; agreeing: number } {
  const found: number[] = []
  try {
    parse(text.slice(0, 64 * 1024), {
      ...options,
      relax_quotes: true,
      delimiter,
      to: 20,
      skip_empty_lines: true,
      on_record: (cells: string[]) => {
        found.push(cells.length)
        return null
      },
    })
  } catch {
    // The piece may end inside quotes; what came before it says enough.
  }
  const columns = found[0] ?? 0
  const agreeing = found.filter((count) => count === columns).length / (found.length || 1)
  return { delimiter, columns, agreeing }
}

/** The first line with a letter outside ASCII, by which a person can see whether it was read well. */
function sampleOf(text: string): string | undefined {
  const at = text.search(/[^\p{ASCII}]/u)
  if (at === -1) return undefined
  const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1
  const end = text.slice(at).search(/[\r\n]/)
  return text.slice(start, end === -1 ? undefined : at + end).slice(0, 120)
}
