import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely'
import { Pool, types, type PoolClient } from 'pg'
import { migrate } from './migrate.ts'
import type { Readable } from './open-for-reading.ts'
import type { Database, StoreCommon } from './store.ts'
import { AddressParameterRefused, DatabaseUnreachable } from './storage-fault.ts'
import type { Tables } from './tables.ts'

/**
 * PostgreSQL, for when one machine is not enough. The same tables and the same queries as SQLite;
 * what differs is who may work at the same time:
 *
 *   a transaction on `db`      takes the lock alone: it may read, decide and write, as on SQLite
 *   a transaction on `beside`  shares it: claims and answers of different batches run together
 *
 * Both wait for each other in the order in which they came (PostgreSQL 18, 13.3.5, advisory locks),
 * so nothing starves, and every guard that was proved on SQLite's one writer holds here too. Only
 * claims meet claims, and those skip each other's rows (`claim.ts`).
 */
export type PostgresStore = StoreCommon & {
  kind: 'postgres'
  /** Of the same database; see above. */
  beside: Database
  /** A connection of its own, for a lock that lasts as long as a session; `release(true)` ends it. */
  connect(): Promise<PoolClient>
}

/** Of every transaction, and of the sessions in `dispatch/`. Numbers that mean nothing but "Rondbrief". */
const WRITING = 1_919_905_380
export const SENDING = 1_919_905_381
export const NOTICING = 1_919_905_382

/** More than the calls that one process has under way, so that an editor's query need not wait. */
const CONNECTIONS = 12

/**
 * `synchronous_commit`: an intent lost after the mail left would send it twice. A process that was
 * stopped half-way a transaction holds the lock; after a minute of silence the server takes it back.
 */
const SETTINGS = '-c synchronous_commit=on -c idle_in_transaction_session_timeout=60000'

/** Opens the database at `url` and brings its tables up to date. The journals lie in `folder`. */
export async function openPostgres(
  url: string,
  folder: string | undefined,
): Promise<PostgresStore> {
  const pool = openPool(url, CONNECTIONS, SETTINGS)
  const db = new Kysely<Tables>({ dialect: new LockingDialect({ pool }, 'pg_advisory_xact_lock') })
  const beside = new Kysely<Tables>({
    dialect: new LockingDialect({ pool }, 'pg_advisory_xact_lock_shared'),
  })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind: 'postgres',
    db,
    beside,
    folder,
    connect: () => pool.connect().catch(unreachable),
    // Both use one pool, which may be ended once.
    close: () => db.destroy(),
  }
}

/** Only to look: nothing is made, nor brought up to date, nor locked. */
export function openPostgresForReading(url: string): Readable {
  const pool = openPool(url, 1, '-c default_transaction_read_only=on')
  const db = new Kysely<Tables>({ dialect: new LockingDialect({ pool }, undefined) })
  return { kind: 'postgres', db, close: () => db.destroy() }
}

/** In an address: who and where. Anything else may take `SETTINGS` away, as `options` does. */
const PARAMETERS =
  'host port user password db ssl sslmode sslcert sslkey sslrootcert sslnegotiation uselibpqcompat'.split(
    ' ',
  )

function openPool(url: string, max: number, options: string): Pool {
  const at = url.indexOf('?')
  const given = at < 0 ? [] : [...new URLSearchParams(url.slice(at)).keys()]
  const refused = given.find((name) => !PARAMETERS.includes(name))
  if (refused !== undefined) throw new AddressParameterRefused(refused)
  const pool = new Pool({
    connectionString: url,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'rondbrief',
    options,
    types: { getTypeParser: parserFor },
  })
  // A connection that breaks off, in use or not: whoever asks it next is told, or gets a new one.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const INT8 = 20
const NUMERIC = 1700

/** Counts and moments are numbers here, far below 2^53; everything else as `pg` reads it. */
function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8 || oid === NUMERIC) return Number
  return types.getTypeParser(oid, format)
}

function unreachable(error: unknown): never {
  throw new DatabaseUnreachable(error)
}

/** `pg` gives the error of the socket as it came; what the server answers has no `syscall`. */
function brokenOff(error: unknown): never {
  if ((error as NodeJS.ErrnoException).syscall !== undefined) unreachable(error)
  throw error
}

type Lock = 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared' | undefined

class LockingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #lock: Lock
  constructor(config: PostgresDialectConfig, lock: Lock) {
    super(config)
    this.#config = config
    this.#lock = lock
  }
  override createDriver(): Driver {
    return new LockingDriver(this.#config, this.#lock)
  }
}

class LockingDriver extends PostgresDriver {
  readonly #lock: Lock
  /** Connections are used again. */
  readonly #known = new WeakSet<DatabaseConnection>()
  constructor(config: PostgresDialectConfig, lock: Lock) {
    super(config)
    this.#lock = lock
  }
  override async acquireConnection(
    options?: Parameters<PostgresDriver['acquireConnection']>[0],
  ): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(options).catch(unreachable)
    if (this.#known.has(connection)) return connection
    this.#known.add(connection)
    const ask = connection.executeQuery.bind(connection)
    connection.executeQuery = <R>(query: CompiledQuery) => ask<R>(query).catch(brokenOff)
    return connection
  }
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings)
    if (this.#lock === undefined) return
    await connection.executeQuery(CompiledQuery.raw(`select ${this.#lock}(${WRITING})`))
  }
}
