import type { Store } from '../store/store.ts'
import { emailKeys } from './address.ts'
import { recordConsent } from './consent.ts'
import { purposes } from './vocabulary.ts'

/** How many rows held this person; zero of everything when nobody did. */
export type Erased = { profiles: number; consents: number; recipients: number }

/**
 * Removes address, name and profile from every table, also from mail that still waits to be sent,
 * in one transaction. What stays, without a name: the consent history as proof, the key that keeps
 * the address from coming back, and that an issue went to it. Mail already handed over cannot be
 * called back, and files in the outbox are as mail that left.
 */
export async function eraseSubscriber(
  store: Store,
  address: string,
  given: { secret: string; reason: string; at: number; newId: () => string },
): Promise<Erased> {
  const { secret, reason, at, newId } = given
  const keys = emailKeys(address, secret)
  return store.db.transaction().execute(async (db) => {
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
    if (known.length + found.profiles + found.consents + found.recipients > 0) {
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
    return found
  })
}
