import type { Store } from '../store/store.ts'
import { maskAddress } from './address.ts'
import { isMailed, type Exclusion, type ExclusionReason } from './audience.ts'
import { listGroups, whyNot, type ListGroup } from './list-groups.ts'
import { numbersOf, type OverlapCell } from './segment-numbers.ts'
import { segmentSql } from './segment-sql.ts'
import type { Segment } from './segments.ts'
import { isSmall, shownParts, type ShownPart } from './small-cells.ts'

/** A segment as it is shown before it is used. */
export type SegmentPreview = {
  count: OverlapCell
  excluded: ShownExclusion[]
  /** How many of those who are reached are reached by each other segment too. */
  overlaps: { id: string; title: string; count: OverlapCell }[]
  /** A few of those who are reached; nobody where they are so few that they could be recognised. */
  sample: SamplePerson[]
}

/** How many of a segment get nothing, and why. */
export type ShownExclusion = { reason: ExclusionReason; count: ShownPart }

export type SamplePerson = {
  /** Masked. */
  address: string
  organisationType: string | null
  role: string | null
  /** CBS code. */
  area: string | null
}

const SAMPLE = 5
export async function segmentPreview(
  store: Store,
  segments: readonly Segment[],
  segment: Segment,
): Promise<SegmentPreview> {
  const groups = await listGroups(store, segments, { withReasons: true })
  const at = segments.indexOf(segment)
  const excluded = exclusionsOf(groups, segment, at)
  const row = numbersOf(groups, segments).overlap[at] ?? []
  const count = row[at] ?? 0
  return {
    count,
    excluded: shownExclusions(segment, count, excluded),
    overlaps: segments.flatMap(({ id, title }, index) =>
      index === at ? [] : [{ id, title, count: row[index] ?? 0 }],
    ),
    // A number that may not be shown can be of a segment large enough to show people of.
    sample: count === 'few' ? [] : await sampleOf(store, segment),
  }
}

/** How many of this segment get nothing, by reason. `index` is its place among those of the groups. */
export function exclusionsOf(
  groups: readonly ListGroup[],
  { purpose }: Segment,
  index: number,
): Exclusion[] {
  const counts = new Map<ExclusionReason, number>()
  for (const group of groups) {
    const reason = group.isIn[index] === true ? whyNot(group, purpose) : undefined
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + group.people)
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((one, other) => (one.reason < other.reason ? -1 : 1))
}

/**
 * Who gets nothing, per reason. Beside the size of a segment for everyone the total of the list says
 * how many they are together; of other segments no total is shown.
 */
export function shownExclusions(
  { condition }: Segment,
  count: OverlapCell,
  excluded: readonly Exclusion[],
): ShownExclusion[] {
  const counts = excluded.map((one) => one.count)
  // A size that is hidden is one more part that the total could give away.
  const hiddenSize = condition.kind === 'everyone' && typeof count !== 'number' ? [1] : []
  const shown =
    condition.kind === 'everyone'
      ? shownParts([...counts, ...hiddenSize])
      : counts.map((one) => (isSmall(one) ? 'few' : one))
  return excluded.map(({ reason }, index) => ({ reason, count: shown[index] ?? 'few' }))
}

async function sampleOf({ db }: Store, { purpose, condition }: Segment): Promise<SamplePerson[]> {
  const rows = await db
    .selectFrom('subscriber')
    .select(['email', 'organisation_type', 'role', 'area'])
    .where(isMailed(purpose))
    .where(segmentSql(condition))
    .orderBy('id')
    .limit(SAMPLE)
    .execute()
  return rows.map(({ email, organisation_type, role, area }) => ({
    address: maskAddress(email),
    organisationType: organisation_type,
    role,
    area,
  }))
}
