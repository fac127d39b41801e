import type { Transaction } from 'kysely'
import type { Database, Store } from '../store/store.ts'
import type { DispatchRow, Tables } from '../store/tables.ts'
import { noteDecision, type By } from './decision.ts'
import { insertMissed, type ScheduledIssue } from './missed.ts'
import { moveDispatch } from './move.ts'
import type { Ports } from './ports.ts'

/**
 * Takes back the moment of an issue before sending has begun. Whoever begins and whoever stops write
 * the same unique row (one regular dispatch per issue and list), so of the two exactly one happens,
 * whatever process each is in. What stays is a discarded dispatch with this reason: at that moment
 * the issue does not go any more, whatever any copy of its file says (`isStopped`).
 */
export async function stopPlanned(
  { db }: Pick<Store, 'db'>,
  planned: ScheduledIssue,
  ports: Pick<Ports, 'now' | 'newId'>,
  { people, ...by }: By & { people?: number | undefined },
): Promise<'stopped' | 'begun'> {
  // By one moment the decision is found again (`stoppedMoment`).
  const at = ports.now()
  const same = { ...ports, now: () => at }
  return db.transaction().execute(async (trx) => {
    await makeRoom(trx, planned, same)
    const id = await insertMissed(trx, planned, 'stopped', 'editor', same)
    if (id === undefined) return 'begun'
    const decided = { issue_id: planned.issueId, action: 'stop', people: people ?? null } as const
    await noteDecision(trx, decided, by, same)
    await moveDispatch(trx, 'D10', id, { ports: same, actor: 'editor', why: 'stopped' })
    return 'stopped'
  })
}

/**
 * What stands in its place and of which nobody had a turn: one that was missed before a new moment was
 * chosen is not what is stopped now, and whoever still writes a list finds itself overtaken.
 */
async function makeRoom(
  trx: Transaction<Tables>,
  { issueId, listId, due }: ScheduledIssue,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  const found = await trx
    .selectFrom('dispatch')
    .select(['id', 'status', 'due_wall', 'tz'])
    .where('issue_id', '=', issueId)
    .where('list_id', '=', listId)
    .where('status', 'in', ['missed', 'preparing'])
    .executeTakeFirst()
  if (found === undefined) return
  const mover = { ports, actor: 'editor' }
  if (found.status === 'missed') await moveDispatch(trx, 'D10', found.id, mover)
  else if (found.due_wall === due.wall && found.tz === due.zone) {
    await moveDispatch(trx, 'D2', found.id, { ...mover, why: 'stopped' })
  }
}

/** Whether somebody took this very moment back, and nobody chose it again. */
export async function isStopped(
  db: Database,
  { issueId, listId, due }: { issueId: string; listId: string; due: Moment | undefined },
): Promise<boolean> {
  return due !== undefined && (await lastStopped(db, issueId, listId, due)) !== undefined
}

type Moment = { wall: string; zone: string }

/** Somebody chose a moment again that was taken back before. */
export async function planAgain(
  db: Database,
  { issueId, listId, due }: { issueId: string; listId: string; due: Moment },
): Promise<void> {
  await db
    .updateTable('dispatch')
    .set({ reason: null })
    .where('issue_id', '=', issueId)
    .where('list_id', '=', listId)
    .where('status', '=', 'discarded')
    .where('reason', '=', 'stopped')
    .where('due_wall', '=', due.wall)
    .where('tz', '=', due.zone)
    .execute()
}

export type Stopped = { wall: string; zone: string; at: number; person: string | undefined }

/** The last moment of this issue that somebody took back, and who did. */
export async function stoppedMoment(
  db: Database,
  issueId: string,
  listId: string,
): Promise<Stopped | undefined> {
  const last = await lastStopped(db, issueId, listId)
  if (last === undefined) return undefined
  const decision = await db
    .selectFrom('decision')
    .select('person')
    .where('issue_id', '=', issueId)
    .where('action', '=', 'stop')
    .where('at', '=', last.created_at)
    .executeTakeFirst()
  const { due_wall, tz, created_at: at } = last
  return { wall: due_wall ?? '', zone: tz ?? '', at, person: decision?.person ?? undefined }
}

function lastStopped(
  db: Database,
  issueId: string,
  listId: string,
  due?: Moment,
): Promise<Pick<DispatchRow, 'due_wall' | 'tz' | 'created_at'> | undefined> {
  return db
    .selectFrom('dispatch')
    .select(['due_wall', 'tz', 'created_at'])
    .where('issue_id', '=', issueId)
    .where('list_id', '=', listId)
    .where('status', '=', 'discarded')
    .where('reason', '=', 'stopped')
    .$if(due !== undefined, (query) =>
      query.where('due_wall', '=', due?.wall ?? null).where('tz', '=', due?.zone ?? null),
    )
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
