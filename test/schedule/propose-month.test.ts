import { expect, test } from 'vitest'
import { proposeMonth } from '../../src/schedule/propose-month.ts'
import { readSeries } from '../../src/schedule/read-series.ts'

const { series } = readSeries(
  Buffer.from(
    "series:\n  - { id: brief, title: Brief, at: '10:00', dates: [2026-12-15, 2027-02-09] }\n",
  ),
)

test('the month of the first date of a series without an issue is proposed', () => {
  const planning = { series, rows: [], issues: [] }
  expect(proposeMonth(planning, '2026-11-29')).toEqual({ month: '2026-12', series: 'Brief' })
})

test('a month that has an issue, whatever it is called, is passed over', () => {
  const planning = { series, rows: [], issues: ['2026-12-extra'] }
  expect(proposeMonth(planning, '2026-11-29')).toEqual({ month: '2027-02', series: 'Brief' })
})

test('without a series it is the first month to come that has no issue', () => {
  const planning = { series: [], rows: [], issues: ['2027-01', '2026-12'] }
  expect(proposeMonth(planning, '2026-11-29')).toEqual({ month: '2027-02', series: undefined })
  const later = { series, rows: [], issues: [] }
  expect(proposeMonth(later, '2027-12-31')).toEqual({ month: '2028-01', series: undefined })
})
