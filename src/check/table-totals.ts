import { totalOf } from '../content/figure.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** The rows of a table must add up to the total that its source prints. */
export function checkTableTotals({ issue }: CheckInput): Problem[] {
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

/** As a Dutch report prints it, whatever the language of the screen: acceptances quote it. */
function printed(value: number): string {
  return new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 }).format(value)
}
