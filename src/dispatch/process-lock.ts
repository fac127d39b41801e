import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type ProcessLock = { release(): void }

/**
 * At most one process of this project sends at any time: an exclusive transaction on a database
 * of its own. The operating system frees it the moment the process ends, also by kill -9, so it
 * is never stale and whoever holds it knows that every `submitting` batch was left by the dead.
 * Undefined when another process (or another run in this one) holds it.
 */
export function acquireProcessLock(path: string): ProcessLock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path)
  try {
    // Not WAL: there an exclusive transaction would still let a second one begin.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { release: () => database.close() }
}

/** SQLITE_BUSY, extended codes included (https://sqlite.org/rescode.html#busy). */
function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode
  return code !== undefined && (code & 0xff) === 5
}
