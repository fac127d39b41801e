import type { Expression, SqlBool } from 'kysely'
import type { Store } from '../store/store.ts'
import type { BatchState, RecipientState } from '../store/tables.ts'
import { batchesOf } from './batches-of.ts'
import type { Pace } from './progress-line.ts'

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
export async function dispatchProgress(
  store: Pick<Store, 'db'>,
  dispatchId: string,
): Promise<Progress> {
  const parts = await variantProgress(store, dispatchId)
  const progress = nobody()
  for (const { progress: one } of parts) {
    for (const name of Object.keys(progress) as (keyof Progress)[]) progress[name] += one[name]
  }
  return progress
}

/** Everyone by the version of the mail that is theirs; the largest version first. */
export async function variantProgress(
  { db }: Pick<Store, 'db'>,
  dispatchId: string,
): Promise<{ variantId: string; progress: Progress }[]> {
  // By batch first: to look up the batch of each of a million took twice as long.
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('recipient')
        .select(['batch_id', 'state', eb.fn.countAll<number>().as('count')])
        .where('batch_id', 'in', batchesOf(db, dispatchId))
        .groupBy(['batch_id', 'state'])
        .as('counted'),
    )
    .innerJoin('batch', 'batch.id', 'counted.batch_id')
    .select(['batch.variant_id as variantId', 'counted.state', 'batch.status'])
    .select((eb) => eb.fn.sum<number>('counted.count').as('count'))
    .groupBy(['batch.variant_id', 'counted.state', 'batch.status'])
    .execute()
  return [...Map.groupBy(rows, ({ variantId }) => variantId)]
    .map(([variantId, own]) => ({ variantId, progress: added(own) }))
    .toSorted((a, b) => b.progress.total - a.progress.total || (a.variantId < b.variantId ? -1 : 1))
}

/**
 * Everyone who is in this segment now. Somebody may be in more segments than one, and in none since
 * they were erased, so segments do not add up to the whole.
 */
export async function segmentProgress(
  { db }: Pick<Store, 'db'>,
  dispatchId: string,
  condition: Expression<SqlBool>,
): Promise<Progress> {
  const rows = await db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select((eb) => ['recipient.state', 'batch.status', eb.fn.countAll<number>().as('count')])
    .where('batch.dispatch_id', '=', dispatchId)
    .where('recipient.subscriber_id', 'in', (eb) =>
      eb.selectFrom('subscriber').select('subscriber.id').where(condition),
    )
    .groupBy(['recipient.state', 'batch.status'])
    .execute()
  return added(rows)
}

/** A rate over less says little, over more it says what was. */
const PACE_MS = 30_000

/** How many were handled lately, by the attempts that ended; told alike whichever process sends. */
export async function pace(
  { db }: Pick<Store, 'db'>,
  dispatchId: string,
  now: number,
): Promise<Pace> {
  const row = await db
    .selectFrom('attempt')
    .innerJoin('batch', 'batch.id', 'attempt.batch_id')
    .select((eb) => [
      eb.fn.sum<number>('attempt.count').as('handled'),
      eb.fn.min('attempt.started_at').as('first'),
    ])
    .where('batch.dispatch_id', '=', dispatchId)
    .where('attempt.ended_at', '>', now - PACE_MS)
    .where('attempt.state', 'in', ['accepted', 'unknown', 'evidenced'])
    .executeTakeFirst()
  const first = row?.first ?? undefined
  const elapsedMs = first === undefined ? 0 : Math.min(now - Number(first), PACE_MS)
  return { handled: Number(row?.handled ?? 0), elapsedMs }
}

function added(
  rows: readonly { state: RecipientState; status: BatchState; count: number }[],
): Progress {
  const progress = nobody()
  for (const { state, status, count } of rows) {
    progress.total += Number(count)
    progress[part(state, status)] += Number(count)
  }
  return progress
}

function nobody(): Progress {
  const none = { sent: 0, failed: 0, skipped: 0, unsure: 0, notSent: 0, underWay: 0, waiting: 0 }
  return { total: 0, ...none }
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
    .where('batch.dispatch_id', '=', dispatchId)
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
    .where('batch_id', 'in', batchesOf(store.db, dispatchId))
    .where('state', '=', 'rejected')
    .groupBy('reason')
    .orderBy('reason')
    .execute()
  return rows.map(({ reason, count }) => ({ reason: reason ?? '', count }))
}
