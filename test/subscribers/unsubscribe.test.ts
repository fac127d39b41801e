import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import {
  addressLink,
  confirmAddressChange,
  requestAddressChange,
} from '../../src/subscribers/address-change.ts'
import { consentHistory } from '../../src/subscribers/consent.ts'
import { dataLink, requestFreshLink } from '../../src/subscribers/fresh-link.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { isStale, noticeRef, readerOf, type Reader } from '../../src/subscribers/reader.ts'
import { subscriberById } from '../../src/subscribers/sign-up.ts'
import { signToken } from '../../src/subscribers/token.ts'
import { receivedBy, unsubscribe } from '../../src/subscribers/unsubscribe.ts'
import { insertSubscribers, openEmptyStore, secret, subscriber } from './subscriber-fixture.ts'

let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
  await insertSubscribers(store, [
    subscriber({ id: 'jan', invitations: 'active' }),
    subscriber({ id: 'an' }),
  ])
})
afterEach(() => store.close())

async function janBy(purpose: 'unsubscribe' | 'preferences'): Promise<Reader> {
  const token = signToken(purpose, noticeRef('jan', 5000), secret)
  const reader = await readerOf(store, purpose, token, secret)
  if (reader === undefined) throw new Error('The token was refused')
  return reader
}
const jan = async () => (await janBy('unsubscribe')).subscriber ?? subscriber({ id: 'nobody' })

describe('unsubscribing', () => {
  test('ends one purpose and leaves the other; again changes nothing', async () => {
    const wanted = { scope: 'newsletter', source: 'afmeldlink' } as const
    expect(await unsubscribe(store, await janBy('unsubscribe'), wanted, occasionAt(10))).toBe(true)
    const reader = await janBy('unsubscribe')
    expect(await receivedBy(store, reader)).toEqual(['invitations'])
    expect(await unsubscribe(store, reader, wanted, occasionAt(20))).toBe(false)
    const key = emailKey('jan@example.org', secret)
    expect(await consentHistory(store.db, [key])).toMatchObject([
      { event: 'withdrawn', purpose: 'newsletter', source: 'afmeldlink', occurred_at: 10 },
    ])
  })

  test('of everything ends everything', async () => {
    const all = { scope: 'all', source: 'afmeldlink' } as const
    await unsubscribe(store, await janBy('unsubscribe'), all, occasionAt(10))
    expect(await receivedBy(store, await janBy('unsubscribe'))).toEqual([])
  })

  test('asks for a token of this kind, and knows how old it is', async () => {
    const token = signToken('unsubscribe', noticeRef('jan', 5000), secret)
    expect(await readerOf(store, 'preferences', token, secret)).toBeUndefined()
    const reader = await janBy('preferences')
    expect(reader.madeAt).toBe(5000)
    expect(isStale(reader, 5000 + 90 * 86_400_000)).toBe(false)
    expect(isStale(reader, 5001 + 90 * 86_400_000)).toBe(true)
  })
})

describe('a new address', () => {
  const ask = async (address: string, at = 1000) =>
    requestAddressChange(store, await jan(), { address, secret }, occasionAt(at))
  const tokenFor = async (address: string) =>
    (
      await store.db
        .selectFrom('notice')
        .selectAll()
        .where('address', '=', address)
        .executeTakeFirst()
    )?.token ?? ''
  const confirm = (token: string, at = 2000) =>
    confirmAddressChange(store, token, { source: 'nieuw adres', secret }, occasionAt(at))

  test('counts only once its own mailbox confirms it; the old one is told', async () => {
    await ask('jansen@example.org')
    expect((await jan()).email).toBe('jan@example.org')
    expect((await confirm(await tokenFor('jansen@example.org'))).kind).toBe('open')
    expect(await jan()).toMatchObject({ email: 'jansen@example.org', invitations: 'active' })
    const told = await store.db.selectFrom('notice').select(['kind', 'address']).execute()
    expect(told).toContainEqual({ kind: 'address-changed', address: 'jan@example.org' })
    const history = await consentHistory(store.db, [emailKey('jansen@example.org', secret)])
    const rows = history.map(({ purpose, basis, event }) => `${purpose} ${basis} ${event}`)
    expect(rows.toSorted()).toEqual([
      'invitations public-task confirmed',
      'newsletter consent confirmed',
    ])
  })

  test('keeps the old address off the list', async () => {
    await ask('jansen@example.org')
    await confirm(await tokenFor('jansen@example.org'))
    const kept = await store.db.selectFrom('suppression').selectAll().execute()
    expect(kept).toMatchObject([{ email_key: emailKey('jan@example.org', secret), scope: 'all' }])
    expect(await receivedBy(store, { subscriber: await jan() })).toEqual([
      'newsletter',
      'invitations',
    ])
  })

  test('that somebody else on the list has, is not taken over', async () => {
    await ask('an@example.org')
    const token = await tokenFor('an@example.org')
    expect((await confirm(token)).kind).toBe('taken')
    expect((await jan()).email).toBe('jan@example.org')
  })

  test('is asked for at most three times a day', async () => {
    for (let i = 0; i < 5; i++) await ask(`jansen${i}@example.org`)
    expect(await store.db.selectFrom('notice').selectAll().execute()).toHaveLength(3)
  })

  test('has half an hour to be confirmed, once', async () => {
    await ask('jansen@example.org', 0)
    const token = await tokenFor('jansen@example.org')
    expect((await addressLink(store, token, secret, 30 * 60_000)).kind).toBe('expired')
    await confirm(token, 60_000)
    expect((await confirm(token, 61_000)).kind).toBe('used')
  })
})

test('the link to stored data lives half an hour, and three go out a day', async () => {
  for (let i = 0; i < 5; i++) await requestFreshLink(store, 'data', await jan(), occasionAt(i))
  const mails = await store.db.selectFrom('notice').selectAll().execute()
  expect(mails).toHaveLength(3)
  const token = mails[0]?.token ?? ''
  const open = await dataLink(store, token, 1_799_999)
  expect(open).toMatchObject({ kind: 'open', subscriber: { id: 'jan' } })
  expect((await dataLink(store, token, 1_800_002)).kind).toBe('expired')
  expect(await subscriberById(store.db, 'jan')).toBeDefined()
})
