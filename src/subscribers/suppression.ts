import type { Store } from '../store/store.ts'
import { keepEnding } from './ending.ts'
import { suppressKey, type Suppression } from './suppress-key.ts'

/**
 * Ends mail to an address, for one purpose or all of them, in one transaction: the key is
 * suppressed, whether or not the subscriber is still there, and a withdrawal is put in the consent
 * history. Doing it again changes nothing: the first reason stays.
 */
export async function suppress(
  store: Store,
  suppression: Suppression,
  newId: () => string,
): Promise<void> {
  await store.db.transaction().execute(async (db) => {
    if (!(await suppressKey(db, suppression, newId))) return
    const { emailKey: key, ...what } = suppression
    await keepEnding(store, db, { kind: 'suppressed', key, ...what }, newId)
  })
}
