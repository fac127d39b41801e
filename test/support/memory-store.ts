import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { forKysely } from '../../src/store/sqlite.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import type { Tables } from '../../src/store/tables.ts'
import { people, type Person } from './dispatch-data.ts'

let schema: string | undefined

/**
 * A store in memory, with the real tables: migrated once, then made again from the SQL that came
 * of it. 0.5 ms instead of 20.
 */
export async function memoryStore(): Promise<Store> {
  schema ??= await migratedSchema()
  const sqlite = new DatabaseSync(':memory:')
  sqlite.exec(`PRAGMA foreign_keys = ON; ${schema}`)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) })
  return { db, sqlite, folder: undefined, close: () => db.destroy() }
}

export function addReaders(store: Store, count: number): Person[] {
  const all = people(count)
  const insert = store.sqlite.prepare(
    `insert into subscriber (id, email, email_key, name, language, choices, newsletter, created_at, changed_at)
     values (?, ?, ?, ?, 'nl', '', 'confirmed', 0, 0)`,
  )
  for (const { id, email, key, name } of all) insert.run(id, email, key, name)
  return all
}

async function migratedSchema(): Promise<string> {
  const store = await openStore(':memory:')
  const rows = store.sqlite
    .prepare(`select sql from sqlite_master where sql is not null and name not like 'sqlite_%'`)
    .all()
  await store.close()
  return rows.map(({ sql }) => `${String(sql)};`).join('\n')
}
