import { randomUUIDv7 } from 'node:crypto'
import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { matchCopies } from '../store/journal-copy.ts'
import { openDatabase } from '../store/open-database.ts'
import type { Store } from '../store/store.ts'
import { repeatEndings } from './ending.ts'
import { moveAlongToday } from './move-along.ts'

/**
 * The database of a project. Who unsubscribed or was erased is so, also after a backup was put back, and
 * who is in a municipality that became part of another is there.
 */
export async function openList(root: string, env: NodeJS.ProcessEnv): Promise<Store> {
  const read = readConfig(root, {})
  const config = read.kind === 'ok' ? read.config : undefined
  const secondFolder = config?.journalCopy && resolve(root, config.journalCopy)
  const store = { ...(await openDatabase(root, env)), secondFolder }
  try {
    await matchJournals(store)
    await repeatEndings(store, randomUUIDv7)
    await moveAlongToday(store, { root, zone: config?.zone ?? 'UTC' }, Date.now())
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** False when there is a second place for the journals and it cannot be used now. */
export async function matchJournals({ db, folder, secondFolder }: Store): Promise<boolean> {
  if (folder === undefined || secondFolder === undefined) return true
  // The transaction keeps others from adding a line meanwhile.
  return db.transaction().execute(() => Promise.resolve(matchCopies(folder, secondFolder)))
}
