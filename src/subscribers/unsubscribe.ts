import type { Store } from '../store/store.ts'
import type { Purpose } from '../store/tables.ts'
import type { Occasion } from './occasion.ts'
import type { Reader } from './reader.ts'
import { suppress } from './suppression.ts'
import { purposes } from './vocabulary.ts'

/** What this reader still gets mail for; empty for who is unsubscribed from everything. */
export async function receivedBy(
  { db }: Pick<Store, 'db'>,
  { subscriber }: Pick<Reader, 'subscriber'>,
): Promise<Purpose[]> {
  if (subscriber === undefined) return []
  const suppressed = await db
    .selectFrom('suppression')
    .select('scope')
    .where('email_key', '=', subscriber.email_key)
    .execute()
  const ended = new Set(suppressed.map(({ scope }) => scope))
  if (ended.has('all')) return []
  const live = ['pending', 'confirmed', 'active']
  return purposes.filter(
    (purpose) => live.includes(subscriber[purpose] ?? '') && !ended.has(purpose),
  )
}

/**
 * Ends mail for one purpose, or all of it, at once: also for a dispatch that is under way, as far as
 * its batches were not claimed. Doing it again changes nothing. Gives whether it ended anything.
 */
export async function unsubscribe(
  store: Store,
  reader: Reader,
  { scope, source }: { scope: Purpose | 'all'; source: string },
  { at, newId }: Occasion,
): Promise<boolean> {
  // Erased, and then no key is left to suppress either: nobody would be mailed.
  if (reader.emailKey === undefined) return false
  const received = await receivedBy(store, reader)
  const ends = scope === 'all' ? received.length > 0 : received.includes(scope)
  if (!ends && reader.subscriber !== undefined) return false
  const { emailKey } = reader
  await suppress(store, { emailKey, scope, reason: 'unsubscribed', source, at }, newId)
  return ends
}
