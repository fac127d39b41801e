import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
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
    // Not WAL: there an exclusive transaction would still let a second one begin. The wait is for
    // whoever only looks whether it is held.
    database.exec('PRAGMA busy_timeout = 100; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { release: () => database.close() }
}

/** Of what one process of a project does at a time, in the list in its own file. */
export function lockFile(root: string, name: 'sending' | 'notices'): string {
  return join(root, 'data', `${name}.lock`)
}

/**
 * Both, for as long as another database is put in the place of the one that is there; undefined when a
 * process holds one of them.
 */
export function acquireBothLocks(root: string): ProcessLock | undefined {
  const sending = acquireProcessLock(lockFile(root, 'sending'))
  if (sending === undefined) return undefined
  const notices = acquireProcessLock(lockFile(root, 'notices'))
  if (notices === undefined) {
    sending.release()
    return undefined
  }
  return {
    release() {
      notices.release()
      sending.release()
    },
  }
}

/** Whether a process holds it now. Whoever tries to take it in that same moment finds it taken. */
export function isProcessLocked(path: string): boolean {
  if (!existsSync(path)) return false
  const lock = acquireProcessLock(path)
  lock?.release()
  return lock === undefined
}

/** SQLITE_BUSY, extended codes included (https://sqlite.org/rescode.html#busy). */
function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode
  return code !== undefined && (code & 0xff) === 5
}
