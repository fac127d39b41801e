import { mkdirSync, chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SqliteDatabase } from 'kysely'

/**
 * Opens the SQLite file, for its owner only: it holds personal data. WAL lets readers go on while
 * one writer writes; `synchronous=FULL` because with NORMAL a commit may vanish on power loss, and
 * an intent lost after the mail left would send it twice (dispatch.md, section 9). 8 MB of cache
 * instead of 2: importing 100,000 people took 5.9 s instead of 8.7 s, and more gave nothing. The WAL
 * grows to 40 MB before it is copied, instead of 4: a dispatch changes the same pages twice, and its
 * ledger took a tenth less.
 * `busy_timeout` comes first: of six processes that opened a new database at the same moment, five
 * were told at once that it is locked while another switched it to WAL.
 */
export function openSqlite(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path)
  if (path !== ':memory:') chmodSync(path, 0o600)
  database.exec(`
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -8192;
    PRAGMA wal_autocheckpoint = 10000;
  `)
  return database
}

/**
 * All of it or nothing, and no other process meanwhile: two that made the tables of a new database
 * at the same moment stopped half-way, both.
 */
export async function inOneTransaction(
  database: DatabaseSync,
  work: () => Promise<void>,
): Promise<void> {
  database.exec('BEGIN IMMEDIATE')
  try {
    await work()
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** More different statements than all queries of one stage; the oldest is let go. */
const KEPT_STATEMENTS = 200

const nothingChanged = { changes: 0, lastInsertRowid: 0 }

/**
 * `node:sqlite` in the shape that Kysely's SQLite dialect expects. Statements are kept: preparing
 * them anew for every query took half of the time of the dispatch simulator.
 */
export function forKysely(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, { statement: StatementSync; reader: boolean }>()

  return { close: () => database.close(), prepare }

  function prepare(sql: string): ReturnType<SqliteDatabase['prepare']> {
    // Kysely asks for a plain BEGIN. IMMEDIATE takes the write lock at once, so that a
    // transaction that first reads and then writes cannot fail half-way with SQLITE_BUSY.
    const { statement, reader } = keep(sql.toLowerCase() === 'begin' ? 'begin immediate' : sql)
    return {
      reader,
      all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
      run(parameters) {
        // A full disk makes SQLite roll back by itself; the error about that must not hide the first.
        if (sql.toLowerCase() === 'rollback' && !database.isTransaction) return nothingChanged
        return statement.run(...(parameters as SQLInputValue[]))
      },
      // A stream is read while other queries run: it has a statement of its own.
      iterate: (parameters) => database.prepare(sql).iterate(...(parameters as SQLInputValue[])),
    }
  }

  function keep(sql: string): { statement: StatementSync; reader: boolean } {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    const made = { statement, reader: statement.columns().length > 0 }
    kept.set(sql, made)
    if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value ?? '')
    return made
  }
}
