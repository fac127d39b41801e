import type { OnRow } from './table.ts'
import { dateText } from './xlsx-date.ts'
import { XlsxRefused } from './xlsx-refused.ts'
import { stringCollector, unescaped } from './xlsx-string.ts'
import type { Workbook } from './xlsx-workbook.ts'
import type { XmlHandlers } from './xlsx-xml.ts'

/** Rows that hold anything, the header included. */
export const MAX_XLSX_ROWS = 50_001
export const MAX_XLSX_COLUMNS = 200

type Cell = { column: number; type: string; style: number; value: string; formula: boolean }

/**
 * Hands over the rows of a sheet with the numbers that the program shows beside them, hidden rows
 * included. Values only: of a formula what was last worked out, and that it was a formula.
 */
export function sheetHandlers(workbook: Workbook, onRow: OnRow): XmlHandlers {
  const inline = stringCollector()
  let [row, rows, column, inValue] = [0, 0, -1, false]
  let cells: string[] = []
  let formulas: number[] = []
  let cell: Cell | undefined

  return {
    open(name, attributes) {
      switch (name) {
        case 'row':
          row = numberIn(attributes['r'], row + 1, row + 1)
          column = -1
          cells = []
          formulas = []
          break
        case 'c':
          inline.take()
          column = columnIn(attributes['r'], column + 1)
          cell = {
            column,
            type: attributes['t'] ?? 'n',
            style: numberIn(attributes['s'], 0, 0),
            value: '',
            formula: false,
          }
          break
        case 'f':
          if (cell !== undefined) cell.formula = true
          break
        case 'v':
          inValue = true
          break
        default:
          inline.open(name)
      }
    },
    text(text) {
      if (cell === undefined) return
      if (inValue) cell.value += text
      else inline.text(text)
    },
    close(name) {
      if (name === 'v') inValue = false
      else if (name === 'c' && cell !== undefined) {
        add(cell)
        cell = undefined
      } else if (name === 'row' && cells.length > 0) {
        if (++rows > MAX_XLSX_ROWS) throw new XlsxRefused('too-many-rows')
        onRow({ row, cells, formulas })
      } else inline.close(name)
    },
  }

  function add({ column: at, formula, ...found }: Cell): void {
    const text = found.type === 'inlineStr' ? inline.take() : cellText(found, workbook)
    if (text === '') return
    if (at >= MAX_XLSX_COLUMNS) throw new XlsxRefused('too-many-columns')
    while (cells.length < at) cells.push('')
    cells[at] = text
    if (formula) formulas.push(at)
  }
}

function cellText(
  { type, style, value }: Pick<Cell, 'type' | 'style' | 'value'>,
  { strings, dateStyles, date1904 }: Workbook,
): string {
  switch (type) {
    case 's': {
      const found = strings[numberIn(value, 0, 0)]
      if (found === undefined && value !== '') throw new XlsxRefused('xlsx-damaged')
      return found ?? ''
    }
    case 'n': {
      if (value.trim() === '') return ''
      const number = Number(value)
      if (!Number.isFinite(number)) throw new XlsxRefused('xlsx-damaged')
      return (dateStyles[style] && dateText(number, date1904)) || String(number)
    }
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE'
    default:
      // Text worked out by a formula, an error such as #REF!, or an ISO 8601 date.
      return unescaped(value)
  }
}

/** A whole number of at least `least`, or `missing` when there is none. */
function numberIn(text: string | undefined, missing: number, least: number): number {
  if (text === undefined || text === '') return missing
  const number = /^\d{1,7}$/.test(text) ? Number(text) : -1
  if (number < least) throw new XlsxRefused('xlsx-damaged')
  return number
}

/** The column of a reference such as `C5`, counted from 0. */
function columnIn(reference: string | undefined, least: number): number {
  if (reference === undefined) return least
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1] ?? ''
  const column = Buffer.from(letters).reduce((sum, letter) => sum * 26 + letter - 64, 0) - 1
  if (column < least) throw new XlsxRefused('xlsx-damaged')
  return column
}
