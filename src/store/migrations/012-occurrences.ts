import { sql, type Kysely } from 'kysely'

/** The dates of the series, each once. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('occurrence')
    .addColumn('series_id', 'text', (c) => c.notNull())
    .addColumn('local_date', 'text', (c) => c.notNull())
    .addColumn('wall', 'text', (c) => c.notNull())
    .addColumn('tz', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('tzdb', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('open','made','skipped')`))
    // An issue is of one date only.
    .addColumn('issue_id', 'text', (c) => c.unique())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('occurrence_once', ['series_id', 'local_date'])
    .execute()
}
