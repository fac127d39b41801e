import { openStore, type SqliteStore } from '../../src/store/store.ts'
import { people, type Person } from './dispatch-data.ts'

const free: SqliteStore[] = []

/**
 * An empty store in memory, with the real tables; closed, it is emptied and used again. Migrating
 * a new one takes 20 ms.
 */
export async function memoryStore(): Promise<SqliteStore> {
  const store = free.pop() ?? (await openStore(':memory:'))
  const close = (): Promise<void> => {
    giveBack(store)
    return Promise.resolve()
  }
  return { ...store, close }
}

function giveBack(store: SqliteStore): void {
  const rows = store.sqlite
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'kysely_%'`)
    .all()
  store.sqlite.exec(
    `PRAGMA foreign_keys = OFF; ${rows.map(({ name }) => `delete from "${String(name)}";`).join(' ')}
     PRAGMA foreign_keys = ON;`,
  )
  free.push(store)
}

export function addReaders(store: SqliteStore, count: number): Person[] {
  const all = people(count)
  const insert = store.sqlite.prepare(
    `insert into subscriber (id, email, email_key, name, language, choices, newsletter, created_at, changed_at)
     values (?, ?, ?, ?, 'nl', '', 'confirmed', 0, 0)`,
  )
  for (const { id, email, key, name } of all) insert.run(id, email, key, name)
  return all
}
