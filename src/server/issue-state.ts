import { blocks, type Problem } from '../problem.ts'
import type { DispatchState } from '../store/tables.ts'
import type { Issue } from '../issue/issue.ts'
import type { ScheduledIssue, Stopped } from '../dispatch/scheduled.ts'

/**
 * Where an issue stands (experience.md, section 3), told from its files, its problems and its
 * dispatch; nothing is stored. Once there is a dispatch, the dispatch decides. Before that: what
 * somebody planned is `scheduled`, or `plan-expired` when it was changed since; no items is `planned`,
 * a deadline ahead is `collecting`, anything else `composing`.
 */
export type IssueState =
  | 'planned'
  | 'collecting'
  | 'composing'
  | 'scheduled'
  | 'plan-expired'
  | 'missed'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'sent'

export type IssueFacts = {
  issue: Issue | undefined
  problems: readonly Problem[]
  dispatch: DispatchState | undefined
  planned: Planned | undefined
  /** The moment that somebody took back, while no other is chosen. */
  stopped?: Stopped | undefined
  /** ISO local date. */
  today: string
}

/** What somebody planned. `isChanged`: it is not any more what would leave, so it does not. */
export type Planned = ScheduledIssue & { isChanged: boolean }

export function issueState(facts: IssueFacts): IssueState {
  if (facts.dispatch) {
    const state = stateOfDispatch(facts.dispatch)
    if (state) return state
  }
  const { issue, planned } = facts
  if (planned !== undefined) return planned.isChanged ? 'plan-expired' : 'scheduled'
  if (!issue || issue.items.length === 0) return 'planned'
  if (issue.deadline !== undefined && facts.today <= issue.deadline) return 'collecting'
  return 'composing'
}

function stateOfDispatch(state: DispatchState): IssueState | undefined {
  switch (state) {
    case 'scheduled':
    case 'discarded':
      return undefined
    case 'preparing':
    case 'sending':
    case 'settling':
      return 'sending'
    case 'paused':
      return 'paused'
    case 'cancelling':
    case 'cancelled':
      return 'stopped'
    case 'missed':
      return 'missed'
    case 'done':
    case 'done_with_holds':
      return 'sent'
    default:
      return state satisfies never
  }
}

/** The one thing to do next, most urgent first. */
export type NextStep =
  | { kind: 'unreadable' }
  | { kind: 'follow' }
  | { kind: 'decide' }
  /** So many block; `forMaintainer` of them are not for whoever composes. */
  | { kind: 'solve'; count: number; forMaintainer: number }
  | { kind: 'collect'; partners: string[] }
  /** `written`: what `send_at` says, which nobody planned yet. */
  | { kind: 'choose-moment'; written: string | undefined }
  /** It was changed after it was planned for this moment. */
  | { kind: 'plan-again'; wall: string }
  /** Somebody stopped it before it went. */
  | { kind: 'stopped'; stopped: Stopped }
  /** Nothing is the matter with it, but its segments have nobody who gets mail. */
  | { kind: 'no-readers' }
  | { kind: 'wait'; dueAt: number }
  | { kind: 'done' }

/** `absent`: names of expected partners without a contribution. */
export function nextStep(facts: IssueFacts, absent: readonly string[]): NextStep {
  const state = issueState(facts)
  const blocking = facts.problems.filter(blocks)
  if (state === 'sending') return { kind: 'follow' }
  if (state === 'paused' || state === 'stopped' || state === 'missed') return { kind: 'decide' }
  if (state === 'sent') return { kind: 'done' }
  if (!facts.issue) return { kind: 'unreadable' }
  if (blocking.length > 0) {
    const forMaintainer = blocking.filter(({ owner }) => owner === 'maintainer').length
    return { kind: 'solve', count: blocking.length, forMaintainer }
  }
  if (facts.planned?.isChanged) return { kind: 'plan-again', wall: facts.planned.wall }
  if (facts.stopped !== undefined) return { kind: 'stopped', stopped: facts.stopped }
  if (absent.length > 0 && state !== 'scheduled') return { kind: 'collect', partners: [...absent] }
  if (facts.planned === undefined) return { kind: 'choose-moment', written: facts.issue.sendAt }
  return { kind: 'wait', dueAt: facts.planned.at }
}
