import { localDateAt } from '../../src/agenda/local-date.ts'
import { clockChange } from '../../src/schedule/clock-change.ts'
import { deadlinesFor } from '../../src/schedule/deadlines.ts'
import { dueAt } from '../../src/schedule/due.ts'
import { readSeries } from '../../src/schedule/read-series.ts'
import { occurrencesBetween } from '../../src/schedule/series.ts'

/**
 * The vectors of the design that are about a zone (dispatch.md, section 8), worked out by this very
 * process: `node zone-process.ts` prints them as JSON, whatever zone the machine is in.
 */
const ZONE = 'Europe/Amsterdam'
const vectors = {
  1: due('2027-03-28T02:30'),
  2: [due('2027-03-28T02:00'), due('2027-03-28T03:00')],
  3: due('2027-10-31T02:30'),
  4: [due('2027-10-31T02:00'), due('2027-10-31T03:00')],
  5: [due('2026-03-29T02:30'), due('2026-10-25T02:30')],
  6: series("every: 1 week\n    from: 2027-03-22\n    at: '07:00'", [
    ['2027-03-22', '2027-03-29'],
    ['2027-10-25', '2027-11-01'],
  ]),
  7: series("every: 7 dagen\n    from: 2027-03-21\n    at: '02:30'", [
    ['2027-03-21', '2027-04-04'],
    ['2027-10-24', '2027-11-07'],
  ]),
  8: series("every: 1 dag\n    from: 2027-10-01\n    at: '02:30'", [['2027-10-30', '2027-11-01']]),
  clock: clockChange('2027-03-27T10:00', '2027-03-28T10:00', ZONE),
  today: localDateAt(Date.parse('2027-10-30T22:30Z'), ZONE),
  deadlines: deadlinesFor('2027-03-30T10:00', {
    new: 22,
    remind: 14,
    deliver: 11,
    compose: 4,
    approve: 2,
  }),
}
process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), vectors }))

function due(wall: string): string {
  const found = dueAt(wall, ZONE)
  if (found.kind === 'refused') return 'refused'
  const at = new Date(found.at).toISOString().slice(0, 16)
  return [`${at}Z`, ...(found.note === undefined ? [] : [found.note, found.local])].join(' ')
}

function series(rule: string, periods: [string, string][]): string[] {
  const source = `series:\n  - id: reeks\n    ${rule}\n`
  const [one] = readSeries(Buffer.from(source)).series
  if (one === undefined) throw new Error('The series cannot be read')
  return periods.flatMap(([first, last]) =>
    occurrencesBetween(one, first, last).map(({ wall }) => `${wall} ${due(wall)}`),
  )
}
