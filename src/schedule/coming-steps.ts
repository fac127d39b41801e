import type { IssueHead } from '../issue/issue.ts'
import { deadlinesFor } from './deadlines.ts'
import { plannedBetween, type PlannedIssue, type Planning } from './planned-issues.ts'
import { dayOf, shifted, steps, type Step } from './series.ts'

/** Something to be done on a day. */
export type ComingStep = {
  /** ISO local date. */
  date: string
  step: Step | 'send'
  issueId: string
  /** Whether its folder is there. */
  isMade: boolean
}

/** How far ahead people look, in days. */
const AHEAD = 42

/**
 * What there is to do, in the order of days: by the series, and for an issue that is there by what
 * its own file says. `heads` are the issues that are not sent yet.
 */
export function comingSteps(
  planning: Planning,
  heads: readonly Pick<IssueHead, 'id' | 'deadline' | 'sendAt'>[],
  today: string,
): ComingStep[] {
  const last = shifted(today, AHEAD)
  // The first step comes weeks before sending: look that much further.
  const planned = plannedBetween(planning, today, shifted(last, AHEAD))
  const found = [
    ...planned.filter(({ state }) => state === 'open').flatMap(stepsOfOpen),
    ...heads.flatMap((head) =>
      stepsOfMade(
        head,
        planned.find(({ issueId }) => issueId === head.id),
      ),
    ),
  ]
  return found
    .filter(({ date }) => date >= today && date <= last)
    .toSorted((a, b) => a.date.localeCompare(b.date))
}

/** Before it is there, all there is to do is make it. */
function stepsOfOpen({ wall, issueId, series }: PlannedIssue): ComingStep[] {
  const { new: first } = deadlinesFor(wall, series.lead)
  return [
    { date: first, step: 'new', issueId, isMade: false },
    { date: dayOf(wall), step: 'send', issueId, isMade: false },
  ]
}

function stepsOfMade(
  { id, deadline, sendAt }: Pick<IssueHead, 'id' | 'deadline' | 'sendAt'>,
  planned: PlannedIssue | undefined,
): ComingStep[] {
  const counted = planned && deadlinesFor(planned.wall, planned.series.lead)
  const sending = sendAt ?? planned?.wall
  const dates: Partial<Record<ComingStep['step'], string>> = {
    ...counted,
    ...(deadline !== undefined && { deliver: deadline }),
    ...(sending !== undefined && { send: dayOf(sending) }),
  }
  return ([...steps, 'send'] as const).flatMap((step) => {
    const date = dates[step]
    if (step === 'new' || date === undefined) return []
    return [{ date, step, issueId: id, isMade: true }]
  })
}
