import type { Store } from '../store/store.ts'
import { emailKeys } from './address.ts'
import { keepEnding } from './ending.ts'
import { eraseKeys, type Erased } from './erase-keys.ts'

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
    const { anything, ...erased } = await eraseKeys(db, keys, { reason, at, newId, always: false })
    if (anything) await keepEnding(store, db, { kind: 'erased', keys, at }, newId)
    return erased
  })
}
