import { sql } from 'kysely'
import { BALLAST_BYTES, hasBallast } from '../store/ballast.ts'
import { diskShortage } from '../store/disk-space.ts'
import type { Store } from '../store/store.ts'
import type { AlarmSeenRow } from '../store/tables.ts'
import type { Ports } from './ports.ts'

/** What a person has to look at. Told from the rows each time, never remembered. */
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
  /** A call that began and whose time is long over. */
  | 'stuck'
  /** In doubt for hours; nobody decided. */
  | 'doubt-open'
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
    ...(await sentTwice(store)),
    ...(await tooManyEvents(store)),
    ...(await unknownEvents(store)),
    ...(await openBatches(store, now)),
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

/** From the reports and not from the recipients: an issue without reports costs nothing. */
async function sentTwice({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const { rows } = await sql<Counted>`
    select d.issue_id as issue, d.id as about, count(*) as n
    from recipient r join batch b on b.id = r.batch_id join dispatch d on d.id = b.dispatch_id
    where r.ref in (
      select recipient_ref from provider_event where quarantined = 0
      group by recipient_ref having count(distinct message_id) > 1)
    group by d.issue_id, d.id`.execute(db)
  return rows.map((row) => found('sent-twice', row))
}

async function tooManyEvents({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const { rows } = await sql<Counted & { people: number }>`
    select d.issue_id as issue, d.id as about, count(*) as n, max(d.recipient_count) as people
    from provider_event e join attempt a on a.id = e.attempt_id
      join batch b on b.id = a.batch_id join dispatch d on d.id = b.dispatch_id
    where e.quarantined = 0 and e.type in ('processed', 'delivered')
    group by d.issue_id, d.id`.execute(db)
  return rows
    .filter(({ n, people }) => {
      return Number(n) >= FEWEST_REPORTS && Number(n) > REPORTS_PER_MAIL * Number(people)
    })
    .map((row) => found('too-many-events', row))
}

async function unknownEvents({ db }: Pick<Store, 'db'>): Promise<Found[]> {
  const { count } = await db
    .selectFrom('provider_event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('quarantined', '=', 1)
    .executeTakeFirstOrThrow()
  const level = Number(count)
  return level === 0 ? [] : [{ kind: 'unknown-events', issueId: undefined, about: '', level }]
}

async function openBatches({ db }: Pick<Store, 'db'>, now: number): Promise<Found[]> {
  const rows = await db
    .selectFrom('batch')
    .innerJoin('dispatch', 'dispatch.id', 'batch.dispatch_id')
    .innerJoin('recipient', 'recipient.batch_id', 'batch.id')
    .select(['dispatch.issue_id as issue', 'dispatch.id as about', 'batch.status'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('recipient.state', '=', 'planned')
    .where((eb) =>
      eb.or([
        eb.and([eb('batch.status', '=', 'submitting'), eb('batch.lease_until', '<', now)]),
        eb.and([
          eb('batch.status', '=', 'in_doubt'),
          eb('batch.doubt_since', '<', now - DOUBT_OPEN_MS),
        ]),
      ]),
    )
    .groupBy(['dispatch.issue_id', 'dispatch.id', 'batch.status'])
    .orderBy('batch.status', 'desc')
    .execute()
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
