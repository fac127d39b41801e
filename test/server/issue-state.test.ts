import { expect, test } from 'vitest'
import type { Issue } from '../../src/issue/issue.ts'
import { problem } from '../../src/problem.ts'
import { issueState, nextStep, type IssueFacts } from '../../src/server/issue-state.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 11, 15, 9)
const issue = { items: [{}], deadline: '2026-12-04' } as unknown as Issue
const facts: IssueFacts = {
  issue,
  problems: [],
  dispatch: undefined,
  dueAt: undefined,
  graceMs: 6 * hour,
  today: '2026-12-15',
  now,
}
const blocking = problem('subject/missing')
const accepted = { ...blocking, accepted: { reason: 'klopt' } }

test('an issue is planned, collected, composed and scheduled as its files grow', () => {
  expect(issueState({ ...facts, issue: { ...issue, items: [] } })).toBe('planned')
  expect(issueState({ ...facts, today: '2026-12-04' })).toBe('collecting')
  expect(issueState(facts)).toBe('composing')
  expect(issueState({ ...facts, dueAt: now + hour })).toBe('scheduled')
})

test('what blocks keeps it from being scheduled, unless it was accepted', () => {
  expect(issueState({ ...facts, dueAt: now + hour, problems: [blocking] })).toBe('composing')
  expect(issueState({ ...facts, dueAt: now + hour, problems: [accepted] })).toBe('scheduled')
})

test('a moment is missed only after the grace period', () => {
  expect(issueState({ ...facts, dueAt: now - 6 * hour })).toBe('scheduled')
  expect(issueState({ ...facts, dueAt: now - 6 * hour - 1 })).toBe('missed')
})

test('a dispatch decides, whatever the files say', () => {
  const states = [
    ['sending', 'sending'],
    ['settling', 'sending'],
    ['paused', 'paused'],
    ['cancelled', 'stopped'],
    ['missed', 'missed'],
    ['done', 'sent'],
    ['done_with_holds', 'sent'],
    ['discarded', 'composing'],
  ] as const
  for (const [dispatch, state] of states) {
    expect([dispatch, issueState({ ...facts, dispatch })]).toEqual([dispatch, state])
  }
})

test('the next step is the most urgent one', () => {
  const step = (change: Partial<IssueFacts>, absent: string[] = []) =>
    nextStep({ ...facts, ...change }, absent)
  expect(step({ dispatch: 'sending', problems: [blocking] })).toEqual({ kind: 'follow' })
  expect(step({ dispatch: 'paused' })).toEqual({ kind: 'decide' })
  expect(step({ issue: undefined, problems: [blocking] })).toEqual({ kind: 'unreadable' })
  const toSolve = { kind: 'solve', count: 1, forMaintainer: 0 }
  expect(step({ problems: [blocking, accepted] }, ['PVO'])).toEqual(toSolve)
  const both = [blocking, problem('mail/title')]
  expect(step({ problems: both })).toEqual({ kind: 'solve', count: 2, forMaintainer: 1 })
  expect(step({}, ['PVO'])).toEqual({ kind: 'collect', partners: ['PVO'] })
  expect(step({})).toEqual({ kind: 'choose-moment' })
  expect(step({ dueAt: now + hour }, ['PVO'])).toEqual({ kind: 'wait', dueAt: now + hour })
  expect(step({ dispatch: 'done' })).toEqual({ kind: 'done' })
})
