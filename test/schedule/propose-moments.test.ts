import { expect, test } from 'vitest'
import { proposeMoments } from '../../src/schedule/propose-moments.ts'

test('the moment of the series comes first, then working days at the same time', () => {
  expect(proposed('2026-12-15T09:30', '2026-11-28T08:00Z')).toEqual([
    '2026-12-15T09:30',
    '2026-12-16T09:30',
    '2026-12-17T09:30',
  ])
})

test('a holiday of the series is still proposed, and the others are not on one', () => {
  expect(proposed('2027-03-26T10:00', '2027-03-20T08:00Z')).toEqual([
    '2027-03-26T10:00',
    '2027-03-30T10:00',
    '2027-03-31T10:00',
  ])
})

test('around New Year it goes on after it, and late on Friday on Monday', () => {
  expect(proposed('2026-12-23T10:00', '2026-12-20T08:00Z')[1]).toBe('2027-01-04T10:00')
  expect(proposed('2026-12-17T16:00', '2026-12-10T08:00Z')[1]).toBe('2026-12-21T16:00')
})

test('without a series, or when its moment is over, it begins today as long as there is time', () => {
  expect(proposed(undefined, '2026-12-15T08:00Z')[0]).toBe('2026-12-15T10:00')
  expect(proposed('2026-12-08T10:00', '2026-12-15T08:50Z')[0]).toBe('2026-12-16T10:00')
})

function proposed(planned: string | undefined, now: string): string[] {
  const zone = 'Europe/Amsterdam'
  return proposeMoments(planned, { now: Date.parse(now), today: now.slice(0, 10), zone })
}
