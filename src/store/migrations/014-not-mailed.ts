import { sql, type Kysely } from 'kysely'

/**
 * Those who get no newsletter, who are few, so that a claim need not fetch the row of everybody. By an
 * expression, because by `id` the planner would take the primary key instead.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`create index subscriber_not_mailed on subscriber ((id || ''))
    where newsletter is null or newsletter not in ('confirmed', 'active')`.execute(db)
}
