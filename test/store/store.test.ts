import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
