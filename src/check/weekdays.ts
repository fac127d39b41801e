import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { datesIn, isoDates } from './dutch-dates.ts'
import { issueDate } from './issue-date.ts'

/**
 * "donderdag 23 maart 2023" must be a Thursday. Without a year it may be a day of this year or the
 * nearest such day: only what is wrong in both is reported.
 */
export function checkWeekdays({ issue, passages }: CheckInput): Problem[] {
  const around = issueDate(issue)
  return passages.flatMap((passage) =>
    datesIn(passage.text).flatMap((date) => {
      if (date.weekday === undefined) return []
      // "donderdag 23 en 24 maart": the weekday is that of the first.
      const first = { ...date, days: date.days.slice(0, 1) }
      const meant = isoDates(first, around === undefined ? [] : yearsNear(around, date.month))
      if (meant.length === 0 || meant.some((iso) => weekdayOf(iso) === date.weekday)) return []
      return [
        problem(
          'fact/weekday',
          { found: date.text, date: meant[0] ?? '' },
          passage.placeOf(date.text),
        ),
      ]
    }),
  )
}

function yearsNear(iso: string, month: number): number[] {
  const [year, current] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7))]
  const away = month - current
  if (away > 6) return [year, year - 1]
  if (away < -6) return [year, year + 1]
  return [year]
}

function weekdayOf(iso: string): number {
  return new Date(`${iso}T12:00:00Z`).getUTCDay()
}
