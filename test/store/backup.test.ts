import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { knownBackups, removeOldBackups } from '../../src/store/backups.ts'
import { readBackup } from '../../src/store/read-backup.ts'
import { restoreBackup } from '../../src/store/restore-backup.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { writeBackup, type BackupWish } from '../../src/store/write-backup.ts'
import { temporaryFolder } from '../support/dispatch-fixture.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'
import { insertSubscribers, subscriber } from '../subscribers/subscriber-fixture.ts'

const key = 'vier losse woorden achter elkaar'
const list = 'nieuwsbrief.example.org'
const DAY = 24 * 3_600_000
const now = Date.parse('2026-11-28T05:02:03Z')
const script = join(import.meta.dirname, '../support/restore-process.ts')
let root: string
let wish: BackupWish
beforeEach(async () => {
  root = await temporaryFolder()
  mkdirSync(join(root, 'reserve'))
  const database = join(root, 'data', 'rondbrief.db')
  wish = { database, folder: join(root, 'reserve'), list, key, plain: false, now }
  await withStore((store) =>
    insertSubscribers(store, [subscriber({ id: 'jan', name: 'Jan Jansen' })]),
  )
})

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(root, 'data', 'rondbrief.db'))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
const names = () =>
  withStore(async ({ db }) => {
    const rows = await db.selectFrom('subscriber').select('name').orderBy('id').execute()
    return rows.map(({ name }) => name)
  })
const written = async (given: Partial<BackupWish> = {}) => {
  const made = await writeBackup({ ...wish, ...given })
  if (made.kind !== 'written') throw new Error(made.kind)
  return made.file
}
const restored = (file: string, given: Partial<Parameters<typeof restoreBackup>[1]> = {}) =>
  restoreBackup(file, {
    database: wish.database,
    list,
    key,
    replace: true,
    now: now + DAY,
    isFree: () => Promise.resolve(true),
    ...given,
  })
const inReserve = () => readdirSync(join(root, 'reserve'))
/** Without what SQLite itself keeps beside a database. */
const inData = () =>
  readdirSync(join(root, 'data'))
    .filter((name) => !/-(wal|shm)$/.test(name))
    .sort()

describe('a backup', () => {
  test('holds the database of that moment, for nobody to read without the key', async () => {
    const store = await openStore(wish.database)
    // The database stays open and somebody goes on writing: what comes later is not in it.
    const file = await written()
    await insertSubscribers(store, [subscriber({ id: 'later', name: 'Later Erbij' })])
    await store.close()
    expect(inReserve()).toEqual(['rondbrief-2026-11-28T050203Z.backup'])
    const bytes = readFileSync(file).toString('latin1')
    for (const word of ['Jan Jansen', 'jan@example.org', 'SQLite', 'subscriber']) {
      expect(bytes).not.toContain(word)
    }
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(inData()).toEqual(['rondbrief.db'])
    expect(await names()).toEqual(['Jan Jansen', 'Later Erbij'])
    expect(await restored(file)).toMatchObject({ kind: 'restored', backupAt: now, subscribers: 1 })
    expect(await names()).toEqual(['Jan Jansen'])
  })

  test('without a key is refused, unless somebody says that it may be read by all', async () => {
    expect(await writeBackup({ ...wish, key: undefined })).toEqual({ kind: 'key-missing' })
    expect(await writeBackup({ ...wish, key: 'kort' })).toEqual({ kind: 'key-short', least: 16 })
    expect(inReserve()).toEqual([])
    const file = await written({ key: undefined, plain: true })
    expect(readFileSync(file).toString('latin1')).toContain('Jan Jansen')
    expect(await restored(file, { key: undefined })).toMatchObject({ kind: 'restored' })
  })

  test('goes nowhere when its folder is not there, and is never made of nothing', async () => {
    rmSync(join(root, 'reserve'), { recursive: true })
    const folder = join(root, 'reserve')
    expect(await writeBackup(wish)).toEqual({ kind: 'folder-missing', folder })
    mkdirSync(folder)
    const elsewhere = join(root, 'data', 'geen.db')
    expect(await writeBackup({ ...wish, database: elsewhere })).toEqual({ kind: 'no-database' })
    expect(inReserve()).toEqual([])
  })

  test('of a damaged database is not made, and an earlier one stays', async () => {
    const file = await written()
    const size = statSync(wish.database).size
    const bytes = readFileSync(wish.database)
    bytes.fill(0x7a, 4096 * 3, size - 4096)
    writeFileSync(wish.database, bytes)
    const made = await writeBackup({ ...wish, now: now + 1000 }).catch((error: unknown) => error)
    expect(made).not.toMatchObject({ kind: 'written' })
    expect(inReserve()).toEqual([file.split('/').at(-1)])
    expect(inData().filter((name) => name.startsWith('backup-'))).toEqual([])
  })

  test('takes a name of its own beside another of the same second', async () => {
    await written()
    await written()
    expect(inReserve()).toEqual([
      'rondbrief-2026-11-28T050203Z-2.backup',
      'rondbrief-2026-11-28T050203Z.backup',
    ])
  })

  test('clears away what a killed one left, and nothing that is under way', async () => {
    const left = [
      join(root, 'data', 'backup-0123456789ab.tmp'),
      join(root, 'reserve', 'rondbrief-2026-11-27T050203Z.backup.0123456789ab.part'),
    ]
    const young = join(root, 'data', 'backup-ba9876543210.tmp')
    for (const file of [...left, young]) writeFileSync(file, 'half')
    for (const file of left) utimesSync(file, (now - 2 * DAY) / 1000, (now - 2 * DAY) / 1000)
    utimesSync(young, now / 1000, now / 1000)
    await written()
    expect(inData()).toEqual(['backup-ba9876543210.tmp', 'rondbrief.db'])
    expect(inReserve()).toEqual(['rondbrief-2026-11-28T050203Z.backup'])
  })

  test.skipIf(!canMount)(
    'is refused beforehand when the disk is short, and leaves nothing',
    async () => {
      mountSmallDisk(join(root, 'vol'), 1024)
      const folder = join(root, 'vol')
      expect(await writeBackup({ ...wish, folder })).toMatchObject({ kind: 'disk-short', folder })
      expect(readdirSync(folder)).toEqual([])
    },
  )
})

