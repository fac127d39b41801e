import { randomBytes } from 'node:crypto'
import { constants, existsSync, statSync } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { diskShortage } from './disk-space.ts'
import { holdDatabase } from './hold-database.ts'
import { keptName } from './kept-databases.ts'
import { readBackup, type BackupRead } from './read-backup.ts'
import { writeRestoredMark } from './restored-mark.ts'
import { storageFault } from './storage-fault.ts'
import { openStore, type Store } from './store.ts'
import { syncFolder } from './sync-folder.ts'

export type Restored =
  | {
      kind: 'restored'
      /** When the backup was made, epoch milliseconds. */
      backupAt: number
      subscribers: number
      /** Where the database that was here is kept; undefined when there was none. */
      keptAs: string | undefined
    }
  | Exclude<BackupRead, { kind: 'read' }>
  | { kind: 'other-list'; list: string }
  | { kind: 'disk-short'; freeBytes: number; neededBytes: number }
  /** There is a database, and nobody said that it may be replaced. */
  | { kind: 'occupied'; backupAt: number }
  /** Another process has the database open, or began while the backup was read. */
  | { kind: 'in-use' }
  /** Whole, but no database that this version can use. */
  | { kind: 'unusable' }

/**
 * Puts a backup in the place of the database. It is read to its end and opened beside it first, so
 * that nothing is touched before all is well; then one rename, so that a crash at any moment leaves the
 * old database or the new one, each with all that was committed to it. Mails that waited in the backup
 * are ended, because they may have left since.
 */
export async function restoreBackup(
  file: string,
  given: {
    database: string
    list: string
    key: string | undefined
    replace: boolean
    /** Epoch milliseconds. */
    now: number
    /** Asked just before the rename: whether nothing of this project runs. */
    isFree: () => Promise<boolean>
  },
): Promise<Restored> {
  const { database, list, key, replace, now, isFree } = given
  const folder = dirname(database)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const shortage = await diskShortage(folder, statSync(file).size)
  if (shortage !== undefined) return { kind: 'disk-short', ...shortage }
  const fresh = join(folder, `restore-${randomBytes(6).toString('hex')}.tmp`)
  try {
    const read = await extract(file, key, fresh)
    if (read.kind !== 'read') return read
    if (read.head.list !== list) return { kind: 'other-list', list: read.head.list }
    const backupAt = Date.parse(read.head.at)
    if (existsSync(database) && !replace) return { kind: 'occupied', backupAt }
    const subscribers = await prepare(fresh, now)
    if (subscribers === undefined) return { kind: 'unusable' }
    const old = holdDatabase(database)
    if (old.kind === 'in-use') return old
    try {
      if (!(await isFree())) return { kind: 'in-use' }
      // First, so that a crash from here on leaves sending off and not on.
      writeRestoredMark(folder, { backupAt, restoredAt: now })
      const keptAs = existsSync(database) ? await keep(database, now) : undefined
      // Of a damaged database; before the rename, because beside the new one it would be read as its own.
      for (const end of ['-wal', '-shm']) await rm(`${database}${end}`, { force: true })
      // Windows gives no name away of a file that is open, neither to us nor to who opens it now.
      if (process.platform === 'win32') old.release()
      await rename(fresh, database)
      await syncFolder(folder)
      return { kind: 'restored', backupAt, subscribers, keptAs }
    } finally {
      old.release()
    }
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${fresh}${end}`, { force: true })
  }
}

async function extract(file: string, key: string | undefined, to: string): Promise<BackupRead> {
  const out = await open(to, 'wx', 0o600)
  try {
    const read = await readBackup(file, key, (chunk) => out.appendFile(chunk))
    await out.sync()
    return read
  } finally {
    await out.close()
  }
}

/** How many subscribers are in it, once it is a database of this version; else undefined. */
async function prepare(fresh: string, now: number): Promise<number | undefined> {
  if (!isSound(fresh)) return undefined
  let store: Store
  try {
    store = await openStore(fresh)
  } catch (error) {
    // A full disk says nothing about the backup. Else: of a later version, or of another program.
    const fault = storageFault(error)
    if (fault !== undefined && fault.kind !== 'damaged') throw error
    return undefined
  }
  try {
    await store.db
      .updateTable('notice')
      .set({ state: 'failed', reason: 'restored', address: null, token: null, ended_at: now })
      .where('state', 'in', ['waiting', 'sending'])
      .execute()
    const { count } = await store.db
      .selectFrom('subscriber')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  } finally {
    await store.close()
  }
}

function isSound(file: string): boolean {
  let opened: DatabaseSync | undefined
  try {
    opened = new DatabaseSync(file, { readOnly: true })
    const [found] = opened.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    return found?.quick_check === 'ok'
  } catch {
    return false
  } finally {
    opened?.close()
  }
}

/** A second name for the database, so that there is never a moment without one; also for the WAL of a damaged one. */
async function keep(database: string, now: number): Promise<string> {
  const nth = (n: number) => join(dirname(database), keptName(now, n))
  let n = 1
  while (existsSync(nth(n))) n++
  await nameTwice(database, nth(n))
  if (existsSync(`${database}-wal`)) await nameTwice(`${database}-wal`, `${nth(n)}-wal`)
  return nth(n)
}

/** A copy where the file system knows no second names. */
async function nameTwice(file: string, name: string): Promise<void> {
  await link(file, name).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPERM' && error.code !== 'ENOTSUP' && error.code !== 'EOPNOTSUPP')
      throw error
    await copyFile(file, name, constants.COPYFILE_EXCL)
    const copy = await open(name, 'r+')
    try {
      await copy.sync()
    } finally {
      await copy.close()
    }
  })
}
