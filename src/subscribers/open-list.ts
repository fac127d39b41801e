import { randomUUIDv7 } from 'node:crypto'
import { databaseFile, openStore, type Store } from '../store/store.ts'
import { repeatEndings } from './ending.ts'

/** The database of a project. Who unsubscribed or was erased is so, also after a backup was put back. */
export async function openList(root: string): Promise<Store> {
  const store = await openStore(databaseFile(root))
  try {
    await repeatEndings(store, randomUUIDv7)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
