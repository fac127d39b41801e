import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import { inGroup } from './group-commit.ts'
import { migrate } from './migrate.ts'
import { forKysely, inOneTransaction, openSqlite } from './sqlite.ts'
import type { PostgresStore } from './postgres.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

/**
 * The open database. A transaction on `db` runs alone on both kinds: SQLite has one writer, and
 * PostgreSQL takes a lock for it (`postgres.ts`). So what decides may first read and then write.
 */
export type Store = SqliteStore | PostgresStore

export type StoreCommon = {
  db: Database
  /** Where the files lie that belong to it; undefined for a database in memory. */
  folder: string | undefined
  /** A second place for the journals, on another disk. */
  secondFolder?: string | undefined
  /** How long a commit waits for others to share it: one turn of the event loop, unless given. */
  nextTurn?: () => Promise<void>
  close(): Promise<void>
}

export type SqliteStore = StoreCommon & {
  kind: 'sqlite'
  /** For prepared statements on hot paths. */
  sqlite: DatabaseSync
}

/** Opens (or makes) the SQLite database at `path` and brings its tables up to date. */
export async function openStore(path: string): Promise<SqliteStore> {
  const sqlite = openSqlite(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) })
  try {
    await migrate(db, (work) => inOneTransaction(sqlite, work))
  } catch (error) {
    await db.destroy()
    throw error
  }
  const folder = path === ':memory:' ? undefined : dirname(path)
  return { kind: 'sqlite', db, sqlite, folder, close: () => db.destroy() }
}

/**
 * A transaction of the ledger that touches one batch only, which no other of its kind touches: on
 * PostgreSQL such transactions run beside each other, and alone against all others; on SQLite those
 * of one moment share a commit.
 */
export function besideOthers<T>(
  store: Store,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return store.kind === 'postgres'
    ? store.beside.transaction().execute(work)
    : inGroup(store.db, work, store.nextTurn)
}

/** Where a project keeps its database, from the project folder. */
export function databaseFile(root: string): string {
  return join(root, 'data', 'rondbrief.db')
}
