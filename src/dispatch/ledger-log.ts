import type { Database } from '../store/store.ts'
import type { LedgerLogRow } from '../store/tables.ts'
import type { Ports } from './ports.ts'

/** What the log keeps about one change; `why` begins with the id of the transition, where it is one. */
export type Logged = Omit<LedgerLogRow, 'id' | 'at'>

export async function noteInLedger(
  db: Database,
  logged: Logged,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  await db
    .insertInto('ledger_log')
    .values({ id: ports.newId(), at: ports.now(), ...logged })
    .execute()
}
