import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { databaseUrl } from './open-database.ts'
import { forKysely } from './sqlite.ts'
import { databaseFile, type Database } from './store.ts'
import type { Tables } from './tables.ts'

/** A database that is only looked at: it is not made, nor are its tables brought up to date. */
export type Readable = { kind: 'sqlite' | 'postgres'; db: Database; close(): Promise<void> }

/** Throws what the disk or the server says when it cannot be opened. */
export async function openForReading(root: string, env: NodeJS.ProcessEnv): Promise<Readable> {
  const url = databaseUrl(env)
  if (url !== undefined) {
    const { openPostgresForReading } = await import('./postgres.ts')
    return openPostgresForReading(url)
  }
  const sqlite = new DatabaseSync(databaseFile(root), { readOnly: true })
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) })
  return { kind: 'sqlite', db, close: () => db.destroy() }
}
