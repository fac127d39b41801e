import type { Store } from '../store/store.ts'
import type { SubscriberRow } from '../store/tables.ts'
import { mayMailLink, queueNotice } from './notice-queue.ts'
import type { Occasion } from './occasion.ts'
import { findLink, linkState, makeLink } from './one-time-link.ts'
import { subscriberById } from './sign-up.ts'

/**
 * Mails a new preferences link, or the short-lived link to one's stored data, to the address that is
 * known. Nothing happens when three went out today.
 */
export async function requestFreshLink(
  store: Store,
  kind: 'preferences' | 'data',
  subscriber: SubscriberRow,
  occasion: Occasion,
): Promise<void> {
  await store.db.transaction().execute(async (db) => {
    if (!(await mayMailLink(db, kind, subscriber.email_key, occasion.at))) return
    const { id, email, email_key } = subscriber
    const to = { subscriberId: id, emailKey: email_key, address: email }
    if (kind === 'preferences') return queueNotice(db, { ...to, kind }, occasion)
    const token = await makeLink(
      db,
      { kind: 'data', subscriber_id: id, email_key, detail: {} },
      occasion,
    )
    await queueNotice(db, { ...to, kind, token }, occasion)
  })
}

export type DataLink =
  | { kind: 'open'; subscriber: SubscriberRow }
  | { kind: 'used' | 'expired' | 'unknown' }

/** Whose data this link may show and erase; changes nothing. */
export async function dataLink({ db }: Store, token: string, now: number): Promise<DataLink> {
  const link = await findLink(db, 'data', token)
  if (link === undefined) return { kind: 'unknown' }
  const subscriber = await subscriberById(db, link.subscriber_id)
  const state = linkState(link, now)
  if (state !== 'open') return { kind: state }
  // Their address may have changed since: the link was for who reads the old mailbox.
  if (subscriber?.email_key !== link.email_key) return { kind: 'expired' }
  return { kind: 'open', subscriber }
}
