import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { Purpose, SuppressionReason } from '../../src/store/tables.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { audience } from '../../src/subscribers/audience.ts'
import { consentHistory } from '../../src/subscribers/consent.ts'
import { eraseSubscriber } from '../../src/subscribers/erase-subscriber.ts'
import type { Occasion } from '../../src/subscribers/occasion.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { confirmSignUp, requestSignUp, signUpLink } from '../../src/subscribers/sign-up.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { insertSubscribers, openEmptyStore, secret, subscriber } from './subscriber-fixture.ts'
import { membersOf } from '../support/audience-members.ts'

const DAY = 24 * 3_600_000
const jan = 'jan@example.org'
const key = emailKey(jan, secret)
let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

const signUp = (
  at: number,
  purposes: Purpose[] = ['newsletter'],
  address = jan,
  networks: string[] = [],
) =>
  requestSignUp(
    store,
    {
      address,
      purposes,
      networks,
      text: { language: 'nl', body: 'De woorden.' },
      source: 'formulier',
    },
    secret,
    occasionAt(at),
  )
const confirm = (token: string, occasion: Occasion) =>
  confirmSignUp(store, token, { source: 'bevestigingslink', secret }, occasion)
const mails = () =>
  store.db.selectFrom('notice').selectAll().orderBy('created_at').orderBy('kind').execute()
const lastToken = async () =>
  (await mails()).findLast(({ kind }) => kind === 'confirm')?.token ?? ''
const person = () =>
  store.db.selectFrom('subscriber').selectAll().where('email', '=', jan).executeTakeFirst()
const everyone = {
  id: 'all',
  title: '',
  condition: { kind: 'everyone' as const },
  file: '',
  line: 1,
}
const mailed = async (purpose: Purpose) => {
  const segment = { ...everyone, purpose }
  const found = await audience(store, [segment], { purpose, segmentIds: ['all'] })
  return (await membersOf(store, found)).map(({ email }) => email)
}
const end = (scope: Purpose | 'all', reason: SuppressionReason, at: number) =>
  suppress(store, { emailKey: key, scope, reason, source: 'test', at }, occasionAt(at).newId)

