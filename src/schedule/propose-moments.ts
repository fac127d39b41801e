import { unluckyMoment } from '../agenda/unlucky-moment.ts'
import { dueAt } from './due.ts'
import { dayOf, shifted } from './series.ts'

/** So soon from now that nobody has time left to look, in ms. */
const SHORTLY = 15 * 60_000

/** Where no series names one. */
const USUAL_TIME = '10:00'

/**
 * Three moments to choose from, as `YYYY-MM-DDTHH:MM`: what the series says, while it is still to
 * come, and the next working days at the same time that are no unlucky ones.
 */
export function proposeMoments(
  planned: string | undefined,
  { now, today, zone }: { now: number; today: string; zone: string },
): string[] {
  const isAhead = (wall: string) => {
    const due = dueAt(wall, zone)
    return due.kind === 'ok' && due.at > now + SHORTLY
  }
  const first = planned !== undefined && isAhead(planned) ? [planned] : []
  const time = planned?.slice(11) ?? USUAL_TIME
  const found = [...first]
  let day = first[0] === undefined ? today : shifted(dayOf(first[0]), 1)
  while (found.length < 3) {
    const wall = `${day}T${time}`
    if (unluckyMoment(wall) === undefined && isAhead(wall)) found.push(wall)
    day = shifted(day, 1)
  }
  return found
}
