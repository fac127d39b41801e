import { readAreas } from '../content/areas.ts'
import type { Store } from '../store/store.ts'
import { segmentPreview, type SegmentPreview } from '../subscribers/segment-preview.ts'
import type { Segment } from '../subscribers/segments.ts'
import { shownCount, shownPart } from '../subscribers/small-cells.ts'
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
  const number = (count: number | undefined) =>
    count?.toLocaleString(text.commands.locale) ?? text.commands.people.overview.fewer
  print(words.heading(segment.title, number(shownCount(preview.count))))
  if (preview.excluded.length > 0) print(words.excluded)
  for (const { reason, count } of preview.excluded) {
    print(
      `  ${number(shownCount(count))}  ${reason === 'no-consent' ? words.noConsent : text.commands.send.excluded[reason]}`,
    )
  }
  const shared = preview.overlaps.filter(({ count }) => count > 0)
  print(shared.length > 0 ? words.overlaps : words.noOverlap)
  for (const { id, title, count } of shared) {
    const part = shownPart(count, preview.count)
    print(`  ${part === 'nearly-all' ? words.nearlyAll : number(part)}  ${id}  ${title}`)
  }
  if (preview.sample.length > 0) print(words.sample)
  const { areas } = await readAreas(root)
  for (const { address, organisationType, role, area } of preview.sample) {
    const place = areas.find(({ code }) => code === area)?.name ?? area
    print(`  ${[address, organisationType, role, place].filter((one) => one !== null).join(', ')}`)
  }
}

/** The same for `--json`: null stands for fewer than 5, there and beside what it is a part of. */
function shown({ count, excluded, overlaps, sample }: SegmentPreview) {
  const part = (of: number) => {
    const found = shownPart(of, count)
    return typeof found === 'number' ? found : null
  }
  return {
    count: shownCount(count) ?? null,
    excluded: excluded.map(({ reason, count: of }) => ({ reason, count: shownCount(of) ?? null })),
    overlaps: overlaps.map(({ count: of, ...other }) => ({ ...other, count: part(of) })),
    sample,
  }
}
