import type { Store } from '../store/store.ts'
import { listGroups, whyNot } from './list-groups.ts'
import type { Segment } from './segments.ts'

/** How many people each segment reaches now, by segment id: in it, and mailed for its purpose. */
export async function segmentCounts(
  store: Store,
  segments: readonly Segment[],
): Promise<Map<string, number>> {
  if (segments.length === 0) return new Map()
  const counts = new Map(segments.map(({ id }) => [id, 0]))
  for (const group of await listGroups(store, segments)) {
    for (const [index, { id, purpose }] of segments.entries()) {
      if (group.isIn[index] !== true || whyNot(group, purpose) !== undefined) continue
      counts.set(id, (counts.get(id) ?? 0) + group.people)
    }
  }
  return counts
}
