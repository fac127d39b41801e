import type { Store } from '../store/store.ts'
import { listGroups } from './list-groups.ts'
import { numbersOf, type OverlapCell, type SegmentNumbers } from './segment-numbers.ts'
import { exclusionsOf, shownExclusions, type ShownExclusion } from './segment-preview.ts'
import type { Segment } from './segments.ts'

/** The whole list as it may be shown: how many, whom each segment reaches and not, and what they share. */
export type SegmentOverview = SegmentNumbers & {
  segments: { segment: Segment; count: OverlapCell; excluded: ShownExclusion[] }[]
}

export async function segmentOverview(
  store: Store,
  segments: readonly Segment[],
): Promise<SegmentOverview> {
  const groups = await listGroups(store, segments, { withReasons: true })
  const numbers = numbersOf(groups, segments)
  const shown = segments.map((segment, index) => {
    const count = numbers.overlap[index]?.[index] ?? 0
    const excluded = shownExclusions(segment, count, exclusionsOf(groups, segment, index))
    return { segment, count, excluded }
  })
  return { ...numbers, segments: shown }
}
