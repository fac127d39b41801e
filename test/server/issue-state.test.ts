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
  planned: undefined,
  today: '2026-12-15',
}
const planned = {
  dispatchId: 'd',
  wall: '2026-12-15T11:00',
  zone: 'Europe/Amsterdam',
  at: now + hour,
  fingerprint: 'f',
  since: now - hour,
  person: undefined,
  isChanged: false,
}
const blocking = problem('subject/missing')
const accepted = { ...blocking, accepted: { reason: 'klopt' } }

test('an issue is planned, collected, composed and scheduled as its files grow', () => {
  expect(issueState({ ...facts, issue: { ...issue, items: [] } })).toBe('planned')
  expect(issueState({ ...facts, today: '2026-12-04' })).toBe('collecting')
  expect(issueState(facts)).toBe('composing')
  expect(issueState({ ...facts, planned })).toBe('scheduled')
})

test('a moment that stands in a file only is not planned, and neither is what was changed since', () => {
  const written = { ...issue, sendAt: '2026-12-15T11:00' }
  expect(issueState({ ...facts, issue: written })).toBe('composing')
  expect(nextStep({ ...facts, issue: written }, [])).toEqual({
    kind: 'choose-moment',
    written: '2026-12-15T11:00',
  })
  const changed = { ...facts, planned: { ...planned, isChanged: true } }
  expect(issueState(changed)).toBe('plan-expired')
  expect(nextStep(changed, ['PVO'])).toEqual({ kind: 'plan-again', wall: planned.wall })
  expect(nextStep({ ...changed, problems: [blocking] }, [])).toMatchObject({ kind: 'solve' })
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
  expect(step({})).toEqual({ kind: 'choose-moment', written: undefined })
  expect(step({ planned }, ['PVO'])).toEqual({ kind: 'wait', dueAt: now + hour })
  expect(step({ dispatch: 'done' })).toEqual({ kind: 'done' })
})
