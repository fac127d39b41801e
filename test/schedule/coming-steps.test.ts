import { expect, test } from 'vitest'
import { comingSteps } from '../../src/schedule/coming-steps.ts'
import { readSeries } from '../../src/schedule/read-series.ts'

const { series } = readSeries(
  Buffer.from("series:\n  - { id: brief, at: '10:00', dates: [2026-12-15, 2027-01-12] }\n"),
)

test('of an issue that is there every step is shown, of the next one only its beginning', () => {
  const planning = { series, rows: [], issues: ['2026-12'] }
  const head = { id: '2026-12', deadline: undefined, sendAt: undefined }
  expect(shown(comingSteps(planning, [head], '2026-11-30'))).toEqual([
    '2026-12-01 remind 2026-12',
    '2026-12-04 deliver 2026-12',
    '2026-12-07 compose 2026-12',
    '2026-12-11 approve 2026-12',
    '2026-12-15 send 2026-12',
    '2026-12-21 new 2027-01',
  ])
})

test('what the issue itself says goes before what the series counts', () => {
  const planning = { series, rows: [], issues: ['2026-12'] }
  const head = { id: '2026-12', deadline: '2026-12-08', sendAt: '2026-12-17T09:00' }
  const found = shown(comingSteps(planning, [head], '2026-12-08'))
  expect(found.filter((step) => /deliver|send 2026/.test(step))).toEqual([
    '2026-12-08 deliver 2026-12',
    '2026-12-17 send 2026-12',
  ])
})

test('an issue of no series is there with its own dates', () => {
  const planning = { series: [], rows: [], issues: ['2026-12-extra'] }
  const head = { id: '2026-12-extra', deadline: undefined, sendAt: '2026-12-17T09:00' }
  expect(shown(comingSteps(planning, [head], '2026-12-01'))).toEqual([
    '2026-12-17 send 2026-12-extra',
  ])
})

function shown(steps: ReturnType<typeof comingSteps>): string[] {
  return steps.map(({ date, step, issueId }) => `${date} ${step} ${issueId}`)
}
