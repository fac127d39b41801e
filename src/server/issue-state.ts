import { blocks, type Problem } from '../problem.ts'
import type { DispatchState } from '../store/tables.ts'
import type { Issue } from '../issue/issue.ts'
import type { Stopped } from '../dispatch/stop-planned.ts'

/**
 * Where an issue stands (experience.md, section 3), told from its files, its problems and its
 * dispatch; nothing is stored. Once there is a dispatch, the dispatch decides. Before that: no
 * items is `planned`, a deadline ahead is `collecting`, a moment ahead with nothing that blocks is
 * `scheduled`, a moment longer ago than the grace period is `missed`, anything else `composing`.
 */
export type IssueState =
  | 'planned'
  | 'collecting'
  | 'composing'
  | 'scheduled'
  | 'missed'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'sent'

export type IssueFacts = {
  issue: Issue | undefined
  problems: readonly Problem[]
  dispatch: DispatchState | undefined
  /** Epoch milliseconds of `send_at`. */
  dueAt: number | undefined
  /** The moment that somebody took back, while no other is chosen. */
  stopped?: Stopped | undefined
  graceMs: number
  /** ISO local date. */
  today: string
  now: number
}

export function issueState(facts: IssueFacts): IssueState {
  if (facts.dispatch) {
    const state = stateOfDispatch(facts.dispatch)
    if (state) return state
  }
  const { issue, dueAt } = facts
  if (!issue || issue.items.length === 0) return 'planned'
  if (dueAt !== undefined && facts.now > dueAt + facts.graceMs) return 'missed'
  if (dueAt !== undefined && !facts.problems.some(blocks)) return 'scheduled'
  if (issue.deadline !== undefined && facts.today <= issue.deadline) return 'collecting'
  return 'composing'
}

function stateOfDispatch(state: DispatchState): IssueState | undefined {
  switch (state) {
    case 'draft':
    case 'discarded':
      return undefined
    case 'scheduled':
      return 'scheduled'
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
  | { kind: 'choose-moment' }
  /** Somebody stopped it before it went. */
  | { kind: 'stopped'; stopped: Stopped }
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
  if (facts.stopped !== undefined) return { kind: 'stopped', stopped: facts.stopped }
  if (absent.length > 0 && state !== 'scheduled') return { kind: 'collect', partners: [...absent] }
  if (facts.dueAt === undefined) return { kind: 'choose-moment' }
  return { kind: 'wait', dueAt: facts.dueAt }
}
