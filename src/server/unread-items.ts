import type { Issue } from '../issue/issue.ts'
import type { Audience } from '../subscribers/audience.ts'
import type { Segment } from '../subscribers/segments.ts'

/** An item for segments that nobody who gets the issue is in. */
export type UnreadItem = { file: string; segments: string[] }

/** None where nobody gets the issue at all: that is said once, of the issue. */
export function unreadItems(
  issue: Pick<Issue, 'items'> | undefined,
  { count, sets }: Pick<Audience, 'count' | 'sets'>,
  known: readonly Pick<Segment, 'id' | 'title'>[],
): UnreadItem[] {
  if (count === 0) return []
  const read = new Set(sets.flatMap((set) => set.segments))
  return (issue?.items ?? [])
    .filter(({ segments }) => segments.length > 0 && !segments.some((id) => read.has(id)))
    .map(({ file, segments }) => ({
      file,
      segments: segments.map((id) => known.find((one) => one.id === id)?.title ?? id),
    }))
}
