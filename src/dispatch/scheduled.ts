import type { Transaction } from 'kysely'
import type { Issue } from '../issue/issue.ts'
import type { Database, Store } from '../store/store.ts'
import type { DispatchRow, Tables } from '../store/tables.ts'
import { decisionAt, noteDecision, type By } from './decision.ts'
import type { WholeIssue } from './fingerprint.ts'
import { EVERYONE } from './first-batch.ts'
import { dropUnread, freezeVariants, type FrozenVariant } from './frozen-variants.ts'
import { noteInLedger } from './ledger-log.ts'
import { moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { regularDispatch } from './regular-dispatch.ts'

/** The moment that an issue goes out by itself: a wall time, its zone, and what they meant, epoch ms. */
export type Moment = { wall: string; zone: string; at: number }

/** What somebody plans: from then on this and nothing else leaves at that moment. */
export type Scheduling = {
  issueId: string
  listId: string
  graceMs: number
  due: Moment
  fingerprint: string
  /** Those that somebody would get today, and all of it under `WHOLE`. */
  variants: readonly FrozenVariant[]
}

/** The key of the issue with every item in it: kept to show what changed, and sent to nobody. */
export const WHOLE = 'whole'

/**
 * Freezes an issue and writes down when it leaves. What was planned of it before, or missed, makes
 * room. `begun`: it has been sent or is being sent, and nothing changed.
 */
export async function scheduleIssue(
  { db }: Pick<Store, 'db'>,
  scheduling: Scheduling,
  ports: Ports,
  { people, ...by }: By & { people: number },
): Promise<'scheduled' | 'begun'> {
  const { issueId, listId, due, variants } = scheduling
  // By one moment the decision is found again (`scheduledIssue`).
  const at = ports.now()
  const same = { ...ports, now: () => at }
  return db.transaction().execute(async (trx) => {
    const found = await regularDispatch(trx, issueId, listId)
    const mover = { ports: same, actor: 'editor', why: 'planned again' }
    if (found !== undefined && !(await discardUnbegun(trx, found, mover))) return 'begun'
    const id = ports.newId()
    const written = await trx
      .insertInto('dispatch')
      .values({ ...unsentRow(id, scheduling, at), status: 'scheduled', ...dueOf(due) })
      // The unique index decides, also between two machines at the same moment.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (written.numInsertedOrUpdatedRows !== 1n) return 'begun'
    await freezeVariants(trx, id, variants, ports)
    const about = { actor: 'editor', dispatch_id: id, batch_id: null }
    await noteInLedger(
      trx,
      { ...about, from_state: null, to_state: 'scheduled', why: due.wall },
      same,
    )
    await noteDecision(trx, { issue_id: issueId, action: 'schedule', people }, by, same)
    return 'scheduled'
  })
}

/**
 * Takes back the moment of an issue before sending has begun. Whoever begins and whoever stops move
 * the same row out of the same state, so of the two exactly one happens, whatever process each is in.
 * `wall`: the moment that somebody meant; it may be another by now.
 */
export async function takeBack(
  { db }: Pick<Store, 'db'>,
  { issueId, listId, wall }: { issueId: string; listId: string; wall: string },
  ports: Pick<Ports, 'now' | 'newId'>,
  { people, ...by }: By & { people?: number | undefined },
): Promise<'stopped' | 'begun' | 'moved'> {
  // By one moment the decision is found again (`stoppedMoment`).
  const at = ports.now()
  const same = { ...ports, now: () => at }
  return db.transaction().execute(async (trx) => {
    const found = await regularDispatch(trx, issueId, listId)
    if (found?.due_wall !== wall) return found !== undefined && hasBegun(found) ? 'begun' : 'moved'
    const mover = { ports: same, actor: 'editor', why: STOPPED }
    const set = { reason: STOPPED, finished_at: at }
    // Also while its list is being written: whoever does so finds itself overtaken.
    const isStopped =
      (await discardUnbegun(trx, found, mover, set)) ||
      (await moveDispatch(trx, 'D2', found.id, mover, set))
    if (!isStopped) return 'begun'
    const decided = { issue_id: issueId, action: 'stop', people: people ?? null } as const
    await noteDecision(trx, decided, by, same)
    return 'stopped'
  })
}

const STOPPED = 'stopped'

/** Out of the way of what somebody decides now: nothing of it was ever sent. False when it has begun. */
export async function discardUnbegun(
  trx: Transaction<Tables>,
  { id }: Pick<DispatchRow, 'id'>,
  mover: Mover,
  set: Partial<Pick<DispatchRow, 'reason' | 'finished_at'>> = {},
): Promise<boolean> {
  const isDiscarded =
    (await moveDispatch(trx, 'D19', id, mover, set)) ||
    (await moveDispatch(trx, 'D10', id, mover, set))
  // Two megabytes that nobody needs any more; of what was agreed to the fingerprint stays.
  if (isDiscarded) await dropUnread(trx, id, [])
  return isDiscarded
}

/** Somebody is sending it, or has; what is planned or was missed has not. */
export function hasBegun({ status }: Pick<DispatchRow, 'status'>): boolean {
  return status !== 'scheduled' && status !== 'missed'
}

/** Whoever sends was not there, or what holds it was not put right in time: a person decides. */
export async function missScheduled(
  { db }: Pick<Store, 'db'>,
  dispatchId: string,
  reason: MissedReason,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<boolean> {
  return db
    .transaction()
    .execute((trx) =>
      moveDispatch(trx, 'D20', dispatchId, { ports, actor: 'daemon', why: reason }, { reason }),
    )
}

/**
 * Writes down that an issue may have been sent though this database knows nothing of it: it is shown as
 * missed until somebody decides.
 */
export async function missForgotten(
  { db }: Pick<Store, 'db'>,
  about: Pick<Scheduling, 'issueId' | 'listId' | 'graceMs'>,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  const id = ports.newId()
  const row = unsentRow(id, { ...about, fingerprint: '' }, ports.now())
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('dispatch')
      .values({ ...row, status: 'missed', reason: 'from-backup' })
      .execute()
    const change = { from_state: null, to_state: 'missed', why: 'from-backup' }
    await noteInLedger(
      trx,
      { actor: 'restored', dispatch_id: id, batch_id: null, ...change },
      ports,
    )
  })
}

