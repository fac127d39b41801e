import type { Store } from '../store/store.ts'
import { maskAddress } from './address.ts'
import { audience, type Exclusion } from './audience.ts'
import type { Segment } from './segments.ts'
import { shownCount } from './small-cells.ts'

/** A segment as it is shown before it is used. */
export type SegmentPreview = {
  count: number
  /** How many of it get nothing, and why. */
  excluded: Exclusion[]
  /** How many of those who are reached are in each other segment too. */
  overlaps: { id: string; title: string; count: number }[]
  /** A few of those who are reached; nobody where they are so few that they could be recognised. */
  sample: SamplePerson[]
}

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
  const { members, excluded } = await audience(store, segments, {
    purpose: segment.purpose,
    segmentIds: [segment.id],
  })
  const counts = new Map<string, number>()
  for (const member of members) {
    for (const id of member.segments) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const others = segments.filter(({ id }) => id !== segment.id)
  return {
    count: members.length,
    excluded,
    overlaps: others.map(({ id, title }) => ({ id, title, count: counts.get(id) ?? 0 })),
    sample:
      shownCount(members.length) === undefined
        ? []
        : await sampleOf(
            store,
            members.slice(0, SAMPLE).map(({ subscriberId }) => subscriberId),
          ),
  }
}

async function sampleOf({ db }: Store, ids: readonly string[]): Promise<SamplePerson[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('subscriber')
    .select(['email', 'organisation_type', 'role', 'area'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(({ email, organisation_type, role, area }) => ({
    address: maskAddress(email),
    organisationType: organisation_type,
    role,
    area,
  }))
}
