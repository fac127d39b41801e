import type { Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { moveBatch, type Mover } from './move.ts'
import { release } from './record.ts'
import { splitBatch } from './split.ts'

type Attempt = { batchId: string; attemptId: string }

/**
 * B12: a batch in doubt is sent again, knowing that its people may get it twice. Gives how many
 * people that are; 0 when an event showed meanwhile that the attempt was taken.
 */
export async function acceptDoubt(
  trx: Transaction<Tables>,
  attempt: Attempt,
  mover: Mover,
): Promise<number> {
  if (await isNamedByEvent(trx, attempt)) return 0
  const batch = { id: attempt.batchId, attemptId: attempt.attemptId }
  const set = { attempt_id: null, owner: null, doubt_since: null, not_before: 0 }
  if (!(await moveBatch(trx, 'B12', batch, mover, set))) return 0
  await presumeUnsent(trx, attempt, mover)
  return release(trx, attempt)
}

/** B17: the people of a held batch get a new one, knowing that they may get it twice. */
export async function takeOverHeld(
  trx: Transaction<Tables>,
  attempt: Attempt,
  mover: Mover,
): Promise<number> {
  if (await isNamedByEvent(trx, attempt)) return 0
  const batch = { id: attempt.batchId, attemptId: attempt.attemptId }
  if (!(await moveBatch(trx, 'B17', batch, mover, { doubt_since: null }))) return 0
  await presumeUnsent(trx, attempt, mover)
  await release(trx, attempt)
  const refs = await plannedIn(trx, attempt.batchId)
  await splitBatch(trx, attempt.batchId, [refs], mover.ports)
  return refs.length
}

export async function plannedIn(trx: Transaction<Tables>, batchId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('recipient')
    .select('ref')
    .where('batch_id', '=', batchId)
    .where('state', '=', 'planned')
    .orderBy('ref')
    .execute()
  return rows.map(({ ref }) => ref)
}

/**
 * One event for one of its people proves that the whole request was taken. What has come in and
 * was not read yet may hold such an event.
 */
async function isNamedByEvent(trx: Transaction<Tables>, { attemptId }: Attempt): Promise<boolean> {
  const event = await trx
    .selectFrom('provider_event')
    .select('id')
    .where('attempt_id', '=', attemptId)
    .limit(1)
    .executeTakeFirst()
  if (event !== undefined) return true
  const unread = await trx
    .selectFrom('event_post')
    .select('id')
    .where('processed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return unread !== undefined
}

async function presumeUnsent(
  trx: Transaction<Tables>,
  { attemptId }: Attempt,
  { ports }: Mover,
): Promise<void> {
  await trx
    .updateTable('attempt')
    .set({ state: 'presumed_unsent', ended_at: ports.now() })
    .where('id', '=', attemptId)
    .execute()
}
