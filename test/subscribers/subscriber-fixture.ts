import { openStore, type SqliteStore, type Store } from '../../src/store/store.ts'
import type { SubscriberRow } from '../../src/store/tables.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { blankProfile } from '../../src/subscribers/blank-profile.ts'

export const secret = 's'.repeat(43)

export function openEmptyStore(): Promise<SqliteStore> {
  return openStore(':memory:')
}

/** An invented reader of the newsletter; what a test is about is given. */
export function subscriber(given: Partial<SubscriberRow> & { id: string }): SubscriberRow {
  const email = given.email ?? `${given.id}@example.org`
  return {
    email,
    email_key: emailKey(email, secret),
    ...blankProfile,
    newsletter: 'confirmed',
    created_at: 1,
    changed_at: 1,
    ...given,
  }
}

export async function insertSubscribers(
  store: Pick<Store, 'db'>,
  rows: SubscriberRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) {
    await store.db
      .insertInto('subscriber')
      .values(rows.slice(from, from + 500))
      .execute()
  }
}
