import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SqliteStore } from '../../src/store/store.ts'
import { recordConsent } from '../../src/subscribers/consent.ts'
import { planImport } from '../../src/subscribers/import-subscribers.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { keepListLook, lastLooks, lookAtPerson } from '../../src/subscribers/look.ts'
import { runRetention } from '../../src/subscribers/retention.ts'
import { requestSignUp } from '../../src/subscribers/sign-up.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { insertSubscribers, openEmptyStore, secret, subscriber } from './subscriber-fixture.ts'

const DAY = 24 * 3_600_000
const days = {
  unconfirmed: 7,
  unsubscribed: 30,
  bounced: 90,
  consent: 730,
  deliveries: 30,
  looks: 730,
  backups: 30,
  roleCheck: 365,
}
const nothing = {
  unconfirmed: 0,
  unsubscribed: 0,
  bounced: 0,
  consent: 0,
  deliveries: 0,
  looks: 0,
  formUses: 0,
  links: 0,
  notices: 0,
}

let store: SqliteStore
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

/** Retention on that day; everything in these tests begins on day 0. */
const onDay = (day: number, dryRun = false) => runRetention(store, days, { now: day * DAY, dryRun })
const people = () => store.db.selectFrom('subscriber').selectAll().orderBy('id').execute()
const consents = () => store.db.selectFrom('consent').selectAll().orderBy('occurred_at').execute()
const only = async () => {
  const [one] = await people()
  if (one === undefined) throw new Error('Nobody is there')
  return one
}

async function signUp(address = 'nieuw@example.org', day = 0): Promise<void> {
  const text = { language: 'nl', body: 'Ik wil de nieuwsbrief' } as const
  const asked = {
    address,
    purposes: ['newsletter' as const],
    networks: [],
    text,
    source: 'formulier',
  }
  await requestSignUp(store, asked, secret, occasionAt(day * DAY))
}

async function confirmed(day: number): Promise<void> {
  const about = { purpose: 'newsletter', basis: 'consent', source: 'formulier' } as const
  await recordConsent(
    store.db,
    await only(),
    { ...about, event: 'confirmed', evidence: null, text_version: '1', occurred_at: day * DAY },
    occasionAt(0).newId,
  )
}

async function ended(day: number, reason: 'unsubscribed' | 'hard-bounce' = 'unsubscribed') {
  const { email_key: emailKey } = await only()
  const what = { emailKey, scope: 'newsletter', reason, source: 'link', at: day * DAY } as const
  await suppress(store, what, occasionAt(0).newId)
}

describe('a sign-up that nobody confirms', () => {
  test('is there for seven days and then as if it never was', async () => {
    await signUp()
    expect(await onDay(6.9)).toEqual({ ...nothing, formUses: 0 })
    expect(await people()).toHaveLength(1)
    expect(await onDay(7)).toMatchObject({ unconfirmed: 1 })
    expect([await people(), await consents()]).toEqual([[], []])
    expect(await store.db.selectFrom('suppression').selectAll().execute()).toEqual([])
    expect(await store.db.selectFrom('one_time_link').selectAll().execute()).toEqual([])
  })

  test('starts its week again when it is repeated', async () => {
    await signUp()
    await signUp('nieuw@example.org', 5)
    expect(await onDay(8)).toMatchObject({ unconfirmed: 0 })
    expect(await onDay(12)).toMatchObject({ unconfirmed: 1 })
  })

  test('of who unsubscribed before leaves them unsubscribed, with the proof of that', async () => {
    await signUp()
    await confirmed(1)
    await ended(2)
    await signUp('nieuw@example.org', 20)
    expect((await only()).newsletter).toBe('pending')
    await onDay(27)
    expect((await only()).newsletter).toBe('withdrawn')
    expect((await consents()).map(({ event }) => event)).toEqual([
      'requested',
      'confirmed',
      'withdrawn',
    ])
  })

  test('takes nothing from who gets other mail', async () => {
    await insertSubscribers(store, [subscriber({ id: 'an', newsletter: null, press: 'confirmed' })])
    await signUp('an@example.org')
    await onDay(7)
    expect(await people()).toMatchObject([{ id: 'an', newsletter: null, press: 'confirmed' }])
  })
})

describe('the profile of who gets nothing any more', () => {
  beforeEach(async () => {
    await insertSubscribers(store, [subscriber({ id: 'jan', name: 'Jan' })])
  })

  test('is kept for thirty days after unsubscribing; the proof stays, without the name', async () => {
    await ended(0)
    expect(await onDay(29.9)).toEqual(nothing)
    expect(await onDay(30)).toEqual({ ...nothing, unsubscribed: 1 })
    expect(await people()).toEqual([])
    expect(await consents()).toMatchObject([{ event: 'withdrawn', subscriber_id: null }])
    expect(await onDay(30)).toEqual(nothing)
  })

  test('is kept for ninety days when the mailbox is gone', async () => {
    await ended(0, 'hard-bounce')
    expect(await onDay(89.9)).toEqual(nothing)
    expect(await onDay(90)).toEqual({ ...nothing, bounced: 1 })
    expect(await people()).toEqual([])
  })

  test('stays while another purpose still gets mail', async () => {
    await store.db.updateTable('subscriber').set({ invitations: 'active' }).execute()
    await ended(0)
    expect(await onDay(500)).toEqual(nothing)
  })

  test('cannot come back in a list, also when no key kept it out before', async () => {
    await store.db
      .updateTable('subscriber')
      .set({ newsletter: 'withdrawn', changed_at: 0 })
      .execute()
    await onDay(30)
    const person = { address: 'jan@example.org', purposes: ['newsletter' as const] }
    const counts = await planImport(store, [{ ...unknown, ...person }], secret)
    expect(counts).toEqual({ added: 0, changed: 0, unchanged: 0, staysUnsubscribed: 1 })
  })

  const unknown = {
    row: 2,
    name: undefined,
    organisation: undefined,
    organisationType: undefined,
    role: undefined,
    area: undefined,
    language: undefined,
    themes: undefined,
    partners: undefined,
    networks: undefined,
    basis: 'public-task',
    source: 'lijst',
    evidence: undefined,
  } as const
})

