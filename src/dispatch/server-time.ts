import { sql } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Ports } from './ports.ts'

/**
 * Machines that share a ledger compare moments in it: leases, waits, doubts. On PostgreSQL they all
 * take them from the server, whatever their own clocks say: asked once, within half a round trip, and
 * counted on by a clock that never jumps.
 */
export async function serverTime(store: Store, ports: Ports): Promise<Ports> {
  if (store.kind === 'sqlite') return ports
  const asked = ports.monotonic()
  const { rows } = await sql<{ now: number }>`select
    (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(store.beside)
  const answered = ports.monotonic()
  const start = (rows[0]?.now ?? ports.now()) - (asked + answered) / 2
  return { ...ports, now: () => Math.round(start + ports.monotonic()) }
}
