import { holidayOn } from '../agenda/holidays.ts'
import { dayOf, shifted, steps, type Lead, type Step } from './series.ts'

/** ISO local dates by which each step of an issue has to be done, counted back from its sending. */
export type Deadlines = Record<Step, string>

/**
 * Each on a working day: what would fall in a weekend or on a holiday comes on the last working day
 * before it, so that nobody has less time than was promised.
 */
export function deadlinesFor(wall: string, lead: Lead): Deadlines {
  return Object.fromEntries(
    steps.map((step) => [step, workingDayUpTo(shifted(dayOf(wall), -lead[step]))]),
  ) as Deadlines
}

function workingDayUpTo(date: string): string {
  return isWorkingDay(date) ? date : workingDayUpTo(shifted(date, -1))
}

/** Monday to Friday, and no public holiday. */
export function isWorkingDay(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek < SATURDAY && holidayOn(date) === undefined
}

const SATURDAY = 6
