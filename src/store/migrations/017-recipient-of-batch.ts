import type { Kysely } from 'kysely'

/**
 * Of which dispatch and variant somebody is a recipient, the batch says. Said twice it could differ, and
 * to look both up and carry them along took a tenth of the list of a large dispatch.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('recipient').dropColumn('dispatch_id').execute()
  await db.schema.alterTable('recipient').dropColumn('variant_id').execute()
}
