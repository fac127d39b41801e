import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { PostgresStore } from '../../src/store/postgres.ts'
import type { Store } from '../../src/store/store.ts'
import { memoryStore } from './memory-store.ts'
import { openTestStore, startPostgres, type Server } from './postgres.ts'

/** The two databases that Rondbrief runs on, for what has to hold on both. */
export const kinds = ['SQLite', 'PostgreSQL'] as const
export type Kind = (typeof kinds)[number]

/** Starts a real PostgreSQL server for the tests of one file. */
export function bothDatabases(): {
  /** A store without rows; whoever asks for it closes it. */
  emptyStore(kind: Kind): Promise<Store>
  /** With which a project keeps its list in a new database of this kind. */
  env(kind: Kind): Promise<NodeJS.ProcessEnv>
} {
  let server: Server
  /** Closed and without rows; making the tables anew takes ten times as long as emptying them. */
  const free: PostgresStore[] = []
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(async () => {
    await Promise.all(free.map((store) => store.close()))
    await server.stop()
  })
  return {
    async emptyStore(kind) {
      if (kind === 'SQLite') return memoryStore()
      const store = free.pop() ?? (await openTestStore(server))
      return {
        ...store,
        async close() {
          await empty(store)
          free.push(store)
        },
      }
    },
    async env(kind) {
      return kind === 'SQLite' ? {} : { RONDBRIEF_DATABASE_URL: await server.newDatabase() }
    },
  }
}

async function empty({ db }: PostgresStore): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and relname not like 'kysely\\_%'`.execute(db)
  await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(db)
}
