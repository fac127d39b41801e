import { sql, type RawBuilder } from 'kysely'
import { inspectIssue, type Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import type { Variant } from '../issue/issue.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { partnerChoice, variantFor } from '../issue/variants.ts'
import { blocks, byImportance, type Problem } from '../problem.ts'
import type { Rendered } from '../render/rendered.ts'
import type { Store } from '../store/store.ts'
import type { Audience, SegmentSet } from '../subscribers/audience.ts'
import { readSegments, type Segment } from '../subscribers/segments.ts'
import { readThemes } from '../subscribers/themes.ts'
import type { Text } from '../text/text.ts'
import { checkMessages } from './check-message.ts'
import { issueAudience } from './correction.ts'
import { wholeIssue, type WholeIssue } from './fingerprint.ts'
import { FIRST_PEOPLE } from './first-batch.ts'
import { sumOf, type Plan } from './plan.ts'

/** Everything there is to know before an issue is sent; nothing is written. */
export type Preparation = {
  issueId: string
  issue: Inspection['issue']
  /** Worst first; one that blocks holds everything. */
  problems: Problem[]
  blocked: boolean
  audience: Audience
  /** Undefined while no mail can be made. */
  whole: WholeIssue | undefined
  /** Each variant, with how many people get it and the sets of segments that they are in. */
  editions: { variant: Variant; rendered: Rendered; count: number; sets: SegmentSet[] }[]
  /** The segments the issue goes to; somebody in two of them is counted in both. */
  segments: { id: string; title: string; count: number }[]
}

export async function prepareIssue(
  config: Config,
  text: Text,
  store: Store,
  issueId: string,
): Promise<Preparation> {
  const [{ issue }, read, { themes }] = await Promise.all([
    loadIssue(config, issueId),
    readSegments(config.root),
    readThemes(config.root),
  ])
  const named = new Set(issue?.segments.map(({ value }) => value))
  // A correction goes to readers of an issue, in whatever segment they are.
  const wanted = issue?.corrects ? [] : read.segments.filter(({ id }) => named.has(id))
  const reading = [...read.segments, ...partnerReaders(issue)]
  const goesTo = await issueAudience(store, config.list.id, issue, reading)
  const { audience: found } = goesTo
  const sets = found.sets.map(({ segments }) => segments)
  const inspection = await inspectIssue(config, text, issueId, {
    knownSegments: read.segments.map(({ id }) => id),
    knownThemes: themes.map(({ id }) => id),
    // Without recipients the issue is still checked, as everybody and as nobody in particular.
    ...(sets.length > 0 && { segmentSets: sets, recipientSets: sets }),
  })
  const built = await checkMessages(config, inspection)
  const problems = [
    ...inspection.problems,
    ...goesTo.problems,
    ...read.problems,
    ...built,
  ].toSorted(byImportance)
  return {
    issueId,
    issue: inspection.issue,
    problems,
    blocked: inspection.issue === undefined || problems.some(blocks),
    audience: found,
    whole: inspection.issue && (await wholeIssue(config, text, inspection.issue, read.segments)),
    editions: withReaders(inspection, found.sets),
    segments: wanted.map(({ id, title }) => ({
      id,
      title,
      count: sumOf(found.sets.filter(({ segments }) => segments.includes(id))),
    })),
  }
}

/**
 * Those who chose a partner that is in this issue, as segments that only say what somebody sees. A
 * correction is for everybody who got the mistake, whoever it comes from.
 */
export function partnerReaders(issue: Inspection['issue']): Segment[] {
  if (issue === undefined || issue.corrects !== undefined) return []
  return [...new Set(issue.items.map(({ partner }) => partner))].map((partner) => ({
    id: partnerChoice(partner),
    title: partner,
    purpose: 'newsletter',
    condition: { kind: 'choice', choice: 'partner', values: [partner], whenNone: false },
    file: issue.file,
    line: 1,
  }))
}

/**
 * The plan that sends this preparation. `agreed` is how many people somebody said it may go to;
 * undefined when it goes to whoever is in its segments at that moment.
 */
export function planOf(
  { issueId, audience, whole, editions }: Preparation,
  config: Pick<Config, 'list' | 'graceMinutes' | 'sender'>,
  { batchSize, scheduled, agreed }: Pick<Plan, 'batchSize' | 'scheduled' | 'agreed'>,
): Plan {
  if (whole === undefined) throw new Error(`There is no mail of ${issueId}`)
  const read = editions.filter(({ count }) => count > 0)
  return {
    issueId,
    listId: config.list.id,
    graceMs: config.graceMinutes * 60_000,
    fingerprint: whole.fingerprint,
    scheduled,
    variants: read.map(({ variant, rendered, count }) => ({
      key: variant.key,
      frozen: rendered,
      count,
    })),
    recipients: (db) =>
      db
        .selectFrom(audience.people(db).as('people'))
        .select(['id', 'email', 'email_key', 'name', variantOf(read).as('variant')]),
    excluded: sumOf(audience.excluded),
    agreed,
    batchSize,
    first: { people: FIRST_PEOPLE, domain: domainOf(config.sender.address) },
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Null for a set of segments that nobody was in when the variants were made. */
export function variantOf(
  editions: readonly { variant: Pick<Variant, 'key'>; sets: readonly Pick<SegmentSet, 'bits'>[] }[],
): RawBuilder<string | null> {
  const cases = editions.flatMap(({ variant, sets }) =>
    sets.map(({ bits }) => sql`when ${bits} then ${variant.key}`),
  )
  return cases.length === 0 ? sql`null` : sql`case bits ${sql.join(cases, sql` `)} end`
}

function withReaders(
  { issue, editions }: Inspection,
  sets: readonly SegmentSet[],
): Preparation['editions'] {
  if (issue === undefined) return []
  const byKey = Map.groupBy(sets, ({ segments }) => variantFor(issue, segments).key)
  return editions.map((edition) => {
    const readers = byKey.get(edition.variant.key) ?? []
    return { ...edition, count: sumOf(readers), sets: readers }
  })
}
