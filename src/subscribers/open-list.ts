import { randomUUIDv7 } from 'node:crypto'
import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { matchCopies } from '../store/journal-copy.ts'
import { openDatabase } from '../store/open-database.ts'
import type { Store } from '../store/store.ts'
import { repeatEndings } from './ending.ts'

/** The database of a project. Who unsubscribed or was erased is so, also after a backup was put back. */
export async function openList(root: string, env: NodeJS.ProcessEnv): Promise<Store> {
  const store = { ...(await openDatabase(root, env)), secondFolder: secondFolderOf(root) }
  try {
    await matchJournals(store)
    await repeatEndings(store, randomUUIDv7)
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

function secondFolderOf(root: string): string | undefined {
  const read = readConfig(root, {})
  const folder = read.kind === 'ok' ? read.config.journalCopy : undefined
  return folder === undefined ? undefined : resolve(root, folder)
}
