import type { OccurrenceRow } from '../store/tables.ts'
import { dayOf, occurrencesBetween, type Occurrence, type Series } from './series.ts'

/** One date of a series, and the issue that is made for it or would be. */
export type PlannedIssue = Occurrence & {
  series: Series
  /** The name of its folder. */
  issueId: string
  state: OccurrenceRow['state']
}

export type Planning = {
  series: readonly Series[]
  rows: readonly OccurrenceRow[]
  /** Ids of the issues that have a folder. */
  issues: readonly string[]
}

/** All that is sent from one day up to and including another, over all series, in that order. */
export function plannedBetween(planning: Planning, first: string, last: string): PlannedIssue[] {
  return planning.series
    .flatMap((series, index) =>
      occurrencesBetween(series, first, last).map((occurrence) =>
        planned(occurrence, series, index, planning),
      ),
    )
    .toSorted((a, b) => a.wall.localeCompare(b.wall))
}

/** The first that has no issue yet, after `today` and within two years. */
export function nextOpen(planning: Planning, today: string): PlannedIssue | undefined {
  return plannedBetween(planning, today, yearsLater(today, 2)).find(
    ({ state, wall }) => state === 'open' && dayOf(wall) > today,
  )
}

/** What the series mean by this issue; undefined when it is of none of them. */
export function plannedFor(planning: Planning, issueId: string): PlannedIssue | undefined {
  const year = issueId.slice(0, 4)
  const row = planning.rows.find((one) => one.issue_id === issueId)
  const [first, last] = [row?.wall ?? `${year}-01-01`, row?.wall ?? `${year}-12-31`]
  return plannedBetween(planning, dayOf(first), dayOf(last)).find(
    (one) => one.issueId === issueId && one.state !== 'skipped',
  )
}

function planned(
  occurrence: Occurrence,
  series: Series,
  index: number,
  { rows, issues }: Planning,
): PlannedIssue {
  const row = rows.find((one) => one.series_id === series.id && one.local_date === occurrence.date)
  if (row?.issue_id && issues.includes(row.issue_id)) {
    return { ...occurrence, series, issueId: row.issue_id, state: 'made' }
  }
  const others = rows.filter((one) => one !== row).map((one) => one.issue_id)
  const issueId = names(occurrence, series, index).find((name) => !others.includes(name))
  if (issueId === undefined) throw new Error(`No name is left for ${occurrence.wall}`)
  if (row?.state === 'skipped') return { ...occurrence, series, issueId, state: 'skipped' }
  return { ...occurrence, series, issueId, state: issues.includes(issueId) ? 'made' : 'open' }
}

/**
 * `2026-12` for the first of a month and `2026-12-29` for another; the id of the series behind it
 * for any series but the first of the file. On two computers the same, as long as the file is.
 */
function names(occurrence: Occurrence, series: Series, index: number): string[] {
  const suffix = index === 0 ? '' : `-${series.id}`
  const day = dayOf(occurrence.wall)
  const month = Temporal.PlainYearMonth.from(day.slice(0, 7))
  const last = month.toPlainDate({ day: month.daysInMonth }).toString()
  const [first] = occurrencesBetween(series, `${month.toString()}-01`, last)
  const full = [`${day}${suffix}`, `${day}-${series.id}-${occurrence.date}`]
  return first?.date === occurrence.date ? [`${month.toString()}${suffix}`, ...full] : full
}

function yearsLater(date: string, years: number): string {
  return Temporal.PlainDate.from(date).add({ years }).toString()
}
