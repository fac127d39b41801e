import { sql, type Kysely } from 'kysely'

/**
 * A hash of the request was never written, and would be a hash of what nobody keeps: the provider gives
 * none back, and a request cannot be made again, because its keys are random. What was sent is the variant,
 * which is kept whole with its own hash.
 *
 * Answers that no server should give are few, and looked for at each look for alarms.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('attempt').dropColumn('request_sha256').execute()
  await sql`create index attempt_unexpected on attempt (batch_id)
    where error_class = 'unexpected-answer'`.execute(db)
}
