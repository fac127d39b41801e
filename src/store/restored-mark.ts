import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from './store.ts'

/**
 * Says beside the database that it was put back by `rondbrief restore` and that nobody has looked yet
 * at what was sent since. While it is there nothing is sent. Epoch milliseconds.
 */
export type RestoredMark = { backupAt: number; restoredAt: number }

export function writeRestoredMark(folder: string, mark: RestoredMark): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(fileOf(folder), `${JSON.stringify(mark)}\n`, { mode: 0o600, flush: true })
}

/** A mark that cannot be read is still a mark. */
export function restoredMark({ folder }: Pick<Store, 'folder'>): RestoredMark | undefined {
  if (folder === undefined) return undefined
  try {
    const { backupAt, restoredAt } = JSON.parse(
      readFileSync(fileOf(folder), 'utf8'),
    ) as RestoredMark
    return { backupAt: Number(backupAt), restoredAt: Number(restoredAt) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) return { backupAt: 0, restoredAt: 0 }
    throw error
  }
}

export function removeRestoredMark({ folder }: Pick<Store, 'folder'>): void {
  if (folder !== undefined) rmSync(fileOf(folder), { force: true })
}

function fileOf(folder: string): string {
  return join(folder, 'restored.json')
}
