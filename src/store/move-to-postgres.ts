import { createHash } from 'node:crypto'
import { CompiledQuery, sql, type Transaction } from 'kysely'
import type { PostgresStore } from './postgres.ts'
import type { SqliteStore } from './store.ts'
import type { Tables } from './tables.ts'

/** How many rows a table has and what they come to; equal contents give equal digests in any order. */
export type TableContents = { table: string; rows: number; digest: string }

export type Moved =
  /** Everything is in both, row for row. */
  | { kind: 'moved'; tables: TableContents[] }
  /** Something else is in the server's database already; nothing was written. */
  | { kind: 'not-empty' }

/**
 * Copies every row of every table into an empty PostgreSQL database, in one transaction that also
 * reads all of it back and compares. Both databases are closed for others meanwhile. A copy that was
 * there already, row for row, counts as moved: so a move that stopped just before its end may be
 * repeated. Throws when a copy differs, and then nothing is kept.
 */
export async function moveToPostgres(from: SqliteStore, to: PostgresStore): Promise<Moved> {
  return from.db.transaction().execute(() =>
    to.db.transaction().execute(async (trx): Promise<Moved> => {
      // Reading millions of rows here is no reason for the server to break off there.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
      const tables = await inOrder(trx)
      const before = await contents(trx, tables)
      const source = tables.map((table) => sqliteContents(from, table))
      if (before.some(({ rows }) => rows > 0)) {
        return same(before, source) ? { kind: 'moved', tables: source } : { kind: 'not-empty' }
      }
      for (const table of tables) await copy(from, trx, table)
      const after = await contents(trx, tables)
      if (!same(after, source)) throw new Error('The copy is not equal to its source')
      return { kind: 'moved', tables: source }
    }),
  )
}

/** What there is to move. */
export function movable(from: SqliteStore): TableContents[] {
  const names = from.sqlite
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'kysely_%'
         and name not like 'sqlite_%' order by name`,
    )
    .all() as { name: string }[]
  return names.map(({ name }) => sqliteContents(from, name))
}

/** The tables of the server, each after those that it refers to. */
async function inOrder(trx: Transaction<Tables>): Promise<string[]> {
  const names = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and relname not like 'kysely\\_%' order by relname`.execute(trx)
  const references = await sql<{ from: string; to: string }>`select
    conrelid::regclass::text as "from", confrelid::regclass::text as "to"
    from pg_constraint where contype = 'f' and conrelid <> confrelid`.execute(trx)
  const ordered: string[] = []
  const waiting = new Set(names.rows.map(({ name }) => name))
  while (waiting.size > 0) {
    const free = [...waiting].filter(
      (name) => !references.rows.some(({ from, to }) => from === name && waiting.has(to)),
    )
    if (free.length === 0) throw new Error('Tables refer to each other in a circle')
    for (const name of free) {
      waiting.delete(name)
      ordered.push(name)
    }
  }
  return ordered
}

/** PostgreSQL takes 65,535 parameters in one statement. */
const PARAMETERS = 60_000

async function copy(from: SqliteStore, trx: Transaction<Tables>, table: string): Promise<void> {
  let some: unknown[][] = []
  let columns: string[] = []
  for (const row of rowsOf(from, table)) {
    columns = Object.keys(row)
    some.push(Object.values(row))
    if ((some.length + 1) * columns.length <= PARAMETERS) continue
    await insert(trx, table, columns, some)
    some = []
  }
  if (some.length > 0) await insert(trx, table, columns, some)
}

async function insert(
  trx: Transaction<Tables>,
  table: string,
  columns: string[],
  rows: unknown[][],
): Promise<void> {
  let n = 0
  const places = rows.map((row) => `(${row.map(() => `$${++n}`).join(',')})`).join(',')
  const named = columns.map((column) => `"${column}"`).join(',')
  await trx.executeQuery(
    CompiledQuery.raw(`insert into "${table}" (${named}) values ${places}`, rows.flat()),
  )
}

function sqliteContents(from: SqliteStore, table: string): TableContents {
  const digest = newDigest()
  for (const row of rowsOf(from, table)) digest.add(row)
  return { table, ...digest.value() }
}

function rowsOf({ sqlite }: SqliteStore, table: string): Iterable<Record<string, unknown>> {
  return sqlite.prepare(`select * from "${table}"`).iterate() as Iterable<Record<string, unknown>>
}

async function contents(trx: Transaction<Tables>, tables: string[]): Promise<TableContents[]> {
  const found: TableContents[] = []
  for (const table of tables) {
    const digest = newDigest()
    // A cursor: a million rows are not in memory at once.
    await trx.executeQuery(
      CompiledQuery.raw(`declare rows_to_compare cursor for select * from "${table}"`),
    )
    for (;;) {
      const { rows } = await trx.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw('fetch 5000 from rows_to_compare'),
      )
      for (const row of rows) digest.add(row)
      if (rows.length === 0) break
    }
    await trx.executeQuery(CompiledQuery.raw('close rows_to_compare'))
    found.push({ table, ...digest.value() })
  }
  return found
}

/** The hashes of all rows added up, because the two databases give them in another order. */
function newDigest(): {
  add(row: Record<string, unknown>): void
  value(): { rows: number; digest: string }
} {
  let rows = 0
  let sum = 0n
  return {
    add(row) {
      rows++
      const hash = createHash('sha256').update(canonical(row)).digest()
      sum = BigInt.asUintN(128, sum + hash.readBigUInt64BE(0) * 2n ** 64n + hash.readBigUInt64BE(8))
    },
    value: () => ({ rows, digest: sum.toString(16).padStart(32, '0') }),
  }
}

function canonical(row: Record<string, unknown>): string {
  const columns = Object.keys(row).toSorted()
  return JSON.stringify(
    columns.map((column) => {
      const value = row[column]
      return [
        column,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value ?? null),
      ]
    }),
  )
}

function same(some: TableContents[], others: TableContents[]): boolean {
  return some.every(({ table, rows, digest }) =>
    others.some((one) => one.table === table && one.rows === rows && one.digest === digest),
  )
}
