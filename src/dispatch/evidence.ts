import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { acceptLate, submitted } from './record.ts'
import { settleWithin } from './settle.ts'

/**
 * What a signed event says about the attempt that it names: the request was taken, all of it. Its
 * batch leaves doubt (B9) or hold (B16). Of an attempt that was given up as not sent, the person
 * whom the event names is not sent to again when that can still be helped.
 */
export async function moveEvidenced(
  trx: Transaction<Tables>,
  event: { attemptId: string; recipientRef: string },
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<'applied' | 'presumedUnsent'> {
  const attempt = await trx
    .selectFrom('attempt')
    .innerJoin('batch', 'batch.id', 'attempt.batch_id')
    .select(['attempt.state', 'attempt.batch_id as batchId', 'batch.dispatch_id as dispatchId'])
    .where('attempt.id', '=', event.attemptId)
    .executeTakeFirstOrThrow()
  switch (attempt.state) {
    case 'unknown':
      await takeEvidence(trx, { ...attempt, attemptId: event.attemptId }, ports)
      return 'applied'
    case 'intent':
    case 'accepted':
    case 'evidenced':
      // Its answer is on its way or came; `resolveDoubts` finds the event if it never comes.
      if (!(await wasGivenUp(trx, event.attemptId))) return 'applied'
      await spare(trx, event)
      return 'presumedUnsent'
    case 'presumed_unsent':
    case 'refused':
    case 'fencing':
    case 'fenced':
      await markEvidenced(trx, event.attemptId, ports)
      await spare(trx, event)
      return 'presumedUnsent'
  }
}

/** B9 for a doubt about whose attempt an event came in before the doubt. True when there was one. */
export async function resolveByEvent(
  store: Store,
  doubt: { batchId: string; attemptId: string; dispatchId: string },
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<boolean> {
  return store.db.transaction().execute(async (trx) => {
    const event = await trx
      .selectFrom('provider_event')
      .select('id')
      .where('attempt_id', '=', doubt.attemptId)
      .where('quarantined', '=', 0)
      .limit(1)
      .executeTakeFirst()
    return event !== undefined && takeEvidence(trx, doubt, ports)
  })
}

async function takeEvidence(
  trx: Transaction<Tables>,
  attempt: { batchId: string; attemptId: string; dispatchId: string },
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<boolean> {
  const mover: Mover = { ports, actor: 'event' }
  if (!(await acceptLate(trx, { id: attempt.batchId, attemptId: attempt.attemptId }, mover))) {
    return false
  }
  await submitted(trx, attempt)
  await markEvidenced(trx, attempt.attemptId, ports)
  await settleWithin(trx, attempt.dispatchId, ports)
  return true
}

async function markEvidenced(
  trx: Transaction<Tables>,
  attemptId: string,
  ports: Pick<Ports, 'now'>,
): Promise<void> {
  await trx
    .updateTable('attempt')
    .set({ state: 'evidenced', ended_at: ports.now() })
    .where('id', '=', attemptId)
    .execute()
}

/** Evidenced, and yet its batch went on without it. */
async function wasGivenUp(trx: Transaction<Tables>, attemptId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('attempt')
    .innerJoin('batch', 'batch.id', 'attempt.batch_id')
    .select('batch.id')
    .where('attempt.id', '=', attemptId)
    .where((eb) =>
      eb.or([
        eb('batch.attempt_id', 'is', null),
        eb('batch.attempt_id', '<>', attemptId),
        eb('batch.status', '=', 'cancelled'),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

async function spare(
  trx: Transaction<Tables>,
  { attemptId, recipientRef }: { attemptId: string; recipientRef: string },
): Promise<void> {
  await trx
    .updateTable('recipient')
    .set({ state: 'submitted', attempt_id: attemptId })
    .where('ref', '=', recipientRef)
    .where('state', '=', 'planned')
    .where('batch_id', 'in', (eb) =>
      eb.selectFrom('batch').select('id').where('status', '=', 'ready'),
    )
    .execute()
}