/** Half a snapshot is none: it waits for its moment again, or for a person when that is long gone. */
export async function putBackOnSchedule(
  { db }: Pick<Store, 'db'>,
  dispatchId: string,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<boolean> {
  return db
    .transaction()
    .execute((trx) => moveDispatch(trx, 'D21', dispatchId, { ports, actor: 'daemon' }))
}

/**
 * `changed`: what would be sent is not what was planned. `from-backup`: the database came from a backup,
 * so that it may have been sent, or its moment taken back, since.
 */
export type MissedReason = 'late' | 'blocked' | 'changed' | 'from-backup'

/** What is planned of an issue, who did so, and since when. */
export type ScheduledIssue = Moment & {
  dispatchId: string
  fingerprint: string
  since: number
  person: string | undefined
}

export async function scheduledIssue(
  db: Database,
  row: DispatchRow | undefined,
): Promise<ScheduledIssue | undefined> {
  if (row?.status !== 'scheduled' || row.due_at === null) return undefined
  const { person } = (await decisionAt(db, row.issue_id, 'schedule', row.created_at)) ?? {}
  return {
    dispatchId: row.id,
    wall: row.due_wall ?? '',
    zone: row.tz ?? '',
    at: row.due_at,
    fingerprint: row.content_hash,
    since: row.created_at,
    person: person ?? undefined,
  }
}

/** The same mail to the same segments at the same moment as when somebody planned it. */
export function isAsPlanned(
  { fingerprint, wall }: ScheduledIssue,
  now: { whole: WholeIssue | undefined; issue: Pick<Issue, 'sendAt'> | undefined },
): boolean {
  return now.whole?.fingerprint === fingerprint && now.issue?.sendAt === wall
}

/** Whatever is planned, the soonest first. */
export async function scheduledMoments(
  { db }: Pick<Store, 'db'>,
  listId: string,
): Promise<{ issueId: string; at: number }[]> {
  const rows = await db
    .selectFrom('dispatch')
    .select(['issue_id', 'due_at'])
    .where('list_id', '=', listId)
    .where('status', '=', 'scheduled')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .execute()
  return rows.map(({ issue_id, due_at }) => ({ issueId: issue_id, at: due_at ?? 0 }))
}

export type Stopped = { wall: string; zone: string; at: number; person: string | undefined }

/** The last moment of this issue that somebody took back, and who did. */
export async function stoppedMoment(
  db: Database,
  issueId: string,
  listId: string,
): Promise<Stopped | undefined> {
  const last = await db
    .selectFrom('dispatch')
    .select(['due_wall', 'tz', 'finished_at'])
    .where('issue_id', '=', issueId)
    .where('list_id', '=', listId)
    .where('status', '=', 'discarded')
    .where('reason', '=', STOPPED)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return undefined
  const { due_wall, tz, finished_at } = last
  const at = finished_at ?? 0
  const { person } = (await decisionAt(db, issueId, 'stop', at)) ?? {}
  return { wall: due_wall ?? '', zone: tz ?? '', at, person: person ?? undefined }
}

function dueOf({ wall, zone, at }: Moment): Pick<DispatchRow, 'due_wall' | 'tz' | 'due_at'> {
  return { due_wall: wall, tz: zone, due_at: at }
}

function unsentRow(
  id: string,
  { issueId, listId, graceMs, fingerprint }: Omit<Scheduling, 'due' | 'variants'>,
  at: number,
): Omit<DispatchRow, 'status'> {
  return {
    id,
    issue_id: issueId,
    list_id: listId,
    kind: 'regular',
    due_wall: null,
    tz: null,
    due_at: null,
    tzdb: process.versions['tz'] ?? null,
    grace_ms: graceMs,
    content_hash: fingerprint,
    prepared_at: null,
    candidate_count: 0,
    excluded_count: 0,
    recipient_count: 0,
    on_unknown: 'hold',
    claim_below: EVERYONE,
    reason: null,
    created_at: at,
    finished_at: null,
    version: 1,
  }
}
