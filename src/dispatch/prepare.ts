import { inspectIssue, type Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import type { Variant } from '../issue/issue.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { partnerChoice, variantFor } from '../issue/variants.ts'
import { blocks, byImportance, type Problem } from '../problem.ts'
import type { Rendered } from '../render/rendered.ts'
import type { Store } from '../store/store.ts'
import type { Audience, AudienceMember } from '../subscribers/audience.ts'
import { readSegments, type Segment } from '../subscribers/segments.ts'
import { readThemes } from '../subscribers/themes.ts'
import type { Text } from '../text/text.ts'
import { checkMessages } from './check-message.ts'
import { issueAudience } from './correction.ts'
import type { Plan } from './plan.ts'

/** Everything there is to know before an issue is sent; nothing is written. */
export type Preparation = {
  issueId: string
  issue: Inspection['issue']
  /** Worst first; one that blocks holds everything. */
  problems: Problem[]
  blocked: boolean
  audience: Audience
  /** Each variant that somebody gets, with who gets it. */
  editions: { variant: Variant; rendered: Rendered; members: AudienceMember[] }[]
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
  const sets = new Map(found.members.map(({ segments }) => [segments.join('\n'), segments]))
  const inspection = await inspectIssue(config, text, issueId, {
    knownSegments: read.segments.map(({ id }) => id),
    knownThemes: themes.map(({ id }) => id),
    // Without recipients the issue is still checked, as everybody and as nobody in particular.
    ...(sets.size > 0 && { segmentSets: [...sets.values()], recipientSets: [...sets.values()] }),
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
    editions: withMembers(inspection, found.members),
    segments: wanted.map(({ id, title }) => ({
      id,
      title,
      count: found.members.filter(({ segments }) => segments.includes(id)).length,
    })),
  }
}

/**
 * Those who chose a partner that is in this issue, as segments that only say what somebody sees. A
 * correction is for everybody who got the mistake, whoever it comes from.
 */
function partnerReaders(issue: Inspection['issue']): Segment[] {
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

/** The plan that sends this preparation to exactly these people. */
export function planOf(
  { issueId, audience: { members, excluded }, editions }: Preparation,
  config: Pick<Config, 'list' | 'graceMinutes'>,
  batchSize: number,
  due: Plan['due'],
): Plan {
  return {
    issueId,
    listId: config.list.id,
    graceMs: config.graceMinutes * 60_000,
    due,
    variants: editions
      .filter((edition) => edition.members.length > 0)
      .map(({ variant, rendered }) => ({ key: variant.key, frozen: rendered })),
    recipients: editions.flatMap((edition) =>
      edition.members.map(({ emailKey, subscriberId, email, name }) => ({
        emailKey,
        subscriberId,
        email,
        name,
        variantKey: edition.variant.key,
      })),
    ),
    candidates: members.length + excluded.reduce((sum, { count }) => sum + count, 0),
    batchSize,
  }
}

function withMembers(
  { issue, editions }: Inspection,
  members: AudienceMember[],
): Preparation['editions'] {
  if (issue === undefined) return []
  const keys = new Map<string, string>()
  const byKey = new Map<string, AudienceMember[]>()
  for (const member of members) {
    const set = member.segments.join('\n')
    const key = keys.get(set) ?? variantFor(issue, member.segments).key
    keys.set(set, key)
    const group = byKey.get(key) ?? []
    group.push(member)
    byKey.set(key, group)
  }
  return editions.map((edition) => ({ ...edition, members: byKey.get(edition.variant.key) ?? [] }))
}
