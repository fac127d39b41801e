import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { PoolClient } from 'pg'
import type { Config } from '../config.ts'
import { SENDING, type PostgresStore } from '../store/postgres.ts'
import type { Store } from '../store/store.ts'
import { acquireProcessLock, isProcessLocked, lockFile } from './process-lock.ts'

/**
 * Who else may be sending at this moment.
 *
 *   alone    on SQLite: one process sends, so what says `submitting` was left by the dead
 *   shared   on PostgreSQL: others may be sending, and what they hold is theirs until its lease ends
 */
export type SendingSession = {
  kind: 'alone' | 'shared'
  /** The name of this process in the ledger. */
  owner: string
  /** Whether that process ran on this machine, so that its files would be here. */
  isHere(owner: string): boolean
  /** Does `work` while certainly nobody else sends; false when somebody does, and nothing was done. */
  whileAlone(work: () => Promise<void>): Promise<boolean>
  release(): Promise<void>
}

/** Undefined when another process sends and this one may not. */
export async function openSendingSession(
  config: Pick<Config, 'root'>,
  store: Store,
): Promise<SendingSession | undefined> {
  return store.kind === 'postgres' ? sharedSession(store) : aloneSession(config)
}

/** Whether a process is sending now; what says `sending` otherwise was broken off. */
export async function isSendingNow(config: Pick<Config, 'root'>, store: Store): Promise<boolean> {
  if (store.kind === 'sqlite') return isSendingHere(config)
  const client = await store.connect()
  try {
    const { rowCount } = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and objid = $1 and granted
         and database = (select oid from pg_database where datname = current_database())`,
      [SENDING],
    )
    return (rowCount ?? 0) > 0
  } finally {
    client.release()
  }
}

/** The same of the list in the file of this machine, also while that file cannot be opened. */
export function isSendingHere(config: Pick<Config, 'root'>): boolean {
  return isProcessLocked(lockFile(config.root, 'sending'))
}

function aloneSession(config: Pick<Config, 'root'>): SendingSession | undefined {
  const lock = acquireProcessLock(lockFile(config.root, 'sending'))
  if (lock === undefined) return undefined
  return {
    kind: 'alone',
    owner: `process ${process.pid}`,
    isHere: () => true,
    async whileAlone(work) {
      await work()
      return true
    },
    release() {
      lock.release()
      return Promise.resolve()
    },
  }
}

/**
 * A lock of PostgreSQL on a connection of its own: shared while sending, and for a moment alone. The
 * server frees it when the connection ends, however the process ended.
 */
async function sharedSession(store: PostgresStore): Promise<SendingSession> {
  let client: PoolClient | undefined = await store.connect()
  client.on('error', lost)
  await client.query('select pg_advisory_lock_shared($1)', [SENDING])
  const machine = ` on ${hostname()}`
  return {
    kind: 'shared',
    owner: `process ${process.pid}-${randomBytes(3).toString('hex')}${machine}`,
    isHere: (owner) => owner.endsWith(machine),
    whileAlone,
    release,
  }

  async function whileAlone(work: () => Promise<void>): Promise<boolean> {
    const got = await client?.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
      SENDING,
    ])
    if (got?.rows[0]?.got !== true) return false
    try {
      await work()
      return true
    } finally {
      await client?.query('select pg_advisory_unlock($1)', [SENDING])
    }
  }

  /** The server freed the lock; leases still say what belongs to whom. */
  function lost(): void {
    client?.release(true)
    client = undefined
  }

  /** The connection goes with it, so that no lock can stay behind. */
  function release(): Promise<void> {
    client?.release(true)
    client = undefined
    return Promise.resolve()
  }
}
