import type { Store } from '../store/store.ts'
import type { BatchState, RecipientState } from '../store/tables.ts'

/** Where everyone of a dispatch is. The parts always add up to `total`. */
export type Progress = {
  total: number
  /** Taken by the mail server (or written to the outbox). */
  sent: number
  /** Refused for good. */
  failed: number
  /** Left out at the last moment: unsubscribed or erased since planning. */
  skipped: number
  /** It cannot be known whether they got it; never sent again unasked. */
  unsure: number
  /** Stopped before it was their turn. */
  notSent: number
  /** In a call that is under way. */
  underWay: number
  /** Not yet their turn. */
  waiting: number
}

/** Counted from the rows themselves, in one query. */
export async function dispatchProgress(store: Store, dispatchId: string): Promise<Progress> {
  const rows = await store.db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select((eb) => ['recipient.state', 'batch.status', eb.fn.countAll<number>().as('count')])
    .where('recipient.dispatch_id', '=', dispatchId)
    .groupBy(['recipient.state', 'batch.status'])
    .execute()
  const progress: Progress = {
    total: 0,
    sent: 0,
    failed: 0,
    skipped: 0,
    unsure: 0,
    notSent: 0,
    underWay: 0,
    waiting: 0,
  }
  for (const { state, status, count } of rows) {
    progress.total += count
    progress[part(state, status)] += count
  }
  return progress
}

function part(state: RecipientState, batch: BatchState): Exclude<keyof Progress, 'total'> {
  switch (state) {
    case 'submitted':
      return 'sent'
    case 'rejected':
      return 'failed'
    case 'suppressed':
      return 'skipped'
    case 'cancelled':
      return 'notSent'
    case 'planned':
      if (batch === 'ready') return 'waiting'
      // Planned in a closed batch cannot be (invariant I2); if it were, nobody could know.
      return batch === 'submitting' ? 'underWay' : 'unsure'
  }
}

/** Everyone about whom it is not known whether the mail arrived, for the editor to decide on. */
export type Unsure = {
  email: string | null
  name: string | null
  state: BatchState
  since: number | null
}

export async function unsureRecipients(store: Store, dispatchId: string): Promise<Unsure[]> {
  const rows = await store.db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select([
      'recipient.email',
      'recipient.name',
      'batch.status as state',
      'batch.doubt_since as since',
    ])
    .where('recipient.dispatch_id', '=', dispatchId)
    .where('recipient.state', '=', 'planned')
    .where('batch.status', 'in', ['in_doubt', 'held', 'fencing'])
    .orderBy('batch.seq')
    .execute()
  return rows
}

/** Who was refused and why, grouped by reason. */
export async function failureReasons(
  store: Store,
  dispatchId: string,
): Promise<{ reason: string; count: number }[]> {
  const rows = await store.db
    .selectFrom('recipient')
    .select((eb) => ['reason', eb.fn.countAll<number>().as('count')])
    .where('dispatch_id', '=', dispatchId)
    .where('state', '=', 'rejected')
    .groupBy('reason')
    .orderBy('reason')
    .execute()
  return rows.map(({ reason, count }) => ({ reason: reason ?? '', count }))
}
