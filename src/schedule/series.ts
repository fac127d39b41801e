/**
 * A row of issues that appear by a rule: at one wall time, on days that a rule names. It is counted
 * in local dates, never in instants, so that no clock change makes a date come twice or not at all.
 */
export type Series = {
  /** Never changes: with a date it is the key of an occurrence. */
  id: string
  title: string
  file: string
  line: number
  /** Local time, such as 10:00. */
  at: string
  rule: Rule
  /** Days beside what the rule gives. ISO local dates, as all dates here. */
  dates: readonly string[]
  /** The first and last day that the rule gives anything for. */
  from: string | undefined
  until: string | undefined
  exceptions: readonly Exception[]
  lead: Lead
}

export type Rule =
  /** Only the days that are written out. */
  | { kind: 'dates' }
  /** Every so many days, counted from `from`. */
  | { kind: 'every'; days: number; from: string }
  /** The nth such weekday of the month, from 1 to 4, or the last. Monday is 1, January is 1. */
  | { kind: 'weekday'; nth: 1 | 2 | 3 | 4 | 'last'; weekday: number; months: readonly number[] }

/** One day of the rule that goes another way. */
export type Exception = { date: string; to: string | undefined }

/** How many days before sending the work begins and what has to be done. */
export type Lead = Record<Step, number>
export const steps = ['new', 'remind', 'deliver', 'compose', 'approve'] as const
export type Step = (typeof steps)[number]

export type Occurrence = {
  seriesId: string
  /** The day that the rule names. Its name for ever, also when it is moved. */
  date: string
  /** When it is sent: `YYYY-MM-DDTHH:MM`. */
  wall: string
}

/** What is sent from `first` up to and including `last`, in the order of sending. */
export function occurrencesBetween(series: Series, first: string, last: string): Occurrence[] {
  // What is moved may come from outside the two days, though not from further than a year.
  const around = ruleDates(series, shifted(first, -YEAR), shifted(last, YEAR))
  const moved = new Map(series.exceptions.map(({ date, to }) => [date, to]))
  const seen = new Set<string>()
  return around
    .flatMap((date) => {
      const day = moved.has(date) ? moved.get(date) : date
      return day === undefined ? [] : [{ seriesId: series.id, date, wall: `${day}T${series.at}` }]
    })
    .toSorted((a, b) => a.wall.localeCompare(b.wall) || a.date.localeCompare(b.date))
    .filter(({ wall }) => {
      const day = dayOf(wall)
      // Of two on one day only one is sent; the reader of the file says so.
      if (day < first || day > last || seen.has(day)) return false
      seen.add(day)
      return true
    })
}

const YEAR = 366

/** What the rule itself gives, before any exception, in order and each day once. */
export function ruleDates(series: Series, first: string, last: string): string[] {
  const { from = first, until = last, rule, dates } = series
  const begin = first > from ? first : from
  const end = last < until ? last : until
  const given = [...dates, ...generated(rule, begin, end)]
  return [...new Set(given.filter((date) => date >= begin && date <= end))].toSorted()
}

function generated(rule: Rule, first: string, last: string): string[] {
  switch (rule.kind) {
    case 'dates':
      return []
    case 'every':
      return everySoManyDays(rule, first, last)
    case 'weekday':
      return monthsBetween(first, last)
        .filter(({ month }) => rule.months.includes(month))
        .flatMap((month) => nthWeekday(month, rule))
    default:
      return rule satisfies never
  }
}

function everySoManyDays(
  { days, from }: Extract<Rule, { kind: 'every' }>,
  first: string,
  last: string,
): string[] {
  const start = Temporal.PlainDate.from(from)
  const count = (to: string) => start.until(to, { largestUnit: 'day' }).days / days
  const found: string[] = []
  for (let n = Math.max(0, Math.ceil(count(first))); n <= count(last); n++) {
    found.push(start.add({ days: n * days }).toString())
  }
  return found
}

function monthsBetween(first: string, last: string): Temporal.PlainYearMonth[] {
  const found: Temporal.PlainYearMonth[] = []
  const end = Temporal.PlainYearMonth.from(last.slice(0, 7))
  let month = Temporal.PlainYearMonth.from(first.slice(0, 7))
  while (Temporal.PlainYearMonth.compare(month, end) <= 0) {
    found.push(month)
    month = month.add({ months: 1 })
  }
  return found
}

function nthWeekday(
  month: Temporal.PlainYearMonth,
  { nth, weekday }: Extract<Rule, { kind: 'weekday' }>,
): string[] {
  if (nth === 'last') {
    const end = month.toPlainDate({ day: month.daysInMonth })
    return [end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 }).toString()]
  }
  const begin = month.toPlainDate({ day: 1 })
  const days = ((weekday - begin.dayOfWeek + 7) % 7) + (nth - 1) * 7
  return [begin.add({ days }).toString()]
}

/** The ISO date so many days later. */
export function shifted(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** The day of a wall time. */
export function dayOf(wall: string): string {
  return wall.slice(0, 10)
}
