import { expect, test } from 'vitest'
import { daemonNews } from '../../src/commands/daemon-news.ts'
import { nl } from '../../src/text/nl.ts'

const at = Date.parse('2028-12-04T05:00Z')
const progress = {
  total: 60,
  sent: 58,
  failed: 2,
  skipped: 0,
  unsure: 0,
  notSent: 0,
  underWay: 0,
  waiting: 0,
}
const moment = 'maandag 4\u00A0december 2028, 6.00\u00A0uur  Editie 2028-12: '
type News = Parameters<typeof daemonNews>[1]

test.each<[News, string]>([
  [
    { kind: 'sent', end: 'finished', reason: undefined, progress, lateMs: 5_000 },
    '58 van 60 verstuurd, 2 mislukt.',
  ],
  [
    { kind: 'sent', end: 'unreachable', reason: 'unreachable', progress, lateMs: 180_000 },
    '58 van 60 verstuurd, 2 mislukt. Het versturen is gestopt: de mailserver is niet te bereiken. Dat was 3 minuten te laat.',
  ],
  [{ kind: 'missed', reason: 'late' }, 'Het moment is te lang voorbij. Er is niets verstuurd.'],
  [
    { kind: 'blocked', problems: 2 },
    'Het moment is er, maar 2 meldingen houden het versturen tegen.',
  ],
  [{ kind: 'disk-short' }, nl.screens.dispatch.held['disk-short']],
])('what goes by itself is told as one dated line: %j', (look, said) => {
  expect(daemonNews('2028-12', look, at, 'Europe/Amsterdam', nl)).toBe(moment + said)
})
