import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { restored } from '../../src/commands/restored.ts'
import { databaseFile, type Store } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { audience } from '../../src/subscribers/audience.ts'
import { eraseSubscriber } from '../../src/subscribers/erase-subscriber.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { runCommand } from '../support/run-command.ts'
import { insertSubscribers, secret, subscriber } from './subscriber-fixture.ts'
import { membersOf } from '../support/audience-members.ts'

const { newId } = occasionAt(0)
let root: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-endings-'))
  await withList((store) =>
    insertSubscribers(store, [
      subscriber({ id: 'jan', name: 'Jan Jansen' }),
      subscriber({ id: 'an' }),
      subscriber({ id: 'blijft' }),
    ]),
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function withList<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openList(root, {})
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const log = () => join(root, 'data', 'endings.log')
const backup = () => copyFileSync(databaseFile(root), join(root, 'backup.db'))
/** As an administrator does it: the file is put back, and nothing else. */
const restore = () => copyFileSync(join(root, 'backup.db'), databaseFile(root))

const erase = (store: Store, id: string) =>
  eraseSubscriber(store, `${id}@example.org`, { secret, reason: 'verzoek van Jan', at: 50, newId })
const unsubscribe = (store: Store, id: string) =>
  suppress(
    store,
    {
      emailKey: emailKey(`${id}@example.org`, secret),
      scope: 'newsletter',
      reason: 'unsubscribed',
      source: 'afmeldlink 2023-03',
      at: 60,
    },
    newId,
  )

async function mailed(store: Store): Promise<string[]> {
  const everyone = {
    id: 'alle',
    title: 'Alle',
    purpose: 'newsletter',
    condition: { kind: 'everyone' },
    file: '',
    line: 1,
  } as const
  const found = await audience(store, [everyone], {
    purpose: 'newsletter',
    segmentIds: ['alle'],
  })
  return (await membersOf(store, found)).map(({ email }) => email)
}

describe('after a backup is put back', () => {
  test('who was erased is gone again, and who unsubscribed is unsubscribed', async () => {
    backup()
    await withList(async (store) => {
      await erase(store, 'jan')
      await unsubscribe(store, 'an')
    })
    restore()
    expect(readFileSync(databaseFile(root)).includes('Jan Jansen')).toBe(true)
    await withList(async (store) => {
      expect(await mailed(store)).toEqual(['blijft@example.org'])
      const people = await store.db.selectFrom('subscriber').selectAll().execute()
      expect(JSON.stringify(people)).not.toMatch(/jan/i)
      const suppressed = await store.db
        .selectFrom('suppression')
        .selectAll()
        .orderBy('at')
        .execute()
      expect(suppressed).toMatchObject([
        { reason: 'erased', scope: 'all', at: 50 },
        { reason: 'unsubscribed', scope: 'newsletter', at: 60 },
      ])
      const consents = await store.db
        .selectFrom('consent')
        .selectAll()
        .orderBy('occurred_at')
        .execute()
      expect(consents.map(({ event, occurred_at }) => [event, occurred_at])).toEqual([
        ['withdrawn', 50],
        ['withdrawn', 60],
      ])
    })
  })

  test('it is done once: the next time there is nothing left to tell', async () => {
    backup()
    await withList((store) => erase(store, 'jan'))
    restore()
    const rows = () =>
      withList((store) => store.db.selectFrom('consent').selectAll().orderBy('id').execute())
    const first = await rows()
    expect(first).toHaveLength(1)
    expect(await rows()).toEqual(first)
  })

  test('an older backup than the last one is brought up to date as well', async () => {
    backup()
    await withList((store) => erase(store, 'jan'))
    restore()
    await withList((store) => unsubscribe(store, 'an'))
    restore()
    expect(await withList(mailed)).toEqual(['blijft@example.org'])
  })

  test('a database that was made anew still knows who may not come back', async () => {
    await withList((store) => unsubscribe(store, 'an'))
    for (const end of ['', '-wal', '-shm']) rmSync(`${databaseFile(root)}${end}`, { force: true })
    const kept = await withList((store) => store.db.selectFrom('suppression').selectAll().execute())
    expect(kept).toMatchObject([{ email_key: emailKey('an@example.org', secret) }])
  })
})

describe('the file of endings', () => {
  test('holds keys and no names, for its owner only', async () => {
    await withList(async (store) => {
      await erase(store, 'jan')
      await unsubscribe(store, 'an')
    })
    const lines = readFileSync(log(), 'utf8')
    expect(lines.trim().split('\n')).toHaveLength(3)
    expect(lines).not.toMatch(/jan|an@/i)
    expect(statSync(log()).mode & 0o077).toBe(0)
  })

  test('does not grow when somebody presses the button again', async () => {
    await withList((store) => unsubscribe(store, 'an'))
    const once = readFileSync(log(), 'utf8')
    await withList((store) => unsubscribe(store, 'an'))
    expect(readFileSync(log(), 'utf8')).toBe(once)
  })

  test('is believed where a crash came between the file and the database', async () => {
    const key = emailKey('an@example.org', secret)
    const fact = { kind: 'suppressed', key, scope: 'all', reason: 'complaint', source: 'x', at: 9 }
    writeFileSync(log(), `{"file":"x"}\n${JSON.stringify(fact)}\n`)
    expect(await withList(mailed)).toEqual(['blijft@example.org', 'jan@example.org'])
  })

  test('with a line that no program wrote is not half believed', async () => {
    writeFileSync(log(), '{"file":"x"}\n{"kind":"erased"}\n')
    await expect(withList(mailed)).rejects.toThrow('no ending')
  })

  test('goes on behind a line that a crash left half written', async () => {
    await withList((store) => unsubscribe(store, 'an'))
    backup()
    appendFileSync(log(), '{"kind":"suppr')
    await withList((store) => erase(store, 'jan'))
    restore()
    expect(await withList(mailed)).toEqual(['blijft@example.org'])
  })

  test('may be lost while the database is there: nothing is forgotten, and it begins again', async () => {
    await withList((store) => unsubscribe(store, 'an'))
    rmSync(log())
    backup()
    await withList((store) => erase(store, 'jan'))
    restore()
    expect(await withList(mailed)).toEqual(['blijft@example.org'])
  })

  test('takes nothing from who came back by themselves afterwards', async () => {
    await withList(async (store) => {
      await unsubscribe(store, 'an')
      await store.db.deleteFrom('suppression').execute()
      await store.db.updateTable('subscriber').set({ newsletter: 'confirmed' }).execute()
    })
    expect(await withList(mailed)).toHaveLength(3)
  })
})

describe('with a second place for the file', () => {
  const second = () => join(root, 'elders')
  beforeEach(() => {
    cpSync(join(import.meta.dirname, '../../rondbrief.yaml'), join(root, 'rondbrief.yaml'))
    appendFileSync(join(root, 'rondbrief.yaml'), '\njournal_copy: elders\n')
    mkdirSync(second())
  })

  test('the whole data folder may be put back and nothing is forgotten', async () => {
    await withList((store) => unsubscribe(store, 'an'))
    cpSync(join(root, 'data'), join(root, 'backup'), { recursive: true })
    await withList((store) => erase(store, 'jan'))
    rmSync(join(root, 'data'), { recursive: true })
    cpSync(join(root, 'backup'), join(root, 'data'), { recursive: true })
    expect(await withList(mailed)).toEqual(['blijft@example.org'])
    expect(readFileSync(log())).toEqual(readFileSync(join(second(), 'endings.log')))
  })

  test('people can unsubscribe while it is away, and it catches up', async () => {
    await withList((store) => unsubscribe(store, 'an'))
    renameSync(second(), join(root, 'weg'))
    await withList((store) => erase(store, 'jan'))
    const told = await runCommand(restored, root)
    expect(told.told).toContain('De map elders (journal_copy) is nu niet te gebruiken.')
    renameSync(join(root, 'weg'), second())
    expect((await runCommand(restored, root)).told).toBe('')
    expect(readFileSync(join(second(), 'endings.log'))).toEqual(readFileSync(log()))
  })

  test('a file of another database is not mixed in', async () => {
    renameSync(second(), join(root, 'weg'))
    await withList((store) => unsubscribe(store, 'an'))
    mkdirSync(second())
    const key = emailKey('jan@example.org', secret)
    const others = { kind: 'suppressed', key, scope: 'all', reason: 'manual', source: '', at: 1 }
    writeFileSync(join(second(), 'endings.log'), `{"file":"other"}\n${JSON.stringify(others)}\n`)
    expect(await withList(mailed)).toEqual(['blijft@example.org', 'jan@example.org'])
    expect(readFileSync(log(), 'utf8')).not.toContain('other')
    expect(readFileSync(join(second(), 'endings.log'), 'utf8')).toMatch(/^\{"file":"other"\}/)
  })
})

/** The move writes into a database that nobody uses yet. */
const MOVE = join('commands', 'move-to-postgres.ts')

test('everything that sends, imports or shows people opens the list this way', () => {
  const src = join(import.meta.dirname, '../../src')
  const opening = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('store'))
    .filter((file) =>
      /\bopen(Store|Database|Postgres)\(/.test(readFileSync(join(src, file), 'utf8')),
    )
  expect(opening).toEqual([MOVE, join('subscribers', 'open-list.ts')])
})
