import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { datesIn, isoDates } from './dutch-dates.ts'

/** A date without a year is tried in one with a 29 February. */
const LEAP_YEAR = 2024

/** "30 februari 2023": a day that its month does not have. */
export function checkImpossibleDates({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    datesIn(passage.text)
      .filter((date) => isoDates(date, [LEAP_YEAR]).length < date.days.length)
      .map(({ text }) => problem('fact/date-impossible', { found: text }, passage.placeOf(text))),
  )
}
