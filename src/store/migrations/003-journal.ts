import type { Kysely } from 'kysely'

/** How far the files beside the database are known to it. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('journal')
    .addColumn('journal', 'text', (c) => c.primaryKey())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .execute()
}
