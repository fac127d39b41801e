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
const total = /^\**(?:sub|eind)?to?taal\b|^\**subotaal\b/i

/**
 * A total is right when the rows straight above it add up to it, from whichever of them on: between
 * two totals stand rows that belong to the first, the second or both. Totals themselves are left out.
 */
function inTable({ file, rows }: WrittenTable): Problem[] {
  return rows.flatMap((row, at) => {
    if (!total.test(row.cells[0] ?? '')) return []
    return row.cells.slice(1).flatMap((cell, index) => {
      const printedTotal = dutchNumber(cell)
      if (printedTotal === undefined) return []
      let sum = 0
      let ofSection: number | undefined
      let parts = 0
      for (let above = at - 1; above >= Math.max(0, at - REACH); above -= 1) {
        const before = rows[above]
        if (before === undefined || total.test(before.cells[0] ?? '')) continue
        const value = dutchNumber(before.cells[index + 1] ?? '')
        // A row without any number begins a section, or divides one, as "Subsidies" does.
        if (value === undefined) {
          if (parts > 0 && isQuestionOrHeader(before)) ofSection ??= sum
          continue
        }
        sum += value
        parts += 1
        if (Math.abs(sum - printedTotal) < 0.005) return []
      }
      if (parts < 2) return []
      return [
        problem(
          'fact/table-total',
          { found: printed(printedTotal), sum: printed(ofSection ?? sum) },
          { file, line: row.line, column: 1 },
        ),
      ]
    })
  })
}

function isQuestionOrHeader({ cells, header }: TableRow): boolean {
  return header || /[?:]\**$/.test(cells[0] ?? '')
}

/** As a Dutch report prints it, whatever the language of the screen: acceptances quote it. */
function printed(value: number): string {
  return new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 }).format(value)
}
