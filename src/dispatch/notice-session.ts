import type { Config } from '../config.ts'
import { NOTICING } from '../store/postgres.ts'
import type { Store } from '../store/store.ts'
import { acquireProcessLock, lockFile } from './process-lock.ts'

/** Whoever holds it is the one process of this project that sends notices. */
export type NoticeSession = {
  /** False once the server that kept it let it go. */
  isOurs(): boolean
  release(): Promise<void>
}

/** Undefined while another process holds it, on this machine or, with PostgreSQL, on any. */
export async function openNoticeSession(
  config: Pick<Config, 'root'>,
  store: Store,
): Promise<NoticeSession | undefined> {
  if (store.kind === 'sqlite') {
    const lock = acquireProcessLock(lockFile(config.root, 'notices'))
    if (lock === undefined) return undefined
    return { isOurs: () => true, release: () => Promise.resolve(lock.release()) }
  }
  const client = await store.connect()
  let ours = false
  try {
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock($1) as got',
      [NOTICING],
    )
    ours = rows[0]?.got === true
  } catch (error) {
    client.release(true)
    throw error
  }
  if (!ours) {
    client.release()
    return undefined
  }
  // Also once the server broke it off: a connection that is not given back keeps its place.
  const end = () => {
    if (ours) client.release(true)
    ours = false
  }
  client.on('error', end)
  return { isOurs: () => ours, release: () => Promise.resolve(end()) }
}
