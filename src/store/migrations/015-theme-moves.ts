import type { Kysely } from 'kysely'

/** Whose theme was merged and is still to be told so. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('theme_move')
    .addColumn('subscriber_id', 'text', (c) =>
      c.notNull().references('subscriber.id').onDelete('cascade'),
    )
    .addColumn('theme', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('successors', 'text', (c) => c.notNull())
    .addColumn('ref', 'text')
    .addPrimaryKeyConstraint('theme_move_once', ['subscriber_id', 'theme'])
    .execute()
}
