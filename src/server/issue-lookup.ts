import type { Context } from 'hono'
import { isIssueId } from '../issue/issue-id.ts'
import type { Inspection } from '../check/inspect-issue.ts'
import { issueAudience } from '../dispatch/correction.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import { isAsPlanned, scheduledIssue, stoppedMoment } from '../dispatch/scheduled.ts'
import { byImportance } from '../problem.ts'
import { segmentCounts } from '../subscribers/segment-counts.ts'
import type { Audience } from '../subscribers/audience.ts'
import type { Segment } from '../subscribers/segments.ts'
import type { AppSettings } from './answer.ts'
import { dispatchOf } from './dispatch-view.ts'
import type { Planned } from './issue-state.ts'
import { issueSummary, type IssueSummary } from './issue-summary.ts'
import type { SegmentCount } from './screens/issue.ts'
import { unreadItems, type UnreadItem } from './unread-items.ts'

type Counting = Promise<{ recipients: number | undefined }>

/** What every page about one issue begins with. */
export function issueLookup({ workspace, now }: Pick<AppSettings, 'workspace' | 'now'>) {
  return { known, summaryOf, countedSegments }

  /** The id in the address, when there is such an issue. */
  async function known(c: Context): Promise<string | undefined> {
    const id = c.req.param('id')
    if (id === undefined || !isIssueId(id)) return undefined
    return (await workspace.issues()).includes(id) ? id : undefined
  }

  /** `counted`: how many get it, where the page counts them as well, so that the list is asked once. */
  async function summaryOf(issueId: string, counted?: Counting): Promise<IssueSummary> {
    const { list } = workspace.config()
    const { db } = await workspace.store()
    const [inspection, dispatch, stopped] = await Promise.all([
      workspace.inspect(issueId),
      dispatchOf(workspace, issueId),
      stoppedMoment(db, issueId, list.id),
    ])
    const planned = await plannedOf(inspection)
    const built = await workspace.messageProblems(inspection)
    const problems = [...inspection.problems, ...built].toSorted(byImportance)
    const summary = issueSummary(
      { ...inspection, problems },
      workspace.config(),
      dispatch,
      { planned, stopped },
      now(),
    )
    return withReaders(summary, counted)
  }

  /** Ready for nobody is not ready; the list is asked only where nothing else comes first. */
  async function withReaders(summary: IssueSummary, counted?: Counting): Promise<IssueSummary> {
    const { next, issue } = summary
    // A correction that nobody can get has a problem of its own.
    const isReady = next.kind === 'choose-moment' || next.kind === 'wait'
    if (!isReady || issue?.corrects !== undefined) return summary
    const recipients =
      counted === undefined ? (await peopleOf(issue)).count : (await counted).recipients
    return recipients === 0 ? { ...summary, next: { kind: 'no-readers' } } : summary
  }

  async function peopleOf(issue: Inspection['issue']): Promise<Audience> {
    const [{ segments }, store] = await Promise.all([workspace.segments(), workspace.store()])
    return (await issueAudience(store, workspace.config().list.id, issue, segments)).audience
  }

  async function plannedOf(inspection: Inspection): Promise<Planned | undefined> {
    const { db } = await workspace.store()
    const row = await regularDispatch(db, inspection.issueId, workspace.config().list.id)
    const planned = await scheduledIssue(db, row)
    if (planned === undefined) return undefined
    const made = { whole: await workspace.whole(inspection), issue: inspection.issue }
    return { ...planned, isChanged: !isAsPlanned(planned, made) }
  }

  async function countedSegments(issueId: string): Promise<{
    segments: SegmentCount[]
    recipients: number | undefined
    unread: UnreadItem[]
  }> {
    const [{ issue }, { segments }, store] = await Promise.all([
      workspace.inspect(issueId),
      workspace.segments(),
      workspace.store(),
    ])
    const wanted = (issue?.segments ?? []).map(({ value }) => value)
    const chosen: Segment[] = segments.filter(({ id }) => wanted.includes(id))
    const counts = await segmentCounts(store, chosen)
    const people = await peopleOf(issue)
    return {
      segments: wanted.map((id) => {
        const segment = chosen.find((one) => one.id === id)
        if (!segment) return { id, title: id, count: undefined }
        const { title, file, line } = segment
        return { id, title, file, line, count: counts.get(id) }
      }),
      recipients: people.count,
      unread: unreadItems(issue, people, segments),
    }
  }
}
