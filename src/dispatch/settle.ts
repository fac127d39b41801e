import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { BatchState, DispatchState, Tables } from '../store/tables.ts'
import { goOnWithAll, judgeFirst } from './first-batch.ts'
import { batchesOf } from './batches-of.ts'
import { moveDispatch, moveEveryBatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import type { Reason } from './transport.ts'

/** `settleWithin` in a transaction of its own. */
export async function settleDispatch(
  store: Store,
  dispatchId: string,
  ports: Ports,
): Promise<boolean> {
  return store.db.transaction().execute((trx) => settleWithin(trx, dispatchId, ports))
}

/**
 * Moves a dispatch to the state that its batches have earned: "done" is computed from rows, never
 * remembered. Of a dispatch that is being cancelled, everything that became ready is cancelled
 * too. True while something is still ready to be claimed.
 */
export async function settleWithin(
  trx: Transaction<Tables>,
  dispatchId: string,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<boolean> {
  const mover: Mover = { ports, actor: 'settle' }
  if ((await stateOf(trx, dispatchId)) === 'cancelling') await cancelReady(trx, dispatchId, mover)
  await judgeFirst(trx, dispatchId, mover)
  const count = await batchCounts(trx, dispatchId)
  const finished = { finished_at: ports.now() }
  if (count('submitting') > 0) return false
  if (count('ready') > 0) {
    await moveDispatch(trx, 'D6', dispatchId, mover)
    return (await stateOf(trx, dispatchId)) === 'sending'
  }
  if (count('in_doubt') === 0) await moveDispatch(trx, 'D13', dispatchId, mover, finished)
  if (count('in_doubt') + count('held') > 0) {
    await moveDispatch(trx, 'D5', dispatchId, mover)
    if (count('in_doubt') === 0) await moveDispatch(trx, 'D9', dispatchId, mover, finished)
    return false
  }
  for (const id of ['D7', 'D8', 'D17'] as const) {
    if (await moveDispatch(trx, id, dispatchId, mover, finished)) break
  }
  return false
}

/** B14: whoever had not had their turn does not get it. Gives how many people that are. */
export async function cancelReady(
  trx: Transaction<Tables>,
  dispatchId: string,
  mover: Mover,
): Promise<number> {
  const batches = await moveEveryBatch(trx, 'B14', dispatchId, mover)
  if (batches.length === 0) return 0
  const people = await trx
    .updateTable('recipient')
    .set({ state: 'cancelled' })
    .where('state', '=', 'planned')
    .where('batch_id', 'in', batchesOf(trx, dispatchId).where('status', '=', 'cancelled'))
    .executeTakeFirst()
  return Number(people.numUpdatedRows)
}

/** D3: nothing more is claimed until somebody resumes it. */
export async function pauseDispatch(
  store: Store,
  dispatchId: string,
  reason: Reason | 'by-hand' | 'late' | 'restored',
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
  return store.db.transaction().execute(async (trx) => {
    await goOnWithAll(trx, dispatchId)
    return moveDispatch(trx, 'D4', dispatchId, { ports, actor }, { reason: null })
  })
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

async function stateOf(
  trx: Transaction<Tables>,
  dispatchId: string,
): Promise<DispatchState | undefined> {
  const row = await trx
    .selectFrom('dispatch')
    .select('status')
    .where('id', '=', dispatchId)
    .executeTakeFirst()
  return row?.status
}
