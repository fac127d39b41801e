import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { newSeal } from './backup-seal.ts'
import { BACKUP_NAME, backupName } from './backups.ts'
import { diskShortage } from './disk-space.ts'
import { readBackup } from './read-backup.ts'
import { syncFolder } from './sync-folder.ts'

export type BackupWritten =
  | { kind: 'written'; file: string; bytes: number; encrypted: boolean }
  /** Without a key nobody's address leaves this computer, unless somebody says that it may. */
  | { kind: 'key-missing' }
  | { kind: 'key-short'; least: number }
  | { kind: 'folder-missing'; folder: string }
  | { kind: 'no-database' }
  | { kind: 'disk-short'; folder: string; freeBytes: number; neededBytes: number }
  | { kind: 'database-damaged' }
  /** What was read back is not what was written: the disk or its cable. */
  | { kind: 'not-read-back'; folder: string }

export type BackupWish = {
  /** The file of the database, in the data folder. */
  database: string
  folder: string
  list: string
  key: string | undefined
  /** Whether it may be written without a key. */
  plain: boolean
  /** Epoch milliseconds. */
  now: number
}

/** In characters. Whoever has the file may guess as long as they like. */
const SHORTEST_KEY = 16

/**
 * Writes a copy of the database as it is at one moment, also while others write in it. First a copy
 * within the data folder (VACUUM INTO), which is examined; from that the backup, which is read back
 * before it gets its name. Whatever goes wrong, an earlier backup stays as it is.
 */
export async function writeBackup(wish: BackupWish): Promise<BackupWritten> {
  const { database, folder, key, plain } = wish
  if (!plain && key === undefined) return { kind: 'key-missing' }
  if (!plain && key !== undefined && key.length < SHORTEST_KEY) {
    return { kind: 'key-short', least: SHORTEST_KEY }
  }
  if (!existsSync(database)) return { kind: 'no-database' }
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) return { kind: 'folder-missing', folder }
  const size = sizeOf(database)
  for (const place of new Set([dirname(database), folder])) {
    const shortage = await diskShortage(place, size)
    if (shortage !== undefined) return { kind: 'disk-short', folder: place, ...shortage }
  }
  await removeLeftovers(dirname(database), LEFT_COPY, wish.now)
  await removeLeftovers(folder, LEFT_BACKUP, wish.now)
  const copy = join(dirname(database), `backup-${randomBytes(6).toString('hex')}.tmp`)
  try {
    return (await copyDatabase(database, copy))
      ? await sealCopy(copy, wish)
      : { kind: 'database-damaged' }
  } finally {
    await rm(copy, { force: true })
    await rm(`${copy}-journal`, { force: true })
  }
}

/** What a killed backup left behind; one that is under way is younger. */
const LEFT_COPY = /^backup-[0-9a-f]{12}\.tmp(-journal)?$/
const LEFT_BACKUP = /^rondbrief-.*\.backup\.[0-9a-f]{12}\.part$/
const DAY = 24 * 3_600_000

async function removeLeftovers(folder: string, name: RegExp, now: number): Promise<void> {
  for (const left of (await readdir(folder)).filter((one) => name.test(one))) {
    const { mtimeMs } = await stat(join(folder, left))
    if (now - mtimeMs > DAY) await rm(join(folder, left), { force: true })
  }
}

function sizeOf(database: string): number {
  const open = new DatabaseSync(database, { readOnly: true })
  try {
    const { bytes } = open
      .prepare(
        'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()',
      )
      .get() as { bytes: number }
    return bytes
  } finally {
    open.close()
  }
}

/** False when what came out is no sound database. */
async function copyDatabase(database: string, copy: string): Promise<boolean> {
  // There before SQLite fills it, so that nobody else may ever read it.
  await (await open(copy, 'wx', 0o600)).close()
  const source = new DatabaseSync(database, { readOnly: true })
  try {
    source.prepare('VACUUM INTO ?').run(copy)
  } finally {
    source.close()
  }
  const made = new DatabaseSync(copy, { readOnly: true })
  try {
    const [found] = made.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    return found?.quick_check === 'ok'
  } finally {
    made.close()
  }
}

async function sealCopy(copy: string, wish: BackupWish): Promise<BackupWritten> {
  const { folder, list, plain, now } = wish
  const key = plain ? undefined : wish.key
  const file = freeName(folder, now)
  const part = `${file}.${randomBytes(6).toString('hex')}.part`
  const { head, seal } = await newSeal({ at: new Date(now).toISOString(), list }, key)
  const sha256 = createHash('sha256')
  try {
    const out = await open(part, 'wx', 0o600)
    try {
      await out.appendFile(head)
      for await (const chunk of createReadStream(copy, { highWaterMark: 1024 * 1024 })) {
        sha256.update(chunk as Buffer)
        await out.appendFile(seal.update(chunk as Buffer))
      }
      await out.appendFile(seal.end())
      await out.sync()
    } finally {
      await out.close()
    }
    const back = await readBackup(part, key)
    if (back.kind !== 'read' || back.sha256 !== sha256.digest('hex')) {
      return { kind: 'not-read-back', folder }
    }
    await rename(part, file)
    await syncFolder(folder)
    const { size } = await stat(file)
    return { kind: 'written', file, bytes: size, encrypted: key !== undefined }
  } finally {
    await rm(part, { force: true })
  }
}

/** Two in one second get names of their own. */
function freeName(folder: string, now: number, nth = 1): string {
  const file = join(folder, backupName(now, nth))
  if (!BACKUP_NAME.test(backupName(now, nth))) throw new Error('A backup has no name of ours')
  return existsSync(file) ? freeName(folder, now, nth + 1) : file
}
