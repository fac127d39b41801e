import type { Transaction } from 'kysely'
import type { BatchRow, DispatchRow, Tables } from '../store/tables.ts'
import { noteInLedger } from './ledger-log.ts'
import type { Ports } from './ports.ts'
import {
  batchTransition,
  dispatchTransition,
  type BatchMove,
  type DispatchMove,
} from './transitions.ts'

/** Who moves it and, where that is not plain from the transition, why. Never a person's address. */
export type Mover = { ports: Pick<Ports, 'now' | 'newId'>; actor: string; why?: string }

/**
 * Moves one batch along one transition: a conditional UPDATE on its state and, when given, its
 * attempt. False means that somebody else decided first: stop, nothing was changed.
 */
export async function moveBatch(
  trx: Transaction<Tables>,
  id: BatchMove,
  batch: { id: string; attemptId?: string },
  mover: Mover,
  set: Partial<Omit<BatchRow, 'id' | 'status'>> = {},
): Promise<boolean> {
  const { from, to, logged } = batchTransition(id)
  const moved = await trx
    .updateTable('batch')
    .set({ ...set, status: to })
    .where('id', '=', batch.id)
    .where('status', '=', from)
    .$if(batch.attemptId !== undefined, (query) =>
      query.where('attempt_id', '=', batch.attemptId ?? null),
    )
    .returning('dispatch_id')
    .executeTakeFirst()
  if (moved === undefined) return false
  if (logged) await log(trx, mover, id, from, to, moved.dispatch_id, batch.id)
  return true
}

/**
 * Moves every batch of a dispatch that is in the state which this transition leaves, in one UPDATE
 * and one line of the log. Gives their ids.
 */
export async function moveEveryBatch(
  trx: Transaction<Tables>,
  id: BatchMove,
  dispatchId: string,
  mover: Mover,
): Promise<string[]> {
  const { from, to } = batchTransition(id)
  const moved = await trx
    .updateTable('batch')
    .set({ status: to })
    .where('dispatch_id', '=', dispatchId)
    .where('status', '=', from)
    .returning('id')
    .execute()
  const count = `${moved.length} batches`
  if (moved.length > 0) await log(trx, { ...mover, why: count }, id, from, to, dispatchId, null)
  return moved.map((batch) => batch.id)
}

export async function moveDispatch(
  trx: Transaction<Tables>,
  id: DispatchMove,
  dispatchId: string,
  mover: Mover,
  set: Partial<Omit<DispatchRow, 'id' | 'status'>> = {},
): Promise<boolean> {
  const { from, to } = dispatchTransition(id)
  const moved = await trx
    .updateTable('dispatch')
    .set((eb) => ({ ...set, status: to, version: eb('version', '+', 1) }))
    .where('id', '=', dispatchId)
    .where('status', '=', from)
    .returning('id')
    .executeTakeFirst()
  if (moved === undefined) return false
  await log(trx, mover, id, from, to, dispatchId, null)
  return true
}

async function log(
  trx: Transaction<Tables>,
  { ports, actor, why }: Mover,
  id: string,
  from: string,
  to: string,
  dispatchId: string,
  batchId: string | null,
): Promise<void> {
  const about = { actor, dispatch_id: dispatchId, batch_id: batchId }
  const said = why === undefined ? id : `${id} ${why}`
  await noteInLedger(trx, { ...about, from_state: from, to_state: to, why: said }, ports)
}
