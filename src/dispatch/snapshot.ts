import { sql, type Transaction } from 'kysely'
import type { SqliteStore, Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

/** One batch of a plan and who is in it, as they are written. */
export type SnapshotBatch = {
  id: string
  dispatchId: string
  issueId: string
  variantId: string
  seq: number
  recipients: {
    emailKey: string
    ref: string
    subscriberId: string
    email: string
    name: string | null
  }[]
}

/** Writes them in the transaction that is open; they are made as they are written. */
export async function insertRecipients(
  store: Store,
  trx: Transaction<Tables>,
  batches: Iterable<SnapshotBatch>,
): Promise<void> {
  if (store.kind === 'sqlite') insertPrepared(store, batches)
  else await insertArrays(trx, batches)
}

/**
 * SQLite: prepared statements on the connection of the open transaction, where a row costs
 * microseconds and a query builder takes tens. No `await` may come in here.
 */
function insertPrepared({ sqlite }: SqliteStore, batches: Iterable<SnapshotBatch>): void {
  const insertBatch = sqlite.prepare(
    `insert into batch (id, dispatch_id, variant_id, seq, size, status, not_before, attempts)
     values (?, ?, ?, ?, ?, 'ready', 0, 0)`,
  )
  const insertRecipient = sqlite.prepare(
    `insert into recipient (issue_id, email_key, dispatch_id, variant_id, batch_id, ref,
       subscriber_id, email, name, state, outcome_rank)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', 0)`,
  )
  for (const { id, dispatchId, issueId, variantId, seq, recipients } of batches) {
    insertBatch.run(id, dispatchId, variantId, seq, recipients.length)
    for (const { emailKey, ref, subscriberId, email, name } of recipients) {
      insertRecipient.run(
        issueId,
        emailKey,
        dispatchId,
        variantId,
        id,
        ref,
        subscriberId,
        email,
        name,
      )
    }
  }
}

/** So many recipients go to a server at once: enough that its answer is no wait, and a few MB. */
const ROWS = 5_000

/** PostgreSQL: a column is an array, because a statement may have no more than 65,535 parameters. */
async function insertArrays(
  trx: Transaction<Tables>,
  batches: Iterable<SnapshotBatch>,
): Promise<void> {
  let some: SnapshotBatch[] = []
  let rows = 0
  for (const batch of batches) {
    some.push(batch)
    rows += batch.recipients.length
    if (rows < ROWS) continue
    await insertSome(trx, some)
    some = []
    rows = 0
  }
  if (some.length > 0) await insertSome(trx, some)
}

async function insertSome(trx: Transaction<Tables>, some: SnapshotBatch[]): Promise<void> {
  await sql`insert into batch (id, dispatch_id, variant_id, seq, size, status, not_before, attempts)
    select *, 'ready', 0, 0 from unnest(${some.map(({ id }) => id)}::text[],
      ${some.map(({ dispatchId }) => dispatchId)}::text[],
      ${some.map(({ variantId }) => variantId)}::text[],
      ${some.map(({ seq }) => seq)}::int[],
      ${some.map(({ recipients }) => recipients.length)}::int[])`.execute(trx)
  const all = some.flatMap(({ recipients, ...batch }) => recipients.map((one) => ({ batch, one })))
  await sql`insert into recipient (issue_id, email_key, dispatch_id, variant_id, batch_id, ref,
      subscriber_id, email, name, state, outcome_rank)
    select *, 'planned', 0 from unnest(${all.map(({ batch }) => batch.issueId)}::text[],
      ${all.map(({ one }) => one.emailKey)}::text[],
      ${all.map(({ batch }) => batch.dispatchId)}::text[],
      ${all.map(({ batch }) => batch.variantId)}::text[],
      ${all.map(({ batch }) => batch.id)}::text[],
      ${all.map(({ one }) => one.ref)}::text[],
      ${all.map(({ one }) => one.subscriberId)}::text[],
      ${all.map(({ one }) => one.email)}::text[],
      ${all.map(({ one }) => one.name)}::text[])`.execute(trx)
}
