import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { SubscriberRow } from '../../src/store/tables.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { askRoles, confirmRole, forgetRole, rolesDue } from '../../src/subscribers/role-check.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { roles } from '../../src/subscribers/vocabulary.ts'
import { textFor } from '../../src/text/text.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'

const DAY = 24 * 3_600_000
let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

const add = (...people: (Partial<SubscriberRow> & { id: string })[]) =>
  insertSubscribers(
    store,
    people.map((one) => subscriber({ role: 'ciso', created_at: 0, changed_at: 0, ...one })),
  )
const ask = (day: number) => askRoles(store, 365, occasionAt(day * DAY))
const asked = async () => {
  const rows = await store.db.selectFrom('notice').selectAll().orderBy('created_at').execute()
  return rows.map(({ subscriber_id, created_at }) => [subscriber_id, created_at / DAY])
}

describe('the question whether a role is still right', () => {
  test('comes a year after somebody was added, and then once a year while they do not answer', async () => {
    await add({ id: 'jan' })
    for (const day of [0, 100, 364, 365, 366, 500, 729, 730, 731, 1095]) await ask(day)
    expect(await asked()).toEqual([
      ['jan', 365],
      ['jan', 730],
      ['jan', 1095],
    ])
    expect(await store.db.selectFrom('subscriber').selectAll().execute()).toHaveLength(1)
  })

  test('comes a year after the last answer', async () => {
    await add({ id: 'jan' })
    await ask(365)
    await confirmRole(store, 'jan', 400 * DAY)
    for (const day of [730, 764, 765, 766]) await ask(day)
    expect(await asked()).toEqual([
      ['jan', 365],
      ['jan', 765],
    ])
  })

  test('is for who gets mail and of whom a role or an organisation is known', async () => {
    await add(
      { id: 'organisation', role: null, organisation: 'Gemeente Brielle' },
      { id: 'nothing-known', role: null },
      { id: 'unsubscribed', newsletter: 'withdrawn' },
      { id: 'pending', newsletter: 'pending' },
      { id: 'invited', newsletter: 'withdrawn', invitations: 'active' },
      { id: 'new', created_at: 300 * DAY },
      { id: 'erased-elsewhere' },
    )
    const gone = subscriber({ id: 'erased-elsewhere' })
    await store.db
      .insertInto('suppression')
      .values({ email_key: gone.email_key, scope: 'all', reason: 'manual', at: 1 })
      .execute()
    expect(await rolesDue(store, 365, 365 * DAY)).toBe(2)
    expect(await ask(365)).toBe(2)
    expect((await asked()).map(([id]) => String(id)).toSorted()).toEqual([
      'invited',
      'organisation',
    ])
    expect(await rolesDue(store, 365, 365 * DAY)).toBe(0)
  })

  test('is never asked with zero days, and counting asks nobody', async () => {
    await add({ id: 'jan' })
    expect(await rolesDue(store, 0, 9999 * DAY)).toBe(0)
    expect(await askRoles(store, 0, occasionAt(9999 * DAY))).toBe(0)
    expect(await rolesDue(store, 365, 365 * DAY)).toBe(1)
    expect(await asked()).toEqual([])
  })

  test('goes to two hundred people a day, those who waited longest first', async () => {
    await add(...Array.from({ length: 250 }, (_, i) => ({ id: `p${i}`, created_at: -i * DAY })))
    expect(await ask(365)).toBe(200)
    // Rondbrief was restarted, and on another day it was closed after half of them.
    expect(await ask(365.5)).toBe(0)
    expect((await asked()).some(([id]) => id === 'p0')).toBe(false)
    expect(await ask(366)).toBe(50)
    await add(...Array.from({ length: 250 }, (_, i) => ({ id: `q${i}` })))
    expect(await ask(366.5)).toBe(150)
    expect(await ask(367)).toBe(50)
  })

  test('ends when somebody says that it no longer is: nothing of their work stays', async () => {
    await add({ id: 'jan', organisation: 'Gemeente Brielle', organisation_type: 'gemeente' })
    await forgetRole(store, 'jan', 400 * DAY)
    expect(await store.db.selectFrom('subscriber').selectAll().execute()).toMatchObject([
      { organisation: null, organisation_type: null, role: null, newsletter: 'confirmed' },
    ])
    expect(await ask(9999)).toBe(0)
  })

  test('is not asked of who unsubscribed in the meantime', async () => {
    await add({ id: 'jan' })
    const { email_key: emailKey } = subscriber({ id: 'jan' })
    const end = {
      emailKey,
      scope: 'newsletter',
      reason: 'unsubscribed',
      source: 'x',
      at: 1,
    } as const
    await suppress(store, end, occasionAt(1).newId)
    expect(await ask(365)).toBe(0)
  })
})

test.each(['nl', 'en'] as const)(
  'every role that a segment may ask for has a name in %s',
  (language) => {
    expect(Object.keys(textFor(language).publicPages.work.roles).toSorted()).toEqual(
      [...roles].toSorted(),
    )
  },
)