describe('what is put back', () => {
  test('changes nothing when the key is another, or there is none', async () => {
    const file = await written()
    await withStore(({ db }) => db.updateTable('subscriber').set({ name: 'Nu' }).execute())
    expect(await restored(file, { key: 'een heel andere sleutel' })).toMatchObject({
      kind: 'wrong-key',
    })
    expect(await restored(file, { key: undefined })).toMatchObject({ kind: 'key-missing' })
    expect(await names()).toEqual(['Nu'])
    expect(inData()).toEqual(['rondbrief.db'])
  })

  test.each([false, true])(
    'with one byte changed or missing is never used (plain: %s)',
    async (plain) => {
      const file = await written({ plain })
      const whole = readFileSync(file)
      const opened = (bytes: Buffer) => {
        writeFileSync(join(root, 'anders'), bytes)
        return readBackup(join(root, 'anders'), key)
      }
      expect(await opened(whole)).toMatchObject({ kind: 'read' })
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: whole.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          fc.boolean(),
          async (at, by, cut) => {
            const changed = Buffer.from(cut ? whole.subarray(0, at) : whole)
            if (!cut) changed[at] = (changed[at] ?? 0) ^ by
            expect((await opened(changed)).kind).not.toBe('read')
          },
        ),
        // A key is derived each time, which is slow on purpose.
        { numRuns: plain ? 200 : 8 },
      )
      appendFileSync(file, 'x')
      expect((await restored(file)).kind).toBe('damaged')
    },
    60_000,
  )

  test('takes the place of a database only when told so, and that one is kept', async () => {
    const file = await written()
    await withStore(({ db }) => db.updateTable('subscriber').set({ name: 'Nu' }).execute())
    expect(await restored(file, { replace: false })).toEqual({ kind: 'occupied', backupAt: now })
    expect(await names()).toEqual(['Nu'])
    const done = await restored(file)
    expect(done).toMatchObject({
      keptAs: join(root, 'data', 'rondbrief-before-2026-11-29T050203Z.db'),
    })
    expect(await names()).toEqual(['Jan Jansen'])
    const kept = await openStore(done.kind === 'restored' ? (done.keptAs ?? '') : '')
    expect(await kept.db.selectFrom('subscriber').select('name').execute()).toEqual([
      { name: 'Nu' },
    ])
    await kept.close()
  })

  test('goes into an empty folder without asking', async () => {
    const file = await written()
    rmSync(join(root, 'data'), { recursive: true })
    expect(await restored(file, { replace: false })).toMatchObject({ keptAs: undefined })
    expect(await names()).toEqual(['Jan Jansen'])
  })

  test('is no file of another kind, and no other newsletter', async () => {
    writeFileSync(join(root, 'brief'), 'Beste lezer')
    expect(await restored(join(root, 'brief'))).toEqual({ kind: 'not-a-backup' })
    const other = await written({ list: 'andere.example.org' })
    expect(await restored(other)).toEqual({ kind: 'other-list', list: 'andere.example.org' })
    expect(inData()).toEqual(['rondbrief.db'])
  })

  test('replaces a damaged database too', async () => {
    const file = await written()
    writeFileSync(wish.database, 'no database '.repeat(1000))
    expect(await restored(file)).toMatchObject({ kind: 'restored' })
    expect(await names()).toEqual(['Jan Jansen'])
  })
})

