import { sql, type Transaction } from 'kysely'
import { besideOthers, type Store } from '../store/store.ts'
import type { BatchRow, Tables } from '../store/tables.ts'
import { moveBatch, type Mover } from './move.ts'
import { ContentChanged } from './frozen-content.ts'
import type { Ports } from './ports.ts'
import { LONGEST_WAIT_MS } from './record.ts'
import { addThemeMoves, type ThemeMove } from './theme-moves.ts'
import { batchTransition } from './transitions.ts'
import type { Transport } from './transport.ts'

/** One batch whose intent is durable: from here on it must be submitted once, or given back. */
export type Claim = {
  dispatchId: string
  batchId: string
  attemptId: string
  variantId: string
  recipients: { ref: string; email: string; name: string | null; moves?: ThemeMove[] }[]
}

export type Claimed =
  | { kind: 'claimed'; claim: Claim; suppressed: number }
  /** Nobody was left in it after suppression; look further at once. */
  | { kind: 'empty'; suppressed: number }
  /** Nothing may be claimed now; `nextAt` is when a batch that waits becomes ready. */
  | { kind: 'none'; nextAt: number | undefined }

/** Who claims, for one attempt. The id is known before T1, so that a lost answer to it can be looked up. */
export type Claiming = {
  owner: string
  attemptId: string
  transport: Pick<Transport, 'name' | 'leaseMs'>
  /** Maps each variant id to the hash of the very bytes this process would send. */
  verified: ReadonlyMap<string, string>
  tellsMoves: boolean
}

/**
 * T1, one transaction: takes the first ready batch of this dispatch by a conditional UPDATE,
 * leaves out everyone who unsubscribed or was erased up to this moment, and writes the intent.
 * When it has committed, a crash at any later point is seen as a doubt, never forgotten.
 *
 * On PostgreSQL many claims run at once: each passes over the rows that another is claiming.
 */
export async function claimBatch(
  store: Store,
  dispatchId: string,
  worker: Claiming,
  ports: Ports,
): Promise<Claimed> {
  return besideOthers(store, (trx) => claimWithin(trx, store.kind, dispatchId, worker, ports))
}

/** `claimBatch` in a transaction that is there. */
export async function claimWithin(
  trx: Transaction<Tables>,
  kind: Store['kind'],
  dispatchId: string,
  worker: Claiming,
  ports: Ports,
): Promise<Claimed> {
  const { attemptId, owner, transport } = worker
  const mover: Mover = { ports, actor: owner }
  const now = ports.now()
  const until = now + transport.leaseMs
  const batch = await take(trx, dispatchId, { attemptId, owner, until }, now, kind)
  if (batch === undefined) return { kind: 'none', nextAt: await nextReady(trx, dispatchId) }
  await checkContent(trx, batch, worker.verified)
  const suppressed = await suppress(trx, batch.id)
  const recipients = await remaining(trx, batch.id)
  if (worker.tellsMoves) await addThemeMoves(trx, batch.id, recipients)
  if (recipients.length === 0) {
    await giveEmptyBack(trx, batch.id, mover)
    return { kind: 'empty', suppressed }
  }
  await trx
    .insertInto('attempt')
    .values({
      id: attemptId,
      batch_id: batch.id,
      n: batch.attempts,
      transport: transport.name,
      provider_batch_id: null,
      count: recipients.length,
      state: 'intent',
      http_status: null,
      error_class: null,
      x_message_id: null,
      owner,
      started_at: now,
      ended_at: null,
    })
    .execute()
  await trx
    .updateTable('recipient')
    .set({ attempt_id: attemptId })
    .where('batch_id', '=', batch.id)
    .where('state', '=', 'planned')
    .execute()
  const claim = {
    dispatchId,
    batchId: batch.id,
    attemptId,
    variantId: batch.variant_id,
    recipients,
  }
  return { kind: 'claimed', claim, suppressed }
}

