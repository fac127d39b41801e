import type { Store } from '../store/store.ts'
import { moveDispatch } from './move.ts'
import { regularDispatch } from './plan.ts'
import type { Ports } from './ports.ts'

export type MissedReason = 'late' | 'blocked'
type Scheduled = {
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
  { issueId, listId, graceMs, due }: Scheduled,
  reason: MissedReason,
  ports: Ports,
): Promise<boolean> {
  return store.db.transaction().execute(async (trx) => {
    if ((await regularDispatch(trx, issueId, listId)) !== undefined) return false
    const id = ports.newId()
    await trx
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
        reason,
        created_at: ports.now(),
        finished_at: null,
        version: 1,
      })
      .execute()
    await trx
      .insertInto('ledger_log')
      .values({
        id: ports.newId(),
        at: ports.now(),
        actor: 'daemon',
        dispatch_id: id,
        batch_id: null,
        from_state: null,
        to_state: 'missed',
        why: reason,
      })
      .execute()
    return true
  })
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
