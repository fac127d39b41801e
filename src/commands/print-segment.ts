import { readAreas } from '../content/areas.ts'
import type { Store } from '../store/store.ts'
import { segmentPreview, type SegmentPreview } from '../subscribers/segment-preview.ts'
import type { Segment } from '../subscribers/segments.ts'
import type { OverlapCell } from '../subscribers/segment-numbers.ts'
import type { Text } from '../text/text.ts'
import type { Invocation } from './command.ts'

/** One segment before it is used: how many, who falls out, what it shares with others, a sample. */
export async function printSegment(
  invocation: Invocation,
  store: Store,
  segments: readonly Segment[],
  segment: Segment,
): Promise<void> {
  const { text, json, print, root } = invocation
  const words = text.commands.people.segment
  const preview = await segmentPreview(store, segments, segment)
  if (json) {
    print(JSON.stringify({ schema: 1, ok: true, id: segment.id, ...shown(preview) }))
    return
  }
  print(words.heading(segment.title, cellWords(preview.count, text)))
  if (preview.excluded.length > 0) print(words.excluded)
  for (const { reason, count } of preview.excluded) {
    print(`  ${cellWords(count, text)}  ${words.reasons[reason]}`)
  }
  const shared = preview.overlaps.filter(({ count }) => count !== 0)
  print(shared.length > 0 ? words.overlaps : words.noOverlap)
  for (const { id, title, count } of shared) print(`  ${cellWords(count, text)}  ${id}  ${title}`)
  if (preview.sample.length > 0) print(words.sample)
  const { areas } = await readAreas(root)
  for (const { address, organisationType, role, area } of preview.sample) {
    const place = areas.find(({ code }) => code === area)?.name ?? area
    print(`  ${[address, organisationType, role, place].filter((one) => one !== null).join(', ')}`)
  }
}

export function cellWords(cell: OverlapCell, text: Text): string {
  return typeof cell === 'number'
    ? cell.toLocaleString(text.commands.locale)
    : text.commands.people.overview.cells[cell]
}

/** The same for `--json`: null stands for a number that is not shown. */
function shown({ count, excluded, overlaps, sample }: SegmentPreview) {
  const known = (cell: OverlapCell) => (typeof cell === 'number' ? cell : null)
  return {
    count: known(count),
    excluded: excluded.map((one) => ({ ...one, count: known(one.count) })),
    overlaps: overlaps.map((one) => ({ ...one, count: known(one.count) })),
    sample,
  }
}