/** B1. `= (… limit 1)` and not `in`: a planner may evaluate an IN-subquery more than once. */
function take(
  trx: Transaction<Tables>,
  dispatchId: string,
  lease: { attemptId: string; owner: string; until: number },
  now: number,
  kind: Store['kind'],
): Promise<BatchRow | undefined> {
  const { from, to } = batchTransition('B1')
  return trx
    .updateTable('batch')
    .set((eb) => ({
      status: to,
      attempt_id: lease.attemptId,
      owner: lease.owner,
      lease_until: lease.until,
      attempts: eb('attempts', '+', 1),
    }))
    .where('status', '=', from)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('batch as b')
        .innerJoin('dispatch as d', 'd.id', 'b.dispatch_id')
        .select('b.id')
        .where('b.dispatch_id', '=', dispatchId)
        .where('b.status', '=', from)
        // A wait that is longer than any was written by a clock that was set back since.
        .where((or) =>
          or.or([or('b.not_before', '<=', now), or('b.not_before', '>', now + LONGEST_WAIT_MS)]),
        )
        .where('d.status', '=', 'sending')
        .whereRef('b.seq', '<', 'd.claim_below')
        .orderBy('b.seq')
        .limit(1)
        .$if(kind === 'postgres', (query) => query.forUpdate('b').skipLocked()),
    )
    .returningAll()
    .executeTakeFirst()
}

async function nextReady(
  trx: Transaction<Tables>,
  dispatchId: string,
): Promise<number | undefined> {
  const row = await trx
    .selectFrom('batch')
    .innerJoin('dispatch', 'dispatch.id', 'batch.dispatch_id')
    .select((eb) => eb.fn.min('batch.not_before').as('at'))
    .where('batch.dispatch_id', '=', dispatchId)
    .where('batch.status', '=', 'ready')
    .where('dispatch.status', '=', 'sending')
    .whereRef('batch.seq', '<', 'dispatch.claim_below')
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** What would be sent must be what was frozen: the row still carries the hash of our bytes. */
async function checkContent(
  trx: Transaction<Tables>,
  batch: BatchRow,
  verified: ReadonlyMap<string, string>,
): Promise<void> {
  const stored = await trx
    .selectFrom('variant')
    .select('content_hash')
    .where('id', '=', batch.variant_id)
    .executeTakeFirstOrThrow()
  if (stored.content_hash !== verified.get(batch.variant_id)) {
    throw new ContentChanged(batch.variant_id)
  }
}

/**
 * Invariant I4: nobody whose unsubscribe, bounce or erasure was committed before this is in the
 * body. Gives how many were left out now.
 *
 * Whoever is erased or moves to another address leaves a suppression behind; whoever ends it
 * otherwise stands in the small index `subscriber_not_mailed`, which `|| ''` makes the planner take:
 * to fetch the row of each of a million subscribers, in no order, took an eighth of a dispatch.
 */
async function suppress(trx: Transaction<Tables>, batchId: string): Promise<number> {
  const result = await sql`
    update recipient set state = 'suppressed', reason = coalesce(
      (select min(s.reason) from suppression s
       where s.email_key = recipient.email_key and s.scope in ('newsletter', 'all')),
      (select case p.newsletter when 'bounced' then 'hard-bounce' else 'unsubscribed' end
       from subscriber p where p.id = recipient.subscriber_id),
      'erased')
    where batch_id = ${batchId} and state = 'planned' and (
      email is null
      or exists (
        select 1 from subscriber p
        where p.id || '' = recipient.subscriber_id || '' and ${isNotMailed})
      or exists (
        select 1 from suppression s
        where s.email_key = recipient.email_key and s.scope in ('newsletter', 'all')))
  `.execute(trx)
  return Number(result.numAffectedRows ?? 0n)
}

/** In the very words of the index. */
const isNotMailed = sql.raw(`(p.newsletter is null or p.newsletter not in ('confirmed', 'active'))`)

async function remaining(trx: Transaction<Tables>, batchId: string): Promise<Claim['recipients']> {
  const rows = await trx
    .selectFrom('recipient')
    .select(['ref', 'email', 'name'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'planned')
    .orderBy('ref')
    .execute()
  return rows.map(({ ref, email, name }) => ({ ref, email: email ?? '', name }))
}

/** B2: the claim is undone and the batch is closed, all inside T1. */
async function giveEmptyBack(
  trx: Transaction<Tables>,
  batchId: string,
  mover: Mover,
): Promise<void> {
  await trx
    .updateTable('batch')
    .set({ status: 'ready', attempt_id: null, lease_until: null })
    .where('id', '=', batchId)
    .execute()
  await moveBatch(trx, 'B2', { id: batchId }, mover)
}