describe('while a backup is put back', () => {
  test('a database that anybody has open stays, and sending stays on', async () => {
    const file = await written()
    await withStore(async (store) => {
      await insertSubscribers(store, [subscriber({ id: 'later', name: 'Later Erbij' })])
      expect(await restored(file)).toEqual({ kind: 'in-use' })
    })
    expect(await restored(file, { isFree: () => Promise.resolve(false) })).toEqual({
      kind: 'in-use',
    })
    expect(await names()).toEqual(['Jan Jansen', 'Later Erbij'])
    expect(inData()).toEqual(['rondbrief.db'])
  })

  test('nobody writes into the database that is on its way out', async () => {
    const file = await written()
    let late: DatabaseSync | undefined
    await restored(file, {
      isFree() {
        late = new DatabaseSync(wish.database)
        return Promise.resolve(true)
      },
    })
    // It waited, and hears that this is not the database any more.
    expect(() => late?.exec("update subscriber set name = 'Te laat'")).toThrow(/readonly/)
    late?.close()
    expect(await names()).toEqual(['Jan Jansen'])
  })

  test.each([true, false])(
    'a crash leaves all of the old one or all of the new one (second names: %s)',
    async (links) => {
      const called = (name: string) =>
        withStore(({ db }) => db.updateTable('subscriber').set({ name }).execute())
      await called('Toen')
      const file = await written({ plain: true })
      await called('Jan Jansen')
      // As a computer that lost its power: what was committed last is only in the WAL.
      await withStore(async (store) => {
        await insertSubscribers(store, [subscriber({ id: 'later', name: 'Later Erbij' })])
        cpSync(join(root, 'data'), join(root, 'crashed'), { recursive: true })
      })
      expect(statSync(join(root, 'crashed', 'rondbrief.db-wal')).size).toBeGreaterThan(0)
      const seen: unknown[][] = []
      for (let nth = 1; ; nth++) {
        rmSync(join(root, 'data'), { recursive: true })
        cpSync(join(root, 'crashed'), join(root, 'data'), { recursive: true })
        const dying = [file, wish.database, list, String(nth), String(links)]
        const { status, signal, stderr } = spawnSync(process.execPath, [script, ...dying])
        expect(stderr.toString()).toBe('')
        expect(inData()).toContain('rondbrief.db')
        seen.push(await names())
        if (status === 0) break
        expect(signal).toBe('SIGKILL')
      }
      const turn = seen.findIndex((found) => found.includes('Toen'))
      expect(turn).toBeGreaterThan(1)
      expect(new Set(seen.slice(0, turn).map(String))).toEqual(new Set(['Jan Jansen,Later Erbij']))
      expect(new Set(seen.slice(turn).map(String))).toEqual(new Set(['Toen']))
    },
    60_000,
  )
})

describe('old backups', () => {
  test('go by their age, but never the newest and never a file that is not ours', async () => {
    for (const day of [40, 35, 31]) await written({ now: now - day * DAY, plain: true })
    const other = await written({ now: now - 50 * DAY, plain: true, list: 'andere.example.org' })
    const looksLike = join(root, 'reserve', 'rondbrief-2020-01-01T000000Z.backup')
    writeFileSync(looksLike, 'vakantiefoto')
    writeFileSync(join(root, 'reserve', 'brief.backup'), 'Beste lezer')
    const which = { before: now - 30 * DAY, dryRun: false }
    expect(await removeOldBackups(wish.folder, list, { ...which, dryRun: true })).toBe(2)
    expect(inReserve()).toHaveLength(6)
    expect(await removeOldBackups(wish.folder, list, which)).toBe(2)
    expect((await knownBackups(wish.folder, list)).map(({ at }) => (now - at) / DAY)).toEqual([31])
    expect(inReserve()).toHaveLength(4)
    expect(statSync(looksLike).size + statSync(other).size).toBeGreaterThan(12)
    await written({ plain: true })
    expect(await removeOldBackups(wish.folder, list, which)).toBe(1)
    expect(await removeOldBackups(join(root, 'weg'), list, which)).toBe(0)
  })
})
