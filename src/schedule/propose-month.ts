import { plannedBetween, type Planning } from './planned-issues.ts'
import { dayOf } from './series.ts'

/** The month of a next issue, and the title of the series that has a date in it. */
export type ProposedMonth = {
  /** `YYYY-MM`. */
  month: string
  series: string | undefined
}

/** Two years ahead is as far as anybody plans a newsletter. */
const MONTHS_AHEAD = 24

/**
 * The month of the first date to come of a series; without one the first after that of `today`, in
 * both cases of those that have no issue. `today` is an ISO local date.
 */
export function proposeMonth(planning: Planning, today: string): ProposedMonth {
  const from = Temporal.PlainDate.from(today)
  const last = from.add({ months: MONTHS_AHEAD }).toString()
  const found = plannedBetween(planning, today, last).find(
    ({ state, wall }) =>
      state === 'open' &&
      dayOf(wall) > today &&
      issuesOf(planning.issues, dayOf(wall).slice(0, 7)).length === 0,
  )
  if (found !== undefined) {
    return { month: dayOf(found.wall).slice(0, 7), series: found.series.title }
  }
  let month = from.toPlainYearMonth().add({ months: 1 })
  while (issuesOf(planning.issues, month.toString()).length > 0) month = month.add({ months: 1 })
  return { month: month.toString(), series: undefined }
}

/** Ids of the issues of one month, `YYYY-MM`. */
export function issuesOf(issues: readonly string[], month: string): string[] {
  return issues.filter((id) => id === month || id.startsWith(`${month}-`))
}
