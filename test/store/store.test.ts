import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseOfOtherVersion } from '../../src/store/migrate.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { insertSubscribers, subscriber } from '../subscribers/subscriber-fixture.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-store-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the database', () => {
  test('keeps what was written, and is brought up to date only once', async () => {
    const first = await openStore(databaseFile(root))
    await insertSubscribers(first, [subscriber({ id: 'a' })])
    await first.close()
    const again = await openStore(databaseFile(root))
    expect(await again.db.selectFrom('subscriber').select('id').execute()).toEqual([{ id: 'a' }])
    await again.close()
  })

  test('is opened by two processes at once, and both see the same', async () => {
    const [one, two] = [await openStore(databaseFile(root)), await openStore(databaseFile(root))]
    await insertSubscribers(one, [subscriber({ id: 'a' })])
    expect(await two.db.selectFrom('subscriber').select('id').execute()).toEqual([{ id: 'a' }])
    await one.close()
    await two.close()
  })

  test.skipIf(process.platform === 'win32')('can be read by its owner only', async () => {
    const store = await openStore(databaseFile(root))
    await insertSubscribers(store, [subscriber({ id: 'a' })])
    const modes = [
      databaseFile(root),
      `${databaseFile(root)}-wal`,
      dirname(databaseFile(root)),
    ].map((path) => statSync(path).mode & 0o077)
    await store.close()
    expect(modes).toEqual([0, 0, 0])
  })

  test.each([
    ['a later version', `insert into kysely_migration values ('999-later', '2099-01-01T00:00Z')`],
    [
      'another order',
      `update kysely_migration set timestamp = '2000-01-01T00:00Z' where name = '012-occurrences'`,
    ],
  ])('of %s is not opened, and nothing in it changes', async (_, sql) => {
    const store = await openStore(databaseFile(root))
    store.sqlite.exec(sql)
    await store.close()
    const before = readFileSync(databaseFile(root))
    await expect(openStore(databaseFile(root))).rejects.toThrow(DatabaseOfOtherVersion)
    expect(readFileSync(databaseFile(root)).equals(before)).toBe(true)
  })

  test('that an earlier version made is brought up to date from where it was', async () => {
    const store = await openStore(databaseFile(root))
    store.sqlite.exec(
      `alter table dispatch add column audience_hash text not null default '';
       drop table occurrence;
       drop index subscriber_not_mailed;
       drop table theme_move;
       drop table dispatch_reports;
       drop index provider_event_unknown;
       alter table attempt add column request_sha256 text;
       drop index attempt_unexpected;
       drop index event_post_old;
       alter table event_post drop column signed_at;
       alter table dispatch drop column claim_below;
       alter table recipient add column dispatch_id text references dispatch (id);
       alter table recipient add column variant_id text references variant (id);
       insert into dispatch (id, issue_id, list_id, kind, status, grace_ms, content_hash, created_at)
         values ('d', '2023-03', 'l', 'regular', 'done', 0, '', 0);
       insert into variant values ('v', 'd', 'all', '', '', '', '', '', '');
       insert into batch (id, dispatch_id, variant_id, seq, size, status)
         values ('b', 'd', 'v', 0, 1, 'accepted');
       insert into recipient (issue_id, email_key, dispatch_id, variant_id, batch_id, ref, state)
         values ('2023-03', 'key', 'd', 'v', 'b', 'ref', 'submitted');
       delete from kysely_migration where name > '012'`,
    )
    await store.close()
    const again = await openStore(databaseFile(root))
    expect(await again.db.selectFrom('occurrence').selectAll().execute()).toEqual([])
    expect(await again.db.selectFrom('recipient').selectAll().execute()).toMatchObject([
      { issue_id: '2023-03', batch_id: 'b', ref: 'ref', state: 'submitted' },
    ])
    await again.close()
  })

  test('refuses two subscribers with one address, and a state that does not exist', async () => {
    const store = await openStore(databaseFile(root))
    await insertSubscribers(store, [subscriber({ id: 'a' })])
    const same = subscriber({ id: 'b', email: 'a@example.org' })
    await expect(insertSubscribers(store, [same])).rejects.toThrow(/UNIQUE/)
    const wrong = subscriber({ id: 'c', newsletter: 'maybe' as never })
    await expect(insertSubscribers(store, [wrong])).rejects.toThrow(/CHECK/)
    await store.close()
  })
})
