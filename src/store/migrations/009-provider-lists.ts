import type { Kysely } from 'kysely'

/** What was read from the lists of the provider and handed over to them; batches in order. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('provider_run')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('list', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('seen', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('strangers', 'integer', (c) => c.notNull())
    .addColumn('overtaken', 'integer', (c) => c.notNull())
    .addColumn('failure', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('provider_run_of_list')
    .on('provider_run')
    .columns(['list', 'until'])
    .execute()
  await db.schema
    .createTable('provider_push')
    .addColumn('email_key', 'text', (c) => c.primaryKey())
    .addColumn('pushed_at', 'bigint', (c) => c.notNull())
    .execute()
  // The first ready batch by `seq`: without it each claim sorted all that were ready, so that the
  // cost of a dispatch with a batch for each recipient grew with its square.
  await db.schema
    .createIndex('batch_in_order')
    .on('batch')
    .columns(['dispatch_id', 'status', 'seq'])
    .execute()
  await db.schema.dropIndex('batch_of_dispatch').execute()
}
