import type { Kysely } from 'kysely'

/** Who looked at somebody's data, and who imported a list. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('look')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('key_prefix', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('look_by_time').on('look').column('at').execute()
  await db.schema.alterTable('import_run').addColumn('actor', 'text').execute()
}
