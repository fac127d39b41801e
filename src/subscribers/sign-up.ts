import type { Database, Store } from '../store/store.ts'
import type { Purpose, SubscriberRow } from '../store/tables.ts'
import { emailKey, emailKeys } from './address.ts'
import { choicesOf, choicesText } from './choices.ts'
import { recordConsent } from './consent.ts'
import { keepConsentText, type ConsentText } from './consent-text.ts'
import { liftSuppression, suppressionsOf } from './lift-suppression.ts'
import { mayMailStranger, queueNotice } from './notice-queue.ts'
import type { Occasion } from './occasion.ts'
import { findLink, linkState, makeLink, useLink } from './one-time-link.ts'
import { isMailable } from './subscription.ts'
import { blankProfile } from './blank-profile.ts'

export type SignUp = {
  /** Normalised. */
  address: string
  purposes: readonly Purpose[]
  /** Ids of the networks that this person says to be in. */
  networks: readonly string[]
  text: ConsentText
  /** Where it came from, for the consent history. */
  source: string
}

/**
 * Somebody typed an address in the form. It writes down what was asked and queues one mail; nobody
 * gets any other mail before that one is confirmed. Whoever is there already gets a link to their
 * own choices instead. Who complained, or was taken off by hand, is left in peace. It gives nothing
 * back on purpose: what the page says may not depend on who is on the list.
 */
export async function requestSignUp(
  store: Store,
  { address, purposes, networks, text, source }: SignUp,
  secret: string,
  occasion: Occasion,
): Promise<void> {
  const keys = emailKeys(address, secret)
  await store.db.transaction().execute(async (db) => {
    const version = await keepConsentText(db, text, occasion.at)
    const suppressions = await suppressionsOf(db, keys)
    const inPeace = suppressions.some(({ reason }) => reason === 'complaint' || reason === 'manual')
    if (inPeace || !(await mayMailStranger(db, keys, occasion.at))) return
    const subscriber =
      (await subscriberWith(db, keys)) ??
      (await addSubscriber(db, { address, secret, language: text.language }, occasion))
    const suppressed = (purpose: Purpose) =>
      suppressions.some(({ scope }) => scope === 'all' || scope === purpose)
    const wanted = purposes.filter(
      (purpose) => !isMailable(subscriber[purpose]) || suppressed(purpose),
    )
    const to = { subscriberId: subscriber.id, emailKey: subscriber.email_key, address }
    if (wanted.length === 0) return queueNotice(db, { ...to, kind: 'known' }, occasion)
    for (const purpose of wanted) {
      await recordConsent(
        db,
        subscriber,
        {
          purpose,
          basis: 'consent',
          event: 'requested',
          source,
          evidence: null,
          text_version: version,
          occurred_at: occasion.at,
        },
        occasion.newId,
      )
    }
    const detail: ConfirmDetail = {
      purposes: wanted,
      networks: [...networks],
      textVersion: version,
    }
    const token = await makeLink(
      db,
      { kind: 'confirm', subscriber_id: subscriber.id, email_key: subscriber.email_key, detail },
      occasion,
    )
    await queueNotice(db, { ...to, kind: 'confirm', token }, occasion)
  })
}

export type ConfirmDetail = {
  purposes: Purpose[]
  /** Not there in a link that was made before networks could be chosen. */
  networks?: string[]
  textVersion: string
}

export type SignUpLink =
  | { kind: 'open' | 'used'; subscriber: SubscriberRow; purposes: Purpose[]; networks: string[] }
  | { kind: 'expired' | 'unknown' }

/** What the link in a confirmation mail stands for; changes nothing. */
export async function signUpLink(store: Store, token: string, now: number): Promise<SignUpLink> {
  const link = await findLink(store.db, 'confirm', token)
  if (link === undefined) return { kind: 'unknown' }
  const state = linkState(link, now)
  if (state === 'expired') return { kind: 'expired' }
  const subscriber = await subscriberById(store.db, link.subscriber_id)
  if (subscriber === undefined) return { kind: 'expired' }
  const { purposes, networks = [] } = JSON.parse(link.detail) as ConfirmDetail
  return { kind: state, subscriber, purposes, networks }
}

/**
 * The button under the link: from now on this address gets mail. Once; pressing again gives the
 * same answer and changes nothing.
 */
export async function confirmSignUp(
  store: Store,
  token: string,
  { source, secret }: { source: string; secret: string },
  occasion: Occasion,
): Promise<SignUpLink> {
  return store.db.transaction().execute(async (db) => {
    const found = await signUpLink({ ...store, db }, token, occasion.at)
    const link = await findLink(db, 'confirm', token)
    if (found.kind !== 'open' || link === undefined) return found
    if (!(await useLink(db, link.id, occasion.at))) return { ...found, kind: 'used' }
    const { purposes, textVersion } = JSON.parse(link.detail) as ConfirmDetail
    const { subscriber } = found
    for (const purpose of purposes) {
      await recordConsent(
        db,
        subscriber,
        {
          purpose,
          basis: 'consent',
          event: 'confirmed',
          source,
          evidence: `link ${link.id}`,
          text_version: textVersion,
          occurred_at: occasion.at,
        },
        occasion.newId,
      )
    }
    await joinNetworks(db, subscriber, found.networks, occasion.at)
    await liftSuppression(db, emailKeys(subscriber.email, secret), purposes)
    const to = { subscriberId: subscriber.id, emailKey: subscriber.email_key }
    await queueNotice(db, { ...to, kind: 'welcome', address: subscriber.email }, occasion)
    return found
  })
}

/** Beside what they chose before: whoever signs up again does not take back what they once chose. */
async function joinNetworks(
  db: Database,
  { id, choices }: SubscriberRow,
  networks: readonly string[],
  at: number,
): Promise<void> {
  if (networks.length === 0) return
  const before = choicesOf(choices)
  await db
    .updateTable('subscriber')
    .set({
      choices: choicesText({ ...before, network: [...before.network, ...networks] }),
      choices_by: 'subscriber',
      changed_at: at,
    })
    .where('id', '=', id)
    .execute()
}

export function subscriberById(db: Database, id: string): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirst()
}

export function subscriberWith(
  db: Database,
  keys: readonly string[],
): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscriber').selectAll().where('email_key', 'in', keys).executeTakeFirst()
}

async function addSubscriber(
  db: Database,
  { address, secret, language }: { address: string; secret: string; language: 'nl' | 'en' },
  { at, newId }: Occasion,
): Promise<SubscriberRow> {
  const row: SubscriberRow = {
    id: newId(),
    email: address,
    email_key: emailKey(address, secret),
    ...blankProfile,
    language,
    created_at: at,
    changed_at: at,
  }
  await db.insertInto('subscriber').values(row).execute()
  return row
}
