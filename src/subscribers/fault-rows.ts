import type { ImportFault } from './read-people.ts'
import { readTable } from './read-table.ts'

/**
 * The rows of the file that have a fault, as they were, with what is wrong in one more column: to
 * be corrected and imported again. A fault column from an earlier round is replaced.
 */
export async function faultRows(
  bytes: Buffer,
  sheet: string | undefined,
  faults: readonly ImportFault[],
  heading: string,
  messageOf: (fault: ImportFault) => string,
): Promise<string[][]> {
  const byRow = Map.groupBy(faults, ({ row }) => row)
  const found: string[][] = []
  let kept: number[] | undefined
  await readTable(bytes, sheet, ({ row, cells }) => {
    if (kept === undefined) {
      kept = [...cells.keys()].filter((at) => cells[at]?.trim().toLowerCase() !== heading)
      found.push(kept.map((at) => cells[at] ?? '').concat(heading))
    } else {
      const wrong = byRow.get(row)
      if (wrong === undefined) return
      found.push(kept.map((at) => cells[at] ?? '').concat(wrong.map(messageOf).join(' ')))
    }
  })
  return found
}
