import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from './migrate.ts'
import { forKysely, inOneTransaction, openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

/** The open database: Kysely for readable queries, `sqlite` for prepared statements on hot paths. */
export type Store = {
  db: Database
  sqlite: DatabaseSync
  /** Where the files lie that belong to it; undefined for a database in memory. */
  folder: string | undefined
  /** A second place for the journals, on another disk. */
  secondFolder?: string | undefined
  close(): Promise<void>
}

/** Opens (or makes) the database at `path` and brings its tables up to date. */
export async function openStore(path: string): Promise<Store> {
  const sqlite = openSqlite(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) })
  try {
    await migrate(db, (work) => inOneTransaction(sqlite, work))
  } catch (error) {
    await db.destroy()
    throw error
  }
  const folder = path === ':memory:' ? undefined : dirname(path)
  return { db, sqlite, folder, close: () => db.destroy() }
}

/** Where a project keeps its database, from the project folder. */
export function databaseFile(root: string): string {
  return join(root, 'data', 'rondbrief.db')
}