describe('the proof of consent', () => {
  test('is kept for two years after it ended, and as long as mail is sent by it', async () => {
    await insertSubscribers(store, [subscriber({ id: 'jan' })])
    await confirmed(0)
    expect(await onDay(2000)).toEqual(nothing)
    await ended(2000)
    await onDay(2030)
    expect(await onDay(2729.9)).toEqual(nothing)
    expect(await onDay(2730)).toEqual({ ...nothing, consent: 2 })
    expect(await store.db.selectFrom('suppression').selectAll().execute()).toHaveLength(1)
  })
})

describe('whose mail it was', () => {
  test('is kept for thirty days after the dispatch; that it was sent stays', async () => {
    await insertSubscribers(store, [subscriber({ id: 'jan', name: 'Jan' })])
    const { email_key } = await only()
    const { sqlite } = store
    sqlite.exec('pragma foreign_keys = off')
    for (const [id, finished] of [
      ['oud', 0],
      ['bezig', null],
    ] as const) {
      sqlite
        .prepare(`insert into dispatch (id, issue_id, list_id, kind, status, grace_ms, content_hash,
          created_at, finished_at) values (?, ?, 'l', 'regular', 'done', 0, '', 0, ?)`)
        .run(id, id, finished)
      sqlite
        .prepare(`insert into batch (id, dispatch_id, variant_id, seq, size, status)
          values (?, ?, 'v', 0, 1, 'accepted')`)
        .run(id, id)
      sqlite
        .prepare(`insert into recipient (issue_id, email_key, batch_id, ref,
          subscriber_id, email, name, state) values (?, ?, ?, ?, 'jan', 'jan@example.org',
          'Jan', 'submitted')`)
        .run(id, email_key, id, id)
    }
    expect(await onDay(29.9)).toEqual(nothing)
    expect(await onDay(30)).toEqual({ ...nothing, deliveries: 1 })
    const rows = await store.db.selectFrom('recipient').selectAll().orderBy('issue_id').execute()
    expect(rows).toMatchObject([
      { issue_id: 'bezig', email: 'jan@example.org', name: 'Jan', subscriber_id: 'jan' },
      {
        issue_id: 'oud',
        email_key,
        email: null,
        name: null,
        subscriber_id: null,
        state: 'submitted',
      },
    ])
  })
})

test('what a provider told is kept for thirty days', async () => {
  const { sqlite } = store
  sqlite.exec(
    `insert into event_post (id, received_at, body, processed_at) values ('p', 0, 'jan@example.org', 1)`,
  )
  sqlite.exec(`insert into provider_event (id, post_id, dedupe_key, type, at, quarantined)
    values ('e', 'p', 'k', 'bounce', 0, 0)`)
  const left = () => store.db.selectFrom('event_post').select('id').execute()
  await onDay(29.9)
  expect(await left()).toHaveLength(1)
  await onDay(30)
  expect(await left()).toEqual([])
})

test('who looked at somebody or imported a list is known for two years', async () => {
  const asked = { actor: 'sam', reason: 'verzoek', newId: occasionAt(0).newId }
  await lookAtPerson(store, 'jan@example.org', secret, 'record', { ...asked, at: 0 })
  await keepListLook(store, { ...asked, at: 10 * DAY })
  const run = { id: 'r', file_name: 'lijst.csv', file_sha256: 'x', basis: null, source: null }
  const counts = { added: 3, changed: 0, unchanged: 0, faulty: 0, kept_suppressed: 0 }
  await store.db
    .insertInto('import_run')
    .values({ ...run, ...counts, at: 0, actor: 'sam' })
    .execute()
  expect(await onDay(729.9)).toEqual(nothing)
  expect(await onDay(730)).toEqual({ ...nothing, looks: 2 })
  expect((await lastLooks(store, 10)).map(({ what }) => what)).toEqual(['list'])
  const runs = await store.db.selectFrom('import_run').select(['added', 'actor']).execute()
  expect(runs).toEqual([{ added: 3, actor: null }])
  expect(await onDay(740)).toEqual({ ...nothing, looks: 1 })
})

test('a dry run counts the same and removes nothing', async () => {
  await signUp()
  await insertSubscribers(store, [subscriber({ id: 'jan' }), subscriber({ id: 'weg' })])
  await store.db
    .updateTable('subscriber')
    .set({ newsletter: 'withdrawn', changed_at: 0 })
    .where('id', '=', 'weg')
    .execute()
  const before = JSON.stringify([await people(), await consents()])
  const counted = await onDay(40, true)
  expect(counted).toMatchObject({ unconfirmed: 1, unsubscribed: 1 })
  expect(JSON.stringify([await people(), await consents()])).toBe(before)
  expect(await onDay(40)).toEqual(counted)
  expect((await people()).map(({ id }) => id)).toEqual(['jan'])
})

test('who still gets the newsletter is not removed for what else ended long ago', async () => {
  await insertSubscribers(store, [subscriber({ id: 'jan', press: 'withdrawn' })])
  expect(await onDay(4000)).toEqual(nothing)
})
