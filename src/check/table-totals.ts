import { totalOf } from '../content/figure.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { dutchNumber, tablesOf, type TableRow, type WrittenTable } from './tables.ts'

/** The rows of a table must add up to the total that it, or its source, prints. */
export function checkTableTotals({ issue }: CheckInput): Problem[] {
  return [...inFigures(issue), ...tablesOf(issue).flatMap(inTable)]
}

function inFigures(issue: CheckInput['issue']): Problem[] {
  return issue.figureData.flatMap((figure) => {
    const { totalInSource, file } = figure
    const sum = totalOf(figure)
    // Cents: floating point must not invent a difference.
    if (totalInSource === undefined || Math.abs(totalInSource.value - sum) < 0.005) return []
    return [
      problem(
        'fact/table-total',
        {
          found: printed(totalInSource.value),
          sum: printed(sum),
          ...(totalInSource.sourceLine !== undefined && { source: totalInSource.sourceLine }),
        },
        { file, line: totalInSource.line, column: 1 },
      ),
    ]
  })
}

/** Rows before a total that are tried as its parts. */
const REACH = 100
const total =
  /^\**(?:(?:sub|eind|tussen|hoofd)?to?taal(?:bedrag)?\b|subotaal\b|totale (?:uitgaven|inkomsten|kosten|lasten|baten|opbrengsten?|begroting|budget|bedrag|aantal)\b|(?:de )?som\b|(?:alles |te ?)?samen\b[\s:*]*$|alles bij elkaar\b)/i

function inTable(table: WrittenTable): Problem[] {
  const { rows } = table
  const isTotal = rows.map(({ cells, header }) => !header && total.test(cells[0] ?? ''))
  return [
    ...rows.flatMap((row, at) => {
      if (!isTotal[at]) return []
      const above = rows.slice(Math.max(0, at - REACH), at).filter(({ header }) => !header)
      return above.length > 0 || isTotal.filter(Boolean).length > 1
        ? ofRowsAbove(table, row, at)
        : ofRowsBelow(table, row, rows.slice(at + 1, at + 1 + REACH))
    }),
    ...ofColumns(table),
  ]
}

/**
 * A total is right when the rows straight above it add up to it, from whichever of them on: between
 * two totals stand rows that belong to the first, the second or both. Totals themselves are left out.
 */
function ofRowsAbove({ file, rows }: WrittenTable, row: TableRow, at: number): Problem[] {
  return row.cells.slice(1).flatMap((cell, index) => {
    const printedTotal = amountIn(cell)
    if (printedTotal === undefined) return []
    let sum = 0
    let ofSection: number | undefined
    let parts = 0
    for (let above = at - 1; above >= Math.max(0, at - REACH); above -= 1) {
      const before = rows[above]
      if (before === undefined || total.test(before.cells[0] ?? '')) continue
      const part = amountIn(before.cells[index + 1] ?? '')
      // A row without any number begins a section, or divides one, as "Subsidies" does.
      if (part?.unit !== printedTotal.unit) {
        if (parts > 0 && isQuestionOrHeader(before)) ofSection ??= sum
        continue
      }
      sum += part.value
      parts += 1
      if (Math.abs(sum - printedTotal.value) <= slack(printedTotal, parts)) return []
    }
    return parts < 2 ? [] : [differs(file, row, printedTotal, ofSection ?? sum)]
  })
}

/** The only total of the table is its first row: all that follows are its parts. */
function ofRowsBelow({ file }: WrittenTable, row: TableRow, below: readonly TableRow[]): Problem[] {
  return row.cells.slice(1).flatMap((cell, index) => {
    const printedTotal = amountIn(cell)
    const parts = below.map(({ cells }) => amountIn(cells[index + 1] ?? ''))
    if (printedTotal === undefined || parts.length < 2) return []
    if (!parts.every((part) => part?.unit === printedTotal.unit)) return []
    const sum = parts.reduce((all, part) => all + (part?.value ?? 0), 0)
    const right = Math.abs(sum - printedTotal.value) <= slack(printedTotal, parts.length)
    return right ? [] : [differs(file, row, printedTotal, sum)]
  })
}

/** A last column of totals, which it is when the cells before it add up to it in another row. */
function ofColumns({ file, rows }: WrittenTable): Problem[] {
  const header = rows.find((row) => row.header)?.cells ?? []
  const at = header.findIndex((cell, index) => index > 2 && /^\**(?:eind)?totaal\b/i.test(cell))
  if (at < 0) return []
  const all = rows.slice(0, REACH).flatMap((row) => {
    const amounts = row.cells.slice(1, at + 1).map(amountIn)
    const printedTotal = amounts.pop()
    if (row.header || printedTotal === undefined || printedTotal.unit === '%') return []
    if (!amounts.every((part) => part?.unit === '')) return []
    const sum = amounts.reduce((one, part) => one + (part?.value ?? 0), 0)
    return [{ row, printedTotal, sum, right: Math.abs(sum - printedTotal.value) < 0.005 }]
  })
  if (!all.some(({ right, sum }) => right && sum !== 0)) return []
  return all
    .filter(({ right }) => !right)
    .map(({ row, printedTotal, sum }) => differs(file, row, printedTotal, sum))
}

type Amount = { value: number; unit: '' | '%'; decimals: number }

/** A number, or a percentage. */
function amountIn(cell: string): Amount | undefined {
  const percent = /%\**\s*$/.test(cell)
  const value = dutchNumber(percent ? cell.replace('%', '') : cell)
  if (value === undefined) return undefined
  return { value, unit: percent ? '%' : '', decimals: /,(\d+)/.exec(cell)?.[1]?.length ?? 0 }
}

/** Cents: floating point must not invent a difference. Percentages are rounded, each of them. */
function slack({ unit, decimals }: Amount, parts: number): number {
  return unit === '%' ? (parts * 0.5) / 10 ** decimals + 0.005 : 0.005
}

function differs(file: string, row: TableRow, found: Amount, sum: number): Problem {
  const values = { found: printed(found.value) + found.unit, sum: printed(sum) + found.unit }
  return problem('fact/table-total', values, { file, line: row.line, column: 1 })
}

function isQuestionOrHeader({ cells, header }: TableRow): boolean {
  return header || /[?:]\**$/.test(cells[0] ?? '')
}

/** As a Dutch report prints it, whatever the language of the screen: acceptances quote it. */
function printed(value: number): string {
  return new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 }).format(value)
}
