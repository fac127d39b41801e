import type { Database } from '../store/store.ts'
import { recordConsent } from './consent.ts'
import { purposes } from './vocabulary.ts'

/** How many rows held this person; zero of everything when nobody did. */
export type Erased = { profiles: number; consents: number; recipients: number }

/**
 * Erases whoever has one of these keys. With `always` the keys are kept out also when nothing is
 * stored about them. Call it inside a transaction.
 */
export async function eraseKeys(
  db: Database,
  keys: readonly string[],
  given: { reason: string; at: number; newId: () => string; always: boolean },
): Promise<Erased & { anything: boolean }> {
  const { reason, at, newId, always } = given
  const profiles = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', 'in', keys)
    .execute()
  for (const profile of profiles) {
    for (const purpose of purposes) {
      if (profile[purpose] === null || profile[purpose] === 'withdrawn') continue
      const basis = profile[purpose] === 'active' ? 'public-task' : 'consent'
      await recordConsent(
        db,
        profile,
        {
          purpose,
          basis,
          event: 'withdrawn',
          source: reason,
          evidence: null,
          text_version: null,
          occurred_at: at,
        },
        newId,
      )
    }
  }
  await db.deleteFrom('subscriber').where('email_key', 'in', keys).execute()
  const ids = profiles.map(({ id }) => id)
  for (const table of ['one_time_link', 'notice'] as const) {
    await db
      .deleteFrom(table)
      .where((eb) => eb.or([eb('email_key', 'in', keys), eb('subscriber_id', 'in', ids)]))
      .execute()
  }
  const consents = await db
    .updateTable('consent')
    .set({ subscriber_id: null })
    .where('email_key', 'in', keys)
    .executeTakeFirst()
  const recipients = await db
    .updateTable('recipient')
    .set({ email: null, name: null, subscriber_id: null })
    // By issue first, because the table's key begins with it.
    .where('issue_id', 'in', (eb) => eb.selectFrom('dispatch').select('issue_id'))
    .where('email_key', 'in', keys)
    .executeTakeFirst()
  const known = await db
    .selectFrom('suppression')
    .select('email_key')
    .where('email_key', 'in', keys)
    .execute()
  const found = {
    profiles: profiles.length,
    consents: Number(consents.numUpdatedRows),
    recipients: Number(recipients.numUpdatedRows),
  }
  const anything = known.length + found.profiles + found.consents + found.recipients > 0
  if (anything || always) {
    await db
      .insertInto('suppression')
      .values(
        keys.map((key) => ({
          email_key: key,
          scope: 'all' as const,
          reason: 'erased' as const,
          at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['email_key', 'scope']).doUpdateSet({ reason: 'erased', at }),
      )
      .execute()
  }
  return { ...found, anything }
}
