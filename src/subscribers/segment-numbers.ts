import type { Store } from '../store/store.ts'
import { disjointFamilies } from './disjoint-families.ts'
import { listGroups, whyNot, type ListGroup } from './list-groups.ts'
import type { Segment } from './segments.ts'
import { isSmall } from './small-cells.ts'

/**
 * How many people two segments both reach, each for its own purpose, as it may be shown. Rows and
 * columns are in the order of the segments; on the diagonal is how many a segment reaches.
 */
export type Overlap = OverlapCell[][]

/**
 * `few` is one to four people; `nearly-all` is all but one to four of the row's segment, which its
 * number would give away; `withheld` would give away another cell.
 */
export type OverlapCell = number | 'few' | 'nearly-all' | 'withheld'

/** `total`: everyone on the list, also who gets nothing. */
export type SegmentNumbers = { total: OverlapCell; overlap: Overlap }

export async function segmentNumbers(
  store: Store,
  segments: readonly Segment[],
): Promise<SegmentNumbers> {
  return numbersOf(await listGroups(store, segments), segments)
}

export function numbersOf(
  groups: readonly ListGroup[],
  segments: readonly Segment[],
): SegmentNumbers {
  const total = groups.reduce((sum, { people }) => sum + people, 0)
  return shownNumbers(reachedByBoth(groups, segments), total)
}

/**
 * What may be shown of these counts (subscribers.md, R9). A small group is given away by its number,
 * and by a whole of which all but that group are in parts that share nobody. Of such parts the smallest
 * is withheld. A part that is a whole segment has the size of that segment, which is then withheld
 * too. Of the whole list it is the total that is withheld, because nobody needs that as much as the
 * size of a segment.
 */
export function shownNumbers(
  counts: readonly (readonly number[])[],
  total: number,
): SegmentNumbers {
  const ids = [...counts.keys()]
  const at = (row: number, column: number) => counts[row]?.[column] ?? 0
  const isAllOf = (part: number, whole: number) => at(whole, part) === at(part, part)
  const shown = ids.map((row) =>
    ids.map(
      (column) =>
        !isSmall(at(row, column)) && !isSmall(at(row, row)) && !isSmall(at(column, column)),
    ),
  )
  const isShown = (row: number, column: number) => shown[row]?.[column] === true
  for (let again = true; again;) {
    again = false
    for (const row of ids) {
      const part = isShown(row, row) ? smallestPart(row) : undefined
      if (part === undefined) continue
      withhold(row, part)
      again = true
    }
  }
  const sizes = ids.filter((id) => isShown(id, id) && at(id, id) > 0)
  const isTotalShown = leavesFew(total, sizes, (id) => at(id, id)) === undefined
  return {
    total: isSmall(total) ? 'few' : isTotalShown ? total : 'withheld',
    overlap: ids.map((row) => ids.map((column) => cell(row, column))),
  }

  function cell(row: number, column: number): OverlapCell {
    const [count, whole] = [at(row, column), at(row, row)]
    if (isShown(row, column)) return count
    if (isSmall(count)) return 'few'
    return isShown(row, row) && isSmall(whole - count) ? 'nearly-all' : 'withheld'
  }

  /** The number of everyone in a segment is withheld wherever it stands. */
  function withhold(row: number, part: number): void {
    const rows = isAllOf(part, row) ? ids.filter((id) => isAllOf(part, id)) : [row]
    for (const one of rows) {
      for (const [from, to] of [
        [one, part],
        [part, one],
      ] as const) {
        const cells = shown[from]
        if (cells !== undefined) cells[to] = false
      }
    }
  }

  /** The smallest of parts that share nobody and leave one to four of this row. */
  function smallestPart(row: number): number | undefined {
    const parts = ids.filter((id) => id !== row && at(row, id) > 0 && isShown(row, id))
    return leavesFew(at(row, row), parts, (id) => at(row, id))
  }

  function leavesFew(
    whole: number,
    parts: readonly number[],
    size: (id: number) => number,
  ): number | undefined {
    // What the table shows as nobody; what it withholds says nothing.
    const areApart = (one: number, other: number) => isShown(one, other) && at(one, other) === 0
    for (const family of disjointFamilies(parts, areApart)) {
      const sum = family.reduce((added, id) => added + size(id), 0)
      if (isSmall(whole - sum)) {
        return family.reduce((least, id) => (size(id) < size(least) ? id : least))
      }
    }
    return undefined
  }
}

function reachedByBoth(groups: readonly ListGroup[], segments: readonly Segment[]): number[][] {
  const counts = segments.map(() => segments.map(() => 0))
  for (const group of groups) {
    const reached = [...segments.entries()].flatMap(([index, { purpose }]) =>
      group.isIn[index] === true && whyNot(group, purpose) === undefined ? [index] : [],
    )
    for (const row of reached) {
      const cells = counts[row] ?? []
      for (const column of reached) cells[column] = (cells[column] ?? 0) + group.people
    }
  }
  return counts
}
