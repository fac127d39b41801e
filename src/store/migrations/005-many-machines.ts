import type { Kysely } from 'kysely'

/** What more than one machine needs: a journal for each, and one budget for all. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('journal').renameTo('journal_of_one').execute()
  await db.schema
    .createTable('journal')
    .addColumn('journal', 'text', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('journal_of_file', ['journal', 'file'])
    .execute()
  await db
    .insertInto('journal')
    .columns(['journal', 'file', 'bytes'])
    .expression(db.selectFrom('journal_of_one').select(['journal', 'file', 'bytes']))
    .execute()
  await db.schema.dropTable('journal_of_one').execute()
  await db.schema
    .createTable('provider_budget')
    .addColumn('provider', 'text', (c) => c.primaryKey())
    .addColumn('free_at', 'bigint', (c) => c.notNull())
    .execute()
}
