import { readSeries } from '../../src/schedule/read-series.ts'
import { march, type Change } from './march.ts'
import type { Look, Situations } from './situation.ts'

/** Days: those of a series, and the one on which an issue goes. */
export const ofPlanning = {
  'moment/holiday': { good: sendAt('2027-05-07T10:00'), bad: sendAt('2027-05-06T10:00') },
  'moment/weekend': { good: sendAt('2026-12-18T10:00'), bad: sendAt('2026-12-19T10:00') },
  'moment/friday-late': { good: sendAt('2026-12-18T14:59'), bad: sendAt('2026-12-18T15:00') },
  'moment/year-end': { good: sendAt('2026-12-23T10:00'), bad: sendAt('2026-12-24T10:00') },
  'series/rule-missing': { good: series('dates: [2027-01-05]'), bad: series('title: Reeks') },
  'series/two-rules': {
    good: series('day: tweede dinsdag\nfrom: 2027-01-05'),
    bad: series('day: tweede dinsdag\nevery: 6 weken\nfrom: 2027-01-05'),
  },
  'series/duplicate': {
    good: series("day: tweede dinsdag\n- { id: ander, at: '10:00', day: eerste maandag }"),
    bad: series("day: tweede dinsdag\n- { id: reeks, at: '10:00', day: eerste maandag }"),
  },
  'series/exception-unknown': {
    good: series('day: tweede dinsdag\nexcept: [{ date: 2027-05-11 }]'),
    bad: series('day: tweede dinsdag\nexcept: [{ date: 2027-05-12 }]'),
  },
  'series/same-day': {
    good: series('day: tweede dinsdag\nexcept: [{ date: 2027-05-11, to: 2027-06-09 }]'),
    bad: series('day: tweede dinsdag\nexcept: [{ date: 2027-05-11, to: 2027-06-08 }]'),
  },
  'series/steps': {
    good: series('day: tweede dinsdag\ndeadlines: { remind: 12 }'),
    bad: series('day: tweede dinsdag\ndeadlines: { remind: 3 }'),
  },
} satisfies Situations

function sendAt(value: string): Look {
  const change: Change = (input) => ({ ...input, issue: { ...input.issue, sendAt: value } })
  return march(change)
}

/** `newsletters/series.yaml` with one series of these lines; a line with a dash begins the next. */
function series(lines: string): Look {
  const all = ['- id: reeks', "at: '10:00'", ...lines.split('\n')]
  const indented = all.map((one) => (one.startsWith('- ') ? `  ${one}` : `    ${one}`))
  return () => readSeries(Buffer.from(`series:\n${indented.join('\n')}\n`)).problems
}
