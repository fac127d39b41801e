import type { Kysely } from 'kysely'

/** Of a dispatch only batches with a lower `seq` are claimed, so that a few people go before the rest. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('dispatch')
    .addColumn('claim_below', 'integer', (c) => c.notNull().defaultTo(2_147_483_647))
    .execute()
}
