import { expect, test } from 'vitest'
import { holidayOn } from '../../src/agenda/holidays.ts'
import { unluckyMoment } from '../../src/agenda/unlucky-moment.ts'

/** As the government publishes them (rijksoverheid.nl, "officiële feestdagen"). */
test('the public holidays of 2027 are these and no others', () => {
  expect(holidaysOf(2027)).toEqual({
    '2027-01-01': 'new-year',
    '2027-03-26': 'good-friday',
    '2027-03-28': 'easter-sunday',
    '2027-03-29': 'easter-monday',
    '2027-04-27': 'kings-day',
    '2027-05-05': 'liberation-day',
    '2027-05-06': 'ascension',
    '2027-05-16': 'whit-sunday',
    '2027-05-17': 'whit-monday',
    '2027-12-25': 'christmas',
    '2027-12-26': 'boxing-day',
  })
})

test.each([
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2076, '2076-04-19'],
])('Easter of %i is on %s', (_, date) => {
  expect(holidayOn(date)).toBe('easter-sunday')
})

test('King’s Day is a day earlier when it would be a Sunday', () => {
  expect(holidayOn('2031-04-26')).toBe('kings-day')
  expect(holidayOn('2031-04-27')).toBeUndefined()
  expect(holidayOn('2026-04-27')).toBe('kings-day')
})

test.each([
  ['2026-12-18T14:59', undefined],
  ['2026-12-18T15:00', { kind: 'friday-late' }],
  ['2026-12-19T10:00', { kind: 'weekend' }],
  ['2026-12-23T23:59', undefined],
  ['2026-12-24T00:00', { kind: 'year-end' }],
  ['2026-12-25T10:00', { kind: 'holiday', holiday: 'christmas' }],
  ['2027-01-03T10:00', { kind: 'year-end' }],
  ['2027-01-04T10:00', undefined],
])('%s is unlucky for this reason', (wall, reason) => {
  expect(unluckyMoment(wall)).toEqual(reason)
})

function holidaysOf(year: number): Record<string, string> {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  const days = Array.from({ length: first.daysInYear }, (_, days) => first.add({ days }).toString())
  return Object.fromEntries(
    days.flatMap((day) => {
      const holiday = holidayOn(day)
      return holiday === undefined ? [] : [[day, holiday]]
    }),
  )
}
