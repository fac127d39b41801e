import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { EVERYONE } from './first-batch.ts'
import { noteInLedger } from './ledger-log.ts'
import { moveDispatch } from './move.ts'
import type { Ports } from './ports.ts'

export type MissedReason = 'late' | 'blocked'
/** An issue with the moment that it goes out by itself. */
export type ScheduledIssue = {
  issueId: string
  listId: string
  graceMs: number
  due: { wall: string; zone: string; at: number }
}

/**
 * Writes down that the moment of an issue went by unsent, so that it is seen and never sent
 * silently. False when there is a dispatch already: whoever was first decided.
 */
export async function recordMissed(
  store: Store,
  planned: ScheduledIssue,
  reason: MissedReason,
  ports: Ports,
): Promise<boolean> {
  return store.db
    .transaction()
    .execute(
      async (trx) => (await insertMissed(trx, planned, reason, 'daemon', ports)) !== undefined,
    )
}

/** The id of what was written; undefined when this issue has its one regular dispatch already. */
export async function insertMissed(
  trx: Transaction<Tables>,
  { issueId, listId, graceMs, due }: ScheduledIssue,
  reason: MissedReason | 'stopped',
  actor: string,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<string | undefined> {
  const id = ports.newId()
  const at = ports.now()
  const written = await trx
    .insertInto('dispatch')
    .values({
      id,
      issue_id: issueId,
      list_id: listId,
      kind: 'regular',
      status: 'missed',
      due_wall: due.wall,
      tz: due.zone,
      due_at: due.at,
      tzdb: process.versions['tz'] ?? null,
      grace_ms: graceMs,
      content_hash: '',
      prepared_at: null,
      candidate_count: 0,
      excluded_count: 0,
      recipient_count: 0,
      on_unknown: 'hold',
      claim_below: EVERYONE,
      reason,
      created_at: at,
      finished_at: null,
      version: 1,
    })
    // The unique index decides, also between two machines at the same moment.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (written.numInsertedOrUpdatedRows !== 1n) return undefined
  const about = { actor, dispatch_id: id, batch_id: null }
  const same = { ...ports, now: () => at }
  await noteInLedger(trx, { ...about, from_state: null, to_state: 'missed', why: reason }, same)
  return id
}

/** D10: the editor chose another moment, so the missed one no longer stands in its way. */
export async function discardMissed(
  store: Store,
  dispatchId: string,
  ports: Ports,
): Promise<boolean> {
  return store.db
    .transaction()
    .execute((trx) =>
      moveDispatch(trx, 'D10', dispatchId, { ports, actor: 'daemon', why: 'new moment' }),
    )
}
