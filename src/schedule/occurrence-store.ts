import type { Database, Store } from '../store/store.ts'
import type { OccurrenceRow } from '../store/tables.ts'
import { dueAt } from './due.ts'
import { plannedBetween, type PlannedIssue } from './planned-issues.ts'
import { dayOf, occurrencesBetween, shifted, type Occurrence, type Series } from './series.ts'

/** How far ahead dates are counted, in days: over a year, so that none is forgotten in a quiet one. */
const AHEAD = 400

export type CountOptions = {
  /** ISO local date. */
  today: string
  zone: string
  now: number
  issues: readonly string[]
}

/**
 * Writes down every date of every series, once: its key is the series and the local date. Counting
 * goes on where it ended, so a computer that was off for months leaves none out, and dates before
 * the first count are nobody's concern. A date that the file no longer gives goes while it is still
 * to come; what was is kept.
 */
export async function countOccurrences(
  { db }: Pick<Store, 'db'>,
  series: readonly Series[],
  options: CountOptions,
): Promise<void> {
  const { today, now } = options
  await db.transaction().execute(async (trx) => {
    for (const one of series) {
      const counted = await lastCounted(trx, one.id)
      const first = counted === undefined || counted >= today ? today : shifted(counted, 1)
      const wanted = occurrencesBetween(one, first, shifted(today, AHEAD))
      await forgetOthers(trx, one.id, wanted, now)
      for (const occurrence of wanted) {
        // What was sent earlier on the very first day belongs to the time before the count.
        if (counted !== undefined || dueOf(occurrence, options.zone) > now)
          await writeDown(trx, occurrence, options)
      }
    }
    await forgetSeries(trx, series, now)
    await linkIssues(trx, series, options)
  })
}

export async function occurrenceRows({ db }: Pick<Store, 'db'>): Promise<OccurrenceRow[]> {
  return db.selectFrom('occurrence').selectAll().orderBy('due_at').execute()
}

/** What went by without an issue and without anybody saying so: one question, however many. */
export async function passedOccurrences(
  { db }: Pick<Store, 'db'>,
  now: number,
): Promise<OccurrenceRow[]> {
  return db
    .selectFrom('occurrence')
    .selectAll()
    .where('state', '=', 'open')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute()
}

/** The answer to that question, for all that the person saw: those up to `until`, inclusive. */
export async function skipPassed(
  { db }: Pick<Store, 'db'>,
  until: number,
  now: number,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('occurrence')
    .set({ state: 'skipped', changed_at: now })
    .where('state', '=', 'open')
    .where('due_at', '<=', Math.min(until, now))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** False when somebody else has it: whoever comes first makes the issue. */
export async function takeOccurrence(
  { db }: Pick<Store, 'db'>,
  { seriesId, date, wall, issueId }: PlannedIssue,
  options: CountOptions,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await writeDown(trx, { seriesId, date, wall }, options)
    const row = await trx
      .selectFrom('occurrence')
      .selectAll()
      .where('series_id', '=', seriesId)
      .where('local_date', '=', date)
      .executeTakeFirstOrThrow()
    // An issue whose folder was removed leaves its date free again.
    const free = row.issue_id === null || !options.issues.includes(row.issue_id)
    if (row.state === 'made' && !free) return false
    const { numUpdatedRows } = await trx
      .updateTable('occurrence')
      .set({ state: 'made', issue_id: issueId, changed_at: options.now })
      .where('series_id', '=', seriesId)
      .where('local_date', '=', date)
      .where('state', '=', row.state)
      .where('issue_id', row.issue_id === null ? 'is' : '=', row.issue_id)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  })
}

/** The issue could not be made after all. */
export async function releaseOccurrence(
  { db }: Pick<Store, 'db'>,
  { seriesId, date, issueId }: PlannedIssue,
): Promise<void> {
  await db
    .updateTable('occurrence')
    .set({ state: 'open', issue_id: null })
    .where('series_id', '=', seriesId)
    .where('local_date', '=', date)
    .where('issue_id', '=', issueId)
    .execute()
}

async function lastCounted(db: Database, seriesId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('occurrence')
    .select((eb) => eb.fn.max<string | null>('local_date').as('last'))
    .where('series_id', '=', seriesId)
    .executeTakeFirst()
  return found?.last ?? undefined
}

/** A second time it only follows the file, the zone and the time zone list, while it is to come. */
async function writeDown(
  db: Database,
  { seriesId, date, wall }: Occurrence,
  { zone, now }: Pick<CountOptions, 'zone' | 'now'>,
): Promise<void> {
  const meaning = {
    wall,
    tz: zone,
    due_at: dueOf({ wall }, zone),
    tzdb: process.versions['tz'] ?? '',
  }
  await db
    .insertInto('occurrence')
    .values({
      series_id: seriesId,
      local_date: date,
      ...meaning,
      state: 'open',
      issue_id: null,
      changed_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['series_id', 'local_date'])
        .doUpdateSet(meaning)
        .where('occurrence.due_at', '>', now),
    )
    .execute()
}

/** Days and times of a series were read before, and the zone with the settings. */
function dueOf({ wall }: Pick<Occurrence, 'wall'>, zone: string): number {
  const due = dueAt(wall, zone)
  if (due.kind === 'refused') throw new Error(`${wall} is no moment in ${zone}`)
  return due.at
}

async function forgetOthers(
  db: Database,
  seriesId: string,
  wanted: readonly Occurrence[],
  now: number,
): Promise<void> {
  const dates = wanted.map(({ date }) => date)
  await db
    .deleteFrom('occurrence')
    .where('series_id', '=', seriesId)
    .where('due_at', '>', now)
    .$if(dates.length > 0, (query) => query.where('local_date', 'not in', dates))
    .execute()
}

async function forgetSeries(db: Database, series: readonly Series[], now: number): Promise<void> {
  const ids = series.map(({ id }) => id)
  await db
    .deleteFrom('occurrence')
    .where('due_at', '>', now)
    .$if(ids.length > 0, (query) => query.where('series_id', 'not in', ids))
    .execute()
}

/** An issue that is there under the name of a date is the issue of that date, whoever made it. */
async function linkIssues(
  db: Database,
  series: readonly Series[],
  { today, now, issues }: CountOptions,
): Promise<void> {
  const rows = await db.selectFrom('occurrence').selectAll().execute()
  const open = rows.filter(({ state }) => state === 'open')
  const [first = today] = open.map(({ wall }) => dayOf(wall)).toSorted()
  for (const one of plannedBetween({ series, rows, issues }, first, shifted(today, AHEAD))) {
    if (one.state !== 'made') continue
    await db
      .updateTable('occurrence')
      .set({ state: 'made', issue_id: one.issueId, changed_at: now })
      .where('series_id', '=', one.seriesId)
      .where('local_date', '=', one.date)
      .where('state', '=', 'open')
      .execute()
  }
}
