import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { doctor } from '../../src/commands/doctor.ts'
import { storageMessage } from '../../src/commands/storage-message.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { storageFault } from '../../src/store/storage-fault.ts'
import { nl } from '../../src/text/nl.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand, runProgram } from '../support/run-command.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'

const words = nl.commands.storage
const people = 'import subscribers/example.csv --basis toestemming --source x --evidence y'
const commands: string[][] = [
  [...people.split(' '), '--yes-really'],
  ['send', '2023-03'],
  ['status'],
  ['start', '--no-open', '--port', '0'],
]

describe('a damaged database', () => {
  test.each(commands)('%s says so, says what to do, and leaves it alone', async (...args) => {
    const root = copyProject()
    const rubbish = 'no database '.repeat(1000)
    put(databaseFile(root), rubbish)
    const { code, stderr } = await runProgram(root, args)
    expect(code).toBe(3)
    expect(stderr).toContain(words.damaged.message)
    expect(stderr).toContain(`Wat nu: ${words.damaged.whatNow}`)
    expect(stderr).not.toContain(nl.commands.unexpected)
    expect(readFileSync(databaseFile(root), 'utf8')).toBe(rubbish)
  })

  test('with --json is told as an object', async () => {
    const root = copyProject()
    put(databaseFile(root), 'no database '.repeat(1000))
    const { stdout } = await runProgram(root, ['status', '--json'])
    expect(JSON.parse(stdout)).toEqual({ schema: 1, ok: false, ...words.damaged })
  })
})

describe.skipIf(!canMount)('a full disk', () => {
  test.each(commands)('%s says so, and what to do', async (...args) => {
    const root = copyProject()
    mountSmallDisk(join(root, 'data'), 64)
    const { code, stderr } = await runProgram(root, args)
    expect(stderr).toContain(`${words.full.message}\nWat nu: ${words.full.whatNow}`)
    expect(code).toBe(3)
  })

  test('in the middle of an import leaves the list as it was', async () => {
    const root = copyProject()
    mountSmallDisk(join(root, 'data'), 1024)
    const store = await openStore(databaseFile(root))
    await addPeople(store, 3, root)
    await store.close()
    const rows = Array.from({ length: 5_000 }, (_, i) => `reader${i}@example.org`)
    writeFileSync(join(root, 'many.csv'), ['e-mailadres', ...rows].join('\n'))
    const args = people.replace('subscribers/example.csv', 'many.csv').split(' ')
    const { code, stderr } = await runProgram(root, [...args, '--yes-really'])
    expect(stderr).toContain(words.full.message)
    expect(code).toBe(3)
    const after = await openStore(databaseFile(root))
    const found = await after.db.selectFrom('subscriber').select('id').execute()
    await after.close()
    expect(found).toHaveLength(3)
  })

  test('is what doctor measures, and what it advises about', async () => {
    const root = copyProject()
    mountSmallDisk(join(root, 'data'), 64)
    fill(join(root, 'data'))
    const { printed } = await runCommand(doctor, root)
    const { writing, disk } = nl.commands.doctor
    expect(printed).toMatch(/^fout +Schijfruimte +nog 0 MB vrij/m)
    expect(printed).toContain(`${writing.failed('ENOSPC')}\n`)
    expect(printed).toContain(disk.fix)
    expect(printed).not.toContain(writing.fix.closed)
  })
})

test('a database of another version, and a setting in its address, are told with what to do', async () => {
  const root = copyProject()
  const store = await openStore(databaseFile(root))
  store.sqlite.exec(`insert into kysely_migration values ('999-later', '2099-01-01T00:00Z')`)
  await store.close()
  const later = await runProgram(root, ['subscribers'])
  expect(later.code).toBe(3)
  expect(later.stderr).toContain(words['other-version'].message)
  const url = 'postgres://rondbrief:geheim@127.0.0.1:1/x?options=-c%20synchronous_commit%3Doff'
  const asked = await runProgram(root, ['subscribers'], [], { RONDBRIEF_DATABASE_URL: url })
  expect(asked.code).toBe(3)
  expect(asked.stderr).toContain(words.parameter.message('options'))
  expect(asked.stderr).not.toContain('geheim')
})

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that may not be written is named',
  async () => {
    const root = copyProject()
    mkdirSync(join(root, 'data'))
    chmodSync(join(root, 'data'), 0o500)
    const { code, stderr } = await runProgram(root, ['status'])
    expect(code).toBe(3)
    expect(stderr).toContain(words.closed.message('data/rondbrief.db'))
  },
)

test('what the disk had to do with an error is found behind every wrapping', () => {
  const sqlite = (errcode: number) => Object.assign(new Error('x'), { errcode })
  const system = (code: string, more: object) => Object.assign(new Error(code), { code, ...more })
  const wrapped = new Error('Not brought up to date', { cause: sqlite(13) })
  expect(storageFault(wrapped)).toEqual({ kind: 'full' })
  // SQLITE_IOERR_SHMSIZE, SQLITE_READONLY_DBMOVED, SQLITE_CORRUPT_VTAB
  expect(storageFault(sqlite(4874))).toEqual({ kind: 'full' })
  expect(storageFault(sqlite(1032))).toEqual({ kind: 'closed', path: undefined })
  expect(storageFault(sqlite(267))).toEqual({ kind: 'damaged' })
  expect(storageFault(sqlite(1))).toBeUndefined()
  expect(storageFault(system('ENOSPC', { syscall: 'write' }))).toEqual({ kind: 'full' })
  // A port that may not be used is about no file.
  expect(storageFault(system('EACCES', { syscall: 'listen', port: 80 }))).toBeUndefined()
  const closed = system('EACCES', { syscall: 'open', path: join('/project', 'data', 'secret') })
  expect(storageMessage(closed, '/project', nl)?.message).toBe(words.closed.message('data/secret'))
})

function put(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

function fill(folder: string): void {
  for (const bytes of [4096, 64]) {
    try {
      for (let i = 0; ; i++) writeFileSync(join(folder, `fill-${bytes}-${i}`), Buffer.alloc(bytes))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}
