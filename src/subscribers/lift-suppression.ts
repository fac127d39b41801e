import type { Database } from '../store/store.ts'
import type { Purpose, SuppressionReason } from '../store/tables.ts'
import { purposes as allPurposes } from './vocabulary.ts'

/**
 * Lets mail for these purposes through again, after the person's own double opt-in and never for
 * any other reason. Where everything was suppressed, the other purposes stay so: an import must not
 * bring those back. `keys` are all keys of the address.
 */
export async function liftSuppression(
  db: Database,
  keys: readonly string[],
  purposes: readonly Purpose[],
): Promise<void> {
  const everything = await db
    .selectFrom('suppression')
    .selectAll()
    .where('email_key', 'in', keys)
    .where('scope', '=', 'all')
    .execute()
  const others = allPurposes.filter((purpose) => !purposes.includes(purpose))
  const remaining = everything.flatMap((row) => others.map((scope) => ({ ...row, scope })))
  if (remaining.length > 0) {
    await db
      .insertInto('suppression')
      .values(remaining)
      .onConflict((conflict) => conflict.columns(['email_key', 'scope']).doNothing())
      .execute()
  }
  await db
    .deleteFrom('suppression')
    .where('email_key', 'in', keys)
    .where('scope', 'in', ['all', ...purposes])
    .execute()
}

/** Why mail to an address was ended, for whatever purpose. */
export async function suppressionsOf(
  db: Database,
  keys: readonly string[],
): Promise<{ scope: Purpose | 'all'; reason: SuppressionReason }[]> {
  return db
    .selectFrom('suppression')
    .select(['scope', 'reason'])
    .where('email_key', 'in', keys)
    .execute()
}
