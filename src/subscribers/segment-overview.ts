import type { Store } from '../store/store.ts'
import { exclusionsOf } from './audience.ts'
import { segmentNumbers, type OverlapCell, type SegmentNumbers } from './segment-numbers.ts'
import { shownExclusions, type ShownExclusion } from './segment-preview.ts'
import type { Segment } from './segments.ts'

/** The whole list as it may be shown: how many, whom each segment reaches and not, and what they share. */
export type SegmentOverview = SegmentNumbers & {
  segments: { segment: Segment; count: OverlapCell; excluded: ShownExclusion[] }[]
}

export async function segmentOverview(
  store: Store,
  segments: readonly Segment[],
): Promise<SegmentOverview> {
  const numbers = await segmentNumbers(store, segments)
  const shown: SegmentOverview['segments'] = []
  for (const [index, segment] of segments.entries()) {
    const count = numbers.overlap[index]?.[index] ?? 0
    const excluded = shownExclusions(segment, count, await exclusionsOf(store, segment))
    shown.push({ segment, count, excluded })
  }
  return { ...numbers, segments: shown }
}
