import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MOVED } from './kept-databases.ts'
import { databaseFile, openStore, type Store } from './store.ts'

/** The database of a project: PostgreSQL where `RONDBRIEF_DATABASE_URL` names one, else its own file. */
export async function openDatabase(root: string, env: NodeJS.ProcessEnv): Promise<Store> {
  const url = databaseUrl(env)
  if (url === undefined) {
    if (existsSync(movedMark(root))) throw new DatabaseMoved()
    return openStore(databaseFile(root))
  }
  // Loaded only where it is used: most installations have no server.
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres(url, join(root, 'data'))
}

export function databaseUrl(env: NodeJS.ProcessEnv): string | undefined {
  return env['RONDBRIEF_DATABASE_URL'] || undefined
}

/** True where the list is not, or no longer, in a file of this machine. */
export function isOnServer(root: string, env: NodeJS.ProcessEnv): boolean {
  return databaseUrl(env) !== undefined || existsSync(movedMark(root))
}

/** Lies in `data/` since everything moved to a server: a new, empty list would know no unsubscription. */
export function movedMark(root: string): string {
  return join(root, 'data', MOVED.mark)
}

export class DatabaseMoved extends Error {}
