import { localDateAt } from '../agenda/local-date.ts'
import type { Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import type { Problem } from '../problem.ts'
import { dueAt } from '../schedule/due.ts'
import type { Stopped } from '../dispatch/stop-planned.ts'
import type { DispatchState } from '../store/tables.ts'
import { issueState, nextStep, type IssueState, type NextStep } from './issue-state.ts'

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
  /** When it goes out by itself; undefined also when somebody took that moment back. */
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
  stops: { last: Stopped | undefined; isTakenBack: boolean },
  now: number,
): IssueSummary {
  const { issueId, issue, problems } = inspection
  const delivered = new Set(issue?.items.map((item) => item.partner))
  const unreadable = unreadableFiles(inspection)
  const tried = new Set([...delivered, ...unreadable.map(({ partner }) => partner)])
  const absent = config.expectedPartners
    .filter((id) => !tried.has(id))
    .map((id) => config.partners.find((partner) => partner.id === id)?.short ?? id)
  const wall = stops.isTakenBack ? undefined : issue?.sendAt
  const due = wall === undefined ? undefined : dueAt(wall, config.zone)
  const facts = {
    issue,
    problems,
    dispatch: dispatch?.state,
    dueAt: due?.kind === 'ok' ? due.at : undefined,
    stopped: due === undefined && dispatch === undefined ? stops.last : undefined,
    graceMs: config.graceMinutes * 60_000,
    today: localDateAt(now, config.zone),
    now,
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
    dueAt: facts.dueAt,
    dueNote: due?.kind === 'ok' ? due.note : undefined,
    stopped: facts.stopped,
    dispatch: dispatch?.state,
    sending:
      dispatch && hasBegun(dispatch.state)
        ? { began: dispatch.createdAt, finished: dispatch.finishedAt }
        : undefined,
  }
}

function unreadableFiles({ issue, problems }: Inspection): IssueSummary['unreadable'] {
  const read = new Set(issue?.items.map(({ file }) => file))
  const files = new Set(problems.map(({ file = '' }) => file))
  return [...files].flatMap((file) => {
    const partner = /^newsletters\/[^/]+\/([^/]+)\/[^/]+\.md$/.exec(file)?.[1]
    return partner === undefined || read.has(file) ? [] : [{ file, partner }]
  })
}

function hasBegun(state: DispatchState): boolean {
  switch (state) {
    case 'draft':
    case 'discarded':
    case 'scheduled':
    case 'missed':
      return false
    case 'preparing':
    case 'sending':
    case 'settling':
    case 'paused':
    case 'cancelling':
    case 'cancelled':
    case 'done':
    case 'done_with_holds':
      return true
    default:
      return state satisfies never
  }
}
