import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { moveBatch } from './move.ts'
import type { Ports } from './ports.ts'

/**
 * Moves the recipients of a batch that was closed as `split` to new batches, one per part; none of them
 * goes before `notBefore`, in epoch milliseconds.
 */
export async function splitBatch(
  trx: Transaction<Tables>,
  batchId: string,
  parts: string[][],
  ports: Pick<Ports, 'newId'>,
  notBefore = 0,
): Promise<void> {
  const parent = await trx
    .selectFrom('batch')
    .select(['dispatch_id', 'variant_id', 'seq'])
    .where('id', '=', batchId)
    .executeTakeFirstOrThrow()
  for (const refs of parts) {
    const id = ports.newId()
    await trx
      .insertInto('batch')
      .values({
        id,
        ...parent,
        size: refs.length,
        status: 'ready',
        attempt_id: null,
        owner: null,
        lease_until: null,
        not_before: notBefore,
        attempts: 0,
        doubt_since: null,
      })
      .execute()
    for (let start = 0; start < refs.length; start += 500) {
      await trx
        .updateTable('recipient')
        .set({ batch_id: id })
        .where('batch_id', '=', batchId)
        .where('state', '=', 'planned')
        .where('ref', 'in', refs.slice(start, start + 500))
        .execute()
    }
  }
}

/** B19: a dispatch planned for one transport goes on over one that takes fewer at a time. */
export async function fitBatches(
  store: Store,
  dispatchId: string,
  batchSize: number,
  ports: Ports,
): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    const large = await trx
      .selectFrom('batch')
      .select('id')
      .where('dispatch_id', '=', dispatchId)
      .where('status', '=', 'ready')
      .where('size', '>', batchSize)
      .execute()
    for (const { id } of large) {
      const rows = await trx
        .selectFrom('recipient')
        .select('ref')
        .where('batch_id', '=', id)
        .where('state', '=', 'planned')
        .orderBy('ref')
        .execute()
      const refs = rows.map(({ ref }) => ref)
      const count = Math.ceil(refs.length / batchSize)
      const parts = Array.from({ length: count }, (_, i) =>
        refs.slice(i * batchSize, (i + 1) * batchSize),
      )
      if (await moveBatch(trx, 'B19', { id }, { ports, actor: 'fit' })) {
        await splitBatch(trx, id, parts, ports)
      }
    }
  })
}
