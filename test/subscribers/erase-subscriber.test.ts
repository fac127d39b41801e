import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SqliteStore } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { recordConsent } from '../../src/subscribers/consent.ts'
import { eraseSubscriber } from '../../src/subscribers/erase-subscriber.ts'
import { subscriberRecord } from '../../src/subscribers/subscriber-record.ts'
import { insertSubscribers, openEmptyStore, secret, subscriber } from './subscriber-fixture.ts'

let store: SqliteStore
let made = 0
const newId = () => `id-${String(++made).padStart(4, '0')}`
beforeEach(async () => {
  store = await openEmptyStore()
  await insertSubscribers(store, [
    subscriber({ id: 'jan', name: 'Jan Jansen', organisation: 'Bakkerij', press: 'active' }),
    subscriber({ id: 'an', name: 'An' }),
  ])
  const jan = await row('jan')
  const event = { purpose: 'newsletter', basis: 'consent', event: 'confirmed' } as const
  await recordConsent(
    store.db,
    jan,
    { ...event, source: 'formulier', evidence: null, text_version: '1', occurred_at: 5 },
    newId,
  )
  await queueMail('jan')
})
afterEach(() => store.close())

const row = (id: string) =>
  store.db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const erase = (address: string) =>
  eraseSubscriber(store, address, { secret, reason: 'verzoek', at: 50, newId })

/** Mail that waits to be sent, straight into the tables of the ledger. */
async function queueMail(id: string): Promise<void> {
  const { sqlite } = store
  sqlite.exec('pragma foreign_keys = off')
  sqlite.exec(`insert into dispatch (id, issue_id, list_id, kind, status, grace_ms, content_hash,
    created_at) values ('d', '2023-03', 'l', 'regular', 'sending', 0, '', 1)`)
  sqlite
    .prepare(`insert into recipient (issue_id, email_key, batch_id, ref,
      subscriber_id, email, name, state) values ('2023-03', ?, 'b', 'ref', ?, ?, 'Jan Jansen', 'planned')`)
    .run(emailKey(`${id}@example.org`, secret), id, `${id}@example.org`)
}

/** Every text in every table, to see whether a word is still anywhere. */
async function everything(): Promise<string> {
  const tables = store.sqlite.prepare("select name from sqlite_master where type = 'table'").all()
  return JSON.stringify(
    tables.map(({ name }) => store.sqlite.prepare(`select * from "${String(name)}"`).all()),
  )
}

describe('someone who is erased', () => {
  test('is in no table any more, also not in mail that waits to be sent', async () => {
    expect(await everything()).toMatch(/jan@example\.org.*Jan Jansen/)
    expect(await erase('jan@example.org')).toEqual({ profiles: 1, consents: 3, recipients: 1 })
    expect(await everything()).not.toMatch(/jan|Bakkerij/i)
    expect(await everything()).toContain('an@example.org')
  })

  test('leaves behind the proof of consent and the key that keeps the address out', async () => {
    await erase('jan@example.org')
    const record = await subscriberRecord(store, 'jan@example.org', secret)
    expect(record?.profile).toBeUndefined()
    expect(record?.consents.map(({ event, purpose, source }) => [event, purpose, source])).toEqual([
      ['confirmed', 'newsletter', 'formulier'],
      ['withdrawn', 'newsletter', 'verzoek'],
      ['withdrawn', 'press', 'verzoek'],
    ])
    expect(record?.suppressions.map(({ scope, reason }) => [scope, reason])).toEqual([
      ['all', 'erased'],
    ])
    expect(record?.deliveries).toEqual([
      { issueId: '2023-03', state: 'planned', at: null, outcome: null },
    ])
  })

  test('can be erased again without harm', async () => {
    await erase('jan@example.org')
    expect(await erase('jan@example.org')).toMatchObject({ profiles: 0, consents: 3 })
    expect((await subscriberRecord(store, 'jan@example.org', secret))?.suppressions).toHaveLength(1)
  })
})

test('an address that was never here leaves no trace when it is erased', async () => {
  expect(await erase('vreemd@example.org')).toEqual({ profiles: 0, consents: 0, recipients: 0 })
  expect(await subscriberRecord(store, 'vreemd@example.org', secret)).toBeUndefined()
})
