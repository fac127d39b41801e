import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { audience } from '../../src/subscribers/audience.ts'
import { consentHistory } from '../../src/subscribers/consent.ts'
import { segmentCounts } from '../../src/subscribers/segment-counts.ts'
import type { Segment } from '../../src/subscribers/segments.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'
import { membersOf } from '../support/audience-members.ts'

const place = { file: 'subscribers/segments.yaml', line: 1 }
const everyone: Segment = {
  id: 'alle',
  title: 'Alle',
  purpose: 'newsletter',
  condition: { kind: 'everyone' },
  ...place,
}
const cisos: Segment = {
  id: 'ciso',
  title: 'CISO',
  purpose: 'invitations',
  condition: { kind: 'attribute', attribute: 'role', values: ['ciso'] },
  ...place,
}
const segments = [everyone, cisos]
const newsletter = { purpose: 'newsletter', segmentIds: ['alle'] } as const

let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

const unsubscribed = (emailKey: string, at = 5) => ({
  emailKey,
  scope: 'newsletter' as const,
  reason: 'unsubscribed' as const,
  source: 'afmeldlink',
  at,
})

describe('the audience of an issue', () => {
  test('is who agreed to this purpose, with the reasons why others are not in it', async () => {
    await insertSubscribers(store, [
      subscriber({ id: 'a-confirmed', name: 'An' }),
      subscriber({ id: 'b-public-task', newsletter: 'active', role: 'ciso' }),
      subscriber({ id: 'c-pending', newsletter: 'pending' }),
      subscriber({ id: 'd-withdrawn', newsletter: 'withdrawn' }),
      subscriber({ id: 'e-bounced', newsletter: 'bounced' }),
      subscriber({ id: 'f-press-only', newsletter: null, press: 'confirmed' }),
    ])
    const found = await audience(store, segments, newsletter)
    expect(
      (await membersOf(store, found)).map(({ id, name, segments }) => [id, name, segments]),
    ).toEqual([
      ['a-confirmed', 'An', ['alle']],
      ['b-public-task', null, ['alle', 'ciso']],
    ])
    expect(found.excluded).toEqual([
      { reason: 'bounced', count: 1 },
      { reason: 'no-consent', count: 1 },
      { reason: 'pending', count: 1 },
      { reason: 'withdrawn', count: 1 },
    ])
  })

  test('accounts for everyone in its segments, and for nobody outside them', async () => {
    await insertSubscribers(store, [
      subscriber({ id: 'in', role: 'ciso', invitations: 'confirmed' }),
      subscriber({ id: 'not-asked', role: 'ciso' }),
      subscriber({ id: 'other-role', role: 'boa', invitations: 'confirmed' }),
    ])
    const found = await audience(store, segments, { purpose: 'invitations', segmentIds: ['ciso'] })
    expect((await membersOf(store, found)).map(({ id }) => id)).toEqual(['in'])
    expect(found.excluded).toEqual([{ reason: 'no-consent', count: 1 }])
  })

  test('never holds a suppressed address, whatever the subscription says', async () => {
    const [gone, stays] = [subscriber({ id: 'gone' }), subscriber({ id: 'stays' })]
    await insertSubscribers(store, [gone, stays])
    await store.db
      .insertInto('suppression')
      .values([
        { email_key: gone.email_key, scope: 'all', reason: 'complaint', at: 1 },
        { email_key: stays.email_key, scope: 'press', reason: 'unsubscribed', at: 1 },
      ])
      .execute()
    const found = await audience(store, segments, newsletter)
    expect((await membersOf(store, found)).map(({ id }) => id)).toEqual(['stays'])
    expect(found.excluded).toEqual([{ reason: 'complaint', count: 1 }])
  })

  test('is nobody when no segment was chosen, and refuses a segment that is not there', async () => {
    await insertSubscribers(store, [subscriber({ id: 'a' })])
    const none = await audience(store, segments, { purpose: 'newsletter', segmentIds: [] })
    expect(none).toMatchObject({ count: 0, sets: [], excluded: [] })
    expect(await membersOf(store, none)).toEqual([])
    await expect(
      audience(store, segments, { purpose: 'newsletter', segmentIds: ['weg'] }),
    ).rejects.toThrow(/weg/)
  })

  test('has the same size as the count of its segment', async () => {
    await insertSubscribers(store, [
      ...Array.from({ length: 30 }, (_, n) =>
        subscriber({ id: `p${n}`, role: n % 3 ? null : 'ciso' }),
      ),
      subscriber({ id: 'x', newsletter: 'pending', role: 'ciso', invitations: 'confirmed' }),
    ])
    expect(await segmentCounts(store, segments)).toEqual(
      new Map([
        ['alle', 30],
        ['ciso', 1],
      ]),
    )
    expect((await audience(store, segments, newsletter)).count).toBe(30)
  })
})

describe('someone who unsubscribes', () => {
  test('is out at once, also from the counts, and the history says when and how', async () => {
    const person = subscriber({ id: 'a', press: 'confirmed' })
    await insertSubscribers(store, [person])
    await suppress(store, unsubscribed(person.email_key), randomUUID)
    await suppress(store, unsubscribed(person.email_key, 9), randomUUID)
    expect((await audience(store, segments, newsletter)).count).toBe(0)
    expect((await segmentCounts(store, segments)).get('alle')).toBe(0)
    const history = await consentHistory(store.db, [person.email_key])
    expect(
      history.map(({ event, purpose, source, occurred_at }) => [
        event,
        purpose,
        source,
        occurred_at,
      ]),
    ).toEqual([['withdrawn', 'newsletter', 'afmeldlink', 5]])
    const { press } = await store.db
      .selectFrom('subscriber')
      .select('press')
      .executeTakeFirstOrThrow()
    expect(press).toBe('confirmed')
  })

  test('can do so after their profile was removed', async () => {
    await suppress(store, unsubscribed('key-of-nobody'), randomUUID)
    expect(await store.db.selectFrom('suppression').selectAll().execute()).toHaveLength(1)
  })
})

test('a mailbox that bounced is not written down as a withdrawal', async () => {
  const person = subscriber({ id: 'a', press: 'confirmed' })
  await insertSubscribers(store, [person])
  const bounce = {
    emailKey: person.email_key,
    scope: 'all',
    reason: 'hard-bounce',
    source: 'bounce',
    at: 5,
  } as const
  await suppress(store, bounce, randomUUID)
  const row = await store.db.selectFrom('subscriber').selectAll().executeTakeFirstOrThrow()
  expect([row.newsletter, row.press, row.invitations]).toEqual(['bounced', 'bounced', null])
  expect(await consentHistory(store.db, [person.email_key])).toEqual([])
})
