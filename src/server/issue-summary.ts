import { localDateAt } from '../agenda/local-date.ts'
import type { Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import type { Problem } from '../problem.ts'
import { dueAt } from '../schedule/due.ts'
import { hasBegun, type Stopped } from '../dispatch/scheduled.ts'
import type { DispatchState } from '../store/tables.ts'
import {
  issueState,
  nextStep,
  type IssueState,
  type NextStep,
  type Planned,
} from './issue-state.ts'

/** What every screen says about an issue. */
export type IssueSummary = {
  issueId: string
  issue: Issue | undefined
  title: string
  state: IssueState
  next: NextStep
  problems: readonly Problem[]
  /** Whether the mail could be made, so that everything about it has been looked at. */
  complete: boolean
  items: number
  /** How many partners have at least one item. */
  partners: number
  /** Files of partners that are there but gave no item; each has a problem that says why. */
  unreadable: { file: string; partner: string }[]
  /** Short names of expected partners that delivered nothing. */
  absent: string[]
  planned: Planned | undefined
  /** When it goes out by itself; undefined also while what was planned is not what would leave. */
  dueAt: number | undefined
  /** The clock change moved or doubled the moment. */
  dueNote: 'skipped' | 'doubled' | undefined
  /** The moment that somebody took back, while no other is chosen. */
  stopped: Stopped | undefined
  dispatch: DispatchState | undefined
  /** When sending began, and when everybody had had a turn; undefined before it began. */
  sending: { began: number; finished: number | undefined } | undefined
}

export function issueSummary(
  inspection: Inspection,
  config: Config,
  dispatch: { state: DispatchState; createdAt: number; finishedAt: number | undefined } | undefined,
  { planned, stopped }: { planned: Planned | undefined; stopped: Stopped | undefined },
  now: number,
): IssueSummary {
  const { issueId, issue, problems } = inspection
  const delivered = new Set(issue?.items.map((item) => item.partner))
  const unreadable = unreadableFiles(inspection)
  const tried = new Set([...delivered, ...unreadable.map(({ partner }) => partner)])
  const absent = config.expectedPartners
    .filter((id) => !tried.has(id))
    .map((id) => config.partners.find((partner) => partner.id === id)?.short ?? id)
  const due = planned && dueAt(planned.wall, planned.zone)
  const facts = {
    issue,
    problems,
    dispatch: dispatch?.state,
    planned,
    stopped:
      planned === undefined && dispatch === undefined ? stillStopped(stopped, issue) : undefined,
    today: localDateAt(now, config.zone),
  }
  return {
    issueId,
    issue,
    title: issue?.title || issueId,
    state: issueState(facts),
    next: nextStep(facts, absent),
    problems,
    complete:
      inspection.editions.length > 0 &&
      inspection.editions.every(({ rendered }) => rendered.html !== ''),
    items: issue?.items.length ?? 0,
    partners: delivered.size,
    unreadable,
    absent,
    planned,
    dueAt: planned?.isChanged === false ? planned.at : undefined,
    dueNote: due?.kind === 'ok' ? due.note : undefined,
    stopped: facts.stopped,
    dispatch: dispatch?.state,
    sending:
      dispatch && hasBegun({ status: dispatch.state })
        ? { began: dispatch.createdAt, finished: dispatch.finishedAt }
        : undefined,
  }
}

/** A new moment in the file is a new question. */
function stillStopped(stopped: Stopped | undefined, issue: Issue | undefined): Stopped | undefined {
  const written = issue?.sendAt
  return written === undefined || written === stopped?.wall ? stopped : undefined
}

function unreadableFiles({ issue, problems }: Inspection): IssueSummary['unreadable'] {
  const read = new Set(issue?.items.map(({ file }) => file))
  const files = new Set(problems.map(({ file = '' }) => file))
  return [...files].flatMap((file) => {
    const partner = /^newsletters\/[^/]+\/([^/]+)\/[^/]+\.md$/.exec(file)?.[1]
    return partner === undefined || read.has(file) ? [] : [{ file, partner }]
  })
}
