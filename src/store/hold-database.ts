import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { storageFault } from './storage-fault.ts'

export type Held = { kind: 'held'; release(): void } | { kind: 'in-use' }

/**
 * Keeps everybody else out of the SQLite file at `path`, and leaves all that was committed to it in that
 * one file, without a WAL beside it. SQLite refuses to leave WAL while anybody has the file open, if only
 * to read; whoever opens it meanwhile waits, and may not write to it once another stands in its place
 * (SQLITE_READONLY_DBMOVED). A file that is damaged, or is not there, cannot be held and needs not be.
 */
export function holdDatabase(path: string): Held {
  const free: Held = { kind: 'held', release: () => undefined }
  if (!existsSync(path)) return free
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec(`
      PRAGMA busy_timeout = 1000;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = DELETE;
      BEGIN EXCLUSIVE;
    `)
  } catch (error) {
    database?.close()
    const fault = storageFault(error)?.kind
    if (fault === 'busy') return { kind: 'in-use' }
    if (fault === 'full') throw error
    return free
  }
  const held = database
  return {
    kind: 'held',
    release() {
      if (held.isOpen) held.close()
    },
  }
}