describe('signing up', () => {
  test('gives nobody mail before the link in the mail is confirmed', async () => {
    await signUp(1000, ['newsletter', 'invitations'])
    expect((await mails()).map(({ kind, address }) => [kind, address])).toEqual([['confirm', jan]])
    expect(await mailed('newsletter')).toEqual([])
    expect((await confirm(await lastToken(), occasionAt(2000))).kind).toBe('open')
    expect(await mailed('newsletter')).toEqual([jan])
    expect(await mailed('invitations')).toEqual([jan])
    expect(await mailed('press')).toEqual([])
  })

  test('leaves proof: the words, when they were asked and confirmed, and by which link', async () => {
    await signUp(1000)
    await confirm(await lastToken(), occasionAt(2000))
    const history = await consentHistory(store.db, [key])
    const texts = await store.db.selectFrom('consent_text').selectAll().execute()
    expect(texts).toEqual([
      {
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        language: 'nl',
        body: 'De woorden.',
        first_used_at: 1000,
      },
    ])
    expect(history).toMatchObject([
      { event: 'requested', occurred_at: 1000, source: 'formulier', text_version: texts[0]?.hash },
      {
        event: 'confirmed',
        occurred_at: 2000,
        source: 'bevestigingslink',
        evidence: expect.stringMatching(/^link \w+$/),
        text_version: texts[0]?.hash,
      },
    ])
  })

  test('puts somebody in the networks they named once they confirm, beside those of before', async () => {
    await signUp(1000, ['newsletter'], jan, ['pper'])
    expect(await person()).toMatchObject({ choices: ' ', choices_by: null })
    await confirm(await lastToken(), occasionAt(2000))
    expect(await person()).toMatchObject({ choices: ' network:pper ', choices_by: 'subscriber' })
    await signUp(2 * DAY, ['invitations'], jan, ['ciso-overleg'])
    await confirm(await lastToken(), occasionAt(2 * DAY + 1))
    expect((await person())?.choices).toBe(' network:ciso-overleg network:pper ')
  })

  test('a second press gives the same answer, and one welcome', async () => {
    await signUp(1000)
    const token = await lastToken()
    await confirm(token, occasionAt(2000))
    const before = await consentHistory(store.db, [key])
    expect((await confirm(token, occasionAt(3000))).kind).toBe('used')
    expect(await consentHistory(store.db, [key])).toEqual(before)
    expect((await mails()).map(({ kind }) => kind)).toEqual(['confirm', 'welcome'])
  })

  test('the link works for 48 hours and not a moment longer', async () => {
    await signUp(0)
    const token = await lastToken()
    expect((await signUpLink(store, token, 2 * DAY - 1)).kind).toBe('open')
    expect(await confirm(token, occasionAt(2 * DAY))).toEqual({ kind: 'expired' })
    expect(await mailed('newsletter')).toEqual([])
    expect(await signUpLink(store, `${token}x`, 1)).toEqual({ kind: 'unknown' })
  })

  test('one address gets one mail a day and three a week, whoever types it', async () => {
    for (const hour of [0, 1, 23, 25, 26, 50, 75, 100]) await signUp(hour * 3_600_000)
    expect((await mails()).map(({ created_at }) => created_at / 3_600_000)).toEqual([0, 25, 50])
    await signUp(7 * DAY + 3_600_000)
    expect(await mails()).toHaveLength(4)
  })

  test('who is there already gets a link to their choices, and stays as they are', async () => {
    await insertSubscribers(store, [subscriber({ id: 'jan', email: jan })])
    await signUp(1000)
    expect((await mails()).map(({ kind }) => kind)).toEqual(['known'])
    expect(await person()).toMatchObject({ newsletter: 'confirmed', changed_at: 1 })
    expect(await consentHistory(store.db, [key])).toEqual([])
  })

  test('two at the same moment are one', async () => {
    await Promise.all([signUp(1000), signUp(1000), signUp(1001)])
    expect(await mails()).toHaveLength(1)
    expect(await store.db.selectFrom('subscriber').selectAll().execute()).toHaveLength(1)
  })
})

describe('somebody whose mail was ended', () => {
  beforeEach(async () => {
    const all = { newsletter: 'confirmed', invitations: 'confirmed' } as const
    await insertSubscribers(store, [subscriber({ id: 'jan', email: jan, ...all })])
  })

  test('comes back by their own confirmation, and only for what they asked', async () => {
    await end('all', 'unsubscribed', 10)
    await signUp(1000)
    expect(await mailed('newsletter')).toEqual([])
    await confirm(await lastToken(), occasionAt(2000))
    expect(await mailed('newsletter')).toEqual([jan])
    expect(await mailed('invitations')).toEqual([])
    const kept = await store.db.selectFrom('suppression').select('scope').orderBy('scope').execute()
    expect(kept.map(({ scope }) => scope)).toEqual(['consultation', 'invitations', 'press'])
  })

  test('comes back after erasure as somebody new', async () => {
    const erasing = { secret, reason: 'verzoek', at: 10, newId: occasionAt(10).newId }
    await eraseSubscriber(store, jan, erasing)
    await signUp(1000)
    await confirm(await lastToken(), occasionAt(2000))
    expect(await mailed('newsletter')).toEqual([jan])
    expect((await person())?.id).not.toBe('jan')
  })

  test.each(['complaint', 'manual'] as const)('is left in peace after a %s', async (reason) => {
    await end('all', reason, 10)
    await signUp(1000)
    expect(await mails()).toEqual([])
  })
})

test('erasing also removes links and mails that wait', async () => {
  await signUp(1000)
  const token = await lastToken()
  const erasing = { secret, reason: 'verzoek', at: 1500, newId: occasionAt(1500).newId }
  await eraseSubscriber(store, jan, erasing)
  expect(await mails()).toEqual([])
  expect(await signUpLink(store, token, 1600)).toEqual({ kind: 'unknown' })
})
