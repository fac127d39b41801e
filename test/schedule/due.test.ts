import { describe, expect, test } from 'vitest'
import { dueAt } from '../../src/schedule/due.ts'

/** The vectors of the design that are about resolution (dispatch.md, section 8). */
const vectors: [number, string, string, ('skipped' | 'doubled')?][] = [
  [1, '2027-03-28T02:30', '2027-03-28T01:30Z', 'skipped'],
  [2, '2027-03-28T02:00', '2027-03-28T01:00Z', 'skipped'],
  [2, '2027-03-28T03:00', '2027-03-28T01:00Z'],
  [3, '2027-10-31T02:30', '2027-10-31T00:30Z', 'doubled'],
  [4, '2027-10-31T02:00', '2027-10-31T00:00Z', 'doubled'],
  [4, '2027-10-31T03:00', '2027-10-31T02:00Z'],
  [5, '2026-03-29T02:30', '2026-03-29T01:30Z', 'skipped'],
  [5, '2026-10-25T02:30', '2026-10-25T00:30Z', 'doubled'],
  [6, '2027-03-22T07:00', '2027-03-22T06:00Z'],
  [6, '2027-03-29T07:00', '2027-03-29T05:00Z'],
  [6, '2027-10-25T07:00', '2027-10-25T05:00Z'],
  [6, '2027-11-01T07:00', '2027-11-01T06:00Z'],
  [7, '2027-03-21T02:30', '2027-03-21T01:30Z'],
  [7, '2027-04-04T02:30', '2027-04-04T00:30Z'],
  [7, '2027-10-24T02:30', '2027-10-24T00:30Z'],
  [7, '2027-11-07T02:30', '2027-11-07T01:30Z'],
]

describe('the moment an issue is due', () => {
  test.each(vectors)('vector %i: %s in Amsterdam is %s', (_, wall, utc, note) => {
    const due = dueAt(wall, 'Europe/Amsterdam')
    expect(due).toMatchObject({ kind: 'ok', at: Date.parse(utc) })
    expect(due.kind === 'ok' && due.note).toBe(note)
  })

  test('tells what the clock will really show', () => {
    expect(dueAt('2027-03-28T02:30', 'Europe/Amsterdam')).toMatchObject({
      local: '2027-03-28T03:30',
    })
    expect(dueAt('2027-10-31T02:30', 'Europe/Amsterdam')).toMatchObject({
      local: '2027-10-31T02:30',
    })
  })

  test.each([
    ['2027-03-28T02:30', 'Europe/Amsterdm'],
    ['2027-03-28T02:30', '+01:00'],
    ['2027-02-30T10:00', 'Europe/Amsterdam'],
    ['2027-02-28T25:00', 'Europe/Amsterdam'],
    ['2027-02-28', 'Europe/Amsterdam'],
    ['2027-02-28T10:00Z', 'Europe/Amsterdam'],
    ['morgen', 'Europe/Amsterdam'],
  ])('%s in %s is refused', (wall, zone) => {
    expect(dueAt(wall, zone)).toEqual({ kind: 'refused' })
  })
})
