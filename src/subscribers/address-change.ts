import type { Store } from '../store/store.ts'
import type { SubscriberRow } from '../store/tables.ts'
import { emailKey, emailKeys } from './address.ts'
import { keepEnding } from './ending.ts'
import { liftSuppression, suppressionsOf } from './lift-suppression.ts'
import { mayMailNewAddress, mayMailStranger, queueNotice } from './notice-queue.ts'
import type { Occasion } from './occasion.ts'
import { findLink, linkState, makeLink, useLink } from './one-time-link.ts'
import { subscriberById, subscriberWith } from './sign-up.ts'
import { suppressKey } from './suppress-key.ts'
import { isMailable } from './subscription.ts'
import { purposes } from './vocabulary.ts'

type AddressDetail = { address: string }

/**
 * Mails a link to the new address. Nothing changes before that link is used, and nothing is given
 * back: whether a mail goes out may depend on who else is on the list.
 */
export async function requestAddressChange(
  store: Store,
  subscriber: SubscriberRow,
  { address, secret }: { address: string; secret: string },
  occasion: Occasion,
): Promise<void> {
  const keys = emailKeys(address, secret)
  await store.db.transaction().execute(async (db) => {
    const inPeace = (await suppressionsOf(db, keys)).some(
      ({ reason }) => reason === 'complaint' || reason === 'manual',
    )
    if (inPeace || keys.includes(subscriber.email_key)) return
    if (!(await mayMailStranger(db, keys, occasion.at))) return
    if (!(await mayMailNewAddress(db, subscriber.id, occasion.at))) return
    const detail: AddressDetail = { address }
    const key = emailKey(address, secret)
    const token = await makeLink(
      db,
      { kind: 'address', subscriber_id: subscriber.id, email_key: key, detail },
      occasion,
    )
    await queueNotice(
      db,
      { kind: 'address', subscriberId: subscriber.id, emailKey: key, address, token },
      occasion,
    )
  })
}

export type AddressLink =
  | { kind: 'open' | 'used' | 'taken'; address: string }
  | { kind: 'expired' | 'unknown' }

/** What the link in the mail to the new address stands for; changes nothing. */
export async function addressLink(
  { db }: Pick<Store, 'db'>,
  token: string,
  secret: string,
  now: number,
): Promise<AddressLink> {
  const link = await findLink(db, 'address', token)
  if (link === undefined) return { kind: 'unknown' }
  const state = linkState(link, now)
  if (state === 'expired') return { kind: 'expired' }
  const { address } = JSON.parse(link.detail) as AddressDetail
  if (state === 'used') return { kind: 'used', address }
  const [subscriber, other] = await Promise.all([
    subscriberById(db, link.subscriber_id),
    subscriberWith(db, emailKeys(address, secret)),
  ])
  if (subscriber === undefined) return { kind: 'expired' }
  const taken = other !== undefined && other.id !== subscriber.id
  return { kind: taken ? 'taken' : 'open', address }
}

/**
 * The button under that link. The old address is told, and kept out from now on: an old list must
 * not bring it back. For each purpose the history of the new address begins with this confirmation.
 */
export async function confirmAddressChange(
  store: Store,
  token: string,
  { source, secret }: { source: string; secret: string },
  occasion: Occasion,
): Promise<AddressLink> {
  return store.db.transaction().execute(async (db) => {
    const found = await addressLink({ db }, token, secret, occasion.at)
    if (found.kind !== 'open') return found
    const link = await findLink(db, 'address', token)
    const subscriber = link && (await subscriberById(db, link.subscriber_id))
    if (link === undefined || subscriber === undefined) return { kind: 'unknown' }
    if (!(await useLink(db, link.id, occasion.at))) return { ...found, kind: 'used' }
    await moveTo(
      { ...store, db },
      subscriber,
      found.address,
      { source, secret, linkId: link.id },
      occasion,
    )
    return found
  })
}

async function moveTo(
  store: Store,
  old: SubscriberRow,
  address: string,
  { source, secret, linkId }: { source: string; secret: string; linkId: string },
  occasion: Occasion,
): Promise<void> {
  const { db } = store
  const { at, newId } = occasion
  const key = emailKey(address, secret)
  await db
    .updateTable('subscriber')
    .set({ email: address, email_key: key, changed_at: at })
    .where('id', '=', old.id)
    .execute()
  const mailed = purposes.filter((purpose) => isMailable(old[purpose]))
  for (const purpose of mailed) {
    const last = await db
      .selectFrom('consent')
      .select(['basis', 'text_version'])
      .where('email_key', '=', old.email_key)
      .where('purpose', '=', purpose)
      .where('event', 'in', ['confirmed', 'imported'])
      .orderBy('occurred_at', 'desc')
      .executeTakeFirst()
    // Straight in the history: moving changes no state, a public task stays one.
    await db
      .insertInto('consent')
      .values({
        id: newId(),
        subscriber_id: old.id,
        email_key: key,
        purpose,
        basis: last?.basis ?? (old[purpose] === 'active' ? 'public-task' : 'consent'),
        event: 'confirmed',
        source,
        evidence: `link ${linkId}`,
        text_version: last?.text_version ?? null,
        occurred_at: at,
      })
      .execute()
  }
  // What went to the old address keeps its key, but not the address: an erasure by the new one would
  // not find it. Nothing more is sent there.
  await db
    .updateTable('recipient')
    .set({ email: null, name: null })
    // By issue first, because the table's key begins with it.
    .where('issue_id', 'in', (eb) => eb.selectFrom('dispatch').select('issue_id'))
    .where('email_key', '=', old.email_key)
    .execute()
  await liftSuppression(db, emailKeys(address, secret), mailed)
  const ending = { scope: 'all', reason: 'unsubscribed', source, at } as const
  await suppressKey(db, { ...ending, emailKey: old.email_key }, newId)
  await keepEnding(store, db, { ...ending, kind: 'suppressed', key: old.email_key }, newId)
  const to = { subscriberId: old.id, emailKey: old.email_key, address: old.email }
  await queueNotice(db, { ...to, kind: 'address-changed' }, occasion)
}
