import { sql } from 'kysely'
import { BALLAST_BYTES, hasBallast } from '../store/ballast.ts'
import { diskShortage } from '../store/disk-space.ts'
import type { Store } from '../store/store.ts'
import type { AlarmSeenRow, BatchState } from '../store/tables.ts'
import type { Ports } from './ports.ts'

/** What a person has to look at. Told from the database each time, never remembered by a process. */
export type Alarm = {
  kind: AlarmKind
  /** Its kind and what it is about: by this name somebody ticks it off. */
  key: string
  /** Undefined for one that is about no single issue. */
  issueId: string | undefined
  /** How bad: people, reports or missing megabytes. */
  level: number
  /** Somebody saw it when it was this bad already. */
  seen: Pick<AlarmSeenRow, 'person' | 'why' | 'at'> | undefined
}

export type AlarmKind =
  /** One person, more than one message id: a mail went out twice (dispatch.md, I8). */
  | 'sent-twice'
  /** Far more reports than mails. */
  | 'too-many-events'
  /** Reports about mails that this ledger does not know. */
  | 'unknown-events'
  /** Answers that no server of the provider gives: nobody knows who answered, nor what was taken. */
  | 'unexpected-answers'
  /** A call that began and whose time is long over. */
  | 'stuck'
  /** In doubt for hours; nobody decided. */
  | 'doubt-open'
  /** Reports that were signed long before they came. */
  | 'old-events'
  | 'disk-short'

/** Normal is two reports per mail, taken and delivered; a webhook that repeats itself adds none. */
const REPORTS_PER_MAIL = 3
/** Of fewer reports nothing can be said. */
const FEWEST_REPORTS = 20
const DOUBT_OPEN_MS = 4 * 60 * 60_000

type Found = Pick<Alarm, 'kind' | 'issueId' | 'level'> & { about: string }

/** Worst first as listed above; what was seen comes last. */
export async function alarms(store: Pick<Store, 'db' | 'folder'>, now: number): Promise<Alarm[]> {
  const found = [
    ...(await reported(store)),
    ...(await unknownEvents(store)),
    ...(await unexpectedAnswers(store)),
    ...(await openBatches(store, now)),
    ...(await oldEvents(store)),
    ...(await diskShort(store)),
  ]
  const seen = found.length === 0 ? [] : await everythingSeen(store)
  return found
    .map(({ about, ...alarm }): Alarm => {
      const key = `${alarm.kind}:${about}`
      const own = seen.find((one) => one.alarm === key && one.level >= alarm.level)
      return { ...alarm, key, seen: own }
    })
    .toSorted((a, b) => Number(a.seen !== undefined) - Number(b.seen !== undefined))
}

/** Somebody has seen it and says why it is no alarm any more; worse, and it is one again. */
export async function markSeen(
  { db }: Pick<Store, 'db'>,
  seen: Pick<AlarmSeenRow, 'alarm' | 'level' | 'person' | 'why'>,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  await db
    .insertInto('alarm_seen')
    .values({ id: ports.newId(), at: ports.now(), ...seen })
    .execute()
}

function everythingSeen({ db }: Pick<Store, 'db'>): Promise<AlarmSeenRow[]> {
  return db.selectFrom('alarm_seen').selectAll().orderBy('at', 'desc').execute()
}

/** Counted when the reports came in (`events/count-report.ts`), because there may be millions. */
async function reported({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const rows = await db
    .selectFrom('dispatch_reports as r')
    .innerJoin('dispatch as d', 'd.id', 'r.dispatch_id')
    .select(['d.issue_id as issue', 'd.id as about', 'd.recipient_count as people'])
    .select(['r.reports', 'r.sent_twice'])
    .orderBy('d.created_at')
    .execute()
  const twice = rows.filter(({ sent_twice }) => sent_twice > 0)
  const many = rows.filter(({ reports, people }) => {
    return reports >= FEWEST_REPORTS && reports > REPORTS_PER_MAIL * people
  })
  return [
    ...twice.map((row) => found('sent-twice', { ...row, n: row.sent_twice })),
    ...many.map((row) => found('too-many-events', { ...row, n: row.reports })),
  ]
}

/** In the very words of the index, as below. */
async function unknownEvents({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const { count } = await db
    .selectFrom('provider_event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('quarantined', '=', sql.lit(1))
    .executeTakeFirstOrThrow()
  const level = Number(count)
  return level === 0 ? [] : [{ kind: 'unknown-events', issueId: undefined, about: '', level }]
}

/**
 * From an index of these alone (dispatch.md, section 5.1): 2xx that is not 202, a redirect, or a refusal
 * that is not documented. Also where evidence came since: whoever answered may do so again.
 */
async function unexpectedAnswers({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const { rows } = await sql<Counted>`
    select d.issue_id as issue, d.id as about, sum(a.count) as n
    from attempt a join batch b on b.id = a.batch_id join dispatch d on d.id = b.dispatch_id
    where a.error_class = 'unexpected-answer'
    group by d.issue_id, d.id, d.created_at order by d.created_at`.execute(db)
  return rows.map((row) => found('unexpected-answers', row))
}

/**
 * A provider tries again for a day, and its clock may be an hour from ours: older is a clock that is wrong,
 * or somebody who offers an old request again. It had its effect all the same, once. In the very words of
 * the index.
 */
async function oldEvents({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from event_post where received_at > signed_at + 90000000`.execute(db)
  const level = Number(rows[0]?.n ?? 0)
  return level === 0 ? [] : [{ kind: 'old-events', issueId: undefined, about: '', level }]
}

/** From the index `batch_open`, which holds few batches of those that may be in question. */
async function openBatches({ db }: Pick<Store, 'db'>, now: number): Promise<Found[]> {
  const { rows } = await sql<Counted & { status: BatchState }>`
    select d.issue_id as issue, d.id as about, b.status, count(*) as n
    from batch b join dispatch d on d.id = b.dispatch_id join recipient r on r.batch_id = b.id
    where b.status in ('ready','submitting','in_doubt','fencing')
      and b.status in ('submitting', 'in_doubt')
      and (b.status = 'submitting' and b.lease_until < ${now}
        or b.status = 'in_doubt' and b.doubt_since < ${now - DOUBT_OPEN_MS})
      and r.state = 'planned'
    group by d.issue_id, d.id, b.status order by b.status desc`.execute(db)
  return rows.map((row) => found(row.status === 'submitting' ? 'stuck' : 'doubt-open', row))
}

/** Too little for a dispatch, or for the ballast that a full disk needs. */
async function diskShort({ folder }: Pick<Store, 'folder'>): Promise<Found[]> {
  if (folder === undefined) return []
  const short = await diskShortage(folder, hasBallast(folder) ? 0 : BALLAST_BYTES).catch(
    () => undefined,
  )
  if (short === undefined) return []
  // In steps: a few bytes less are not worse.
  const steps = Math.ceil((short.neededBytes - short.freeBytes) / BALLAST_BYTES)
  return [{ kind: 'disk-short', issueId: undefined, about: '', level: steps * 16 }]
}

type Counted = { issue: string; about: string; n: number }

function found(kind: AlarmKind, { issue, about, n }: Counted): Found {
  return { kind, issueId: issue, about, level: Number(n) }
}
