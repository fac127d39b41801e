import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { BatchState, Tables } from '../store/tables.ts'
import { moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import type { Reason } from './transport.ts'

/**
 * Moves a dispatch to the state that its batches have earned: "done" is computed from rows, never
 * remembered. True while something is still ready to be claimed.
 */
export async function settleDispatch(
  store: Store,
  dispatchId: string,
  ports: Ports,
): Promise<boolean> {
  return store.db.transaction().execute(async (trx) => {
    const count = await batchCounts(trx, dispatchId)
    const mover: Mover = { ports, actor: 'settle' }
    const finished = { finished_at: ports.now() }
    if (count('submitting') > 0) return false
    if (count('ready') > 0) {
      await moveDispatch(trx, 'D6', dispatchId, mover)
      return sending(trx, dispatchId)
    }
    if (count('in_doubt') + count('held') > 0) {
      await moveDispatch(trx, 'D5', dispatchId, mover)
      if (count('in_doubt') === 0) await moveDispatch(trx, 'D9', dispatchId, mover, finished)
      return false
    }
    const done = await moveDispatch(trx, 'D7', dispatchId, mover, finished)
    if (!done) await moveDispatch(trx, 'D8', dispatchId, mover, finished)
    return false
  })
}

/** D3: nothing more is claimed until somebody resumes it. */
export async function pauseDispatch(
  store: Store,
  dispatchId: string,
  reason: Reason | 'by-hand' | 'late',
  actor: string,
  ports: Ports,
): Promise<boolean> {
  return store.db
    .transaction()
    .execute((trx) =>
      moveDispatch(trx, 'D3', dispatchId, { ports, actor, why: reason }, { reason }),
    )
}

/** D4: the same rows go on. */
export async function resumeDispatch(
  store: Store,
  dispatchId: string,
  actor: string,
  ports: Ports,
): Promise<boolean> {
  return store.db
    .transaction()
    .execute((trx) => moveDispatch(trx, 'D4', dispatchId, { ports, actor }, { reason: null }))
}

async function batchCounts(
  trx: Transaction<Tables>,
  dispatchId: string,
): Promise<(state: BatchState) => number> {
  const rows = await trx
    .selectFrom('batch')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('dispatch_id', '=', dispatchId)
    .groupBy('status')
    .execute()
  const counts = new Map(rows.map(({ status, count }) => [status, count]))
  return (state) => counts.get(state) ?? 0
}

async function sending(trx: Transaction<Tables>, dispatchId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('dispatch')
    .select('status')
    .where('id', '=', dispatchId)
    .executeTakeFirst()
  return row?.status === 'sending'
}
