import type { Kysely } from 'kysely'

/** Nothing reads a hash of the audience; who got it is in `recipient`. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('dispatch').dropColumn('audience_hash').execute()
}
