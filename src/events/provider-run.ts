import type { Reason } from '../dispatch/transport.ts'
import type { Store } from '../store/store.ts'
import type { ProviderRunRow } from '../store/provider-tables.ts'
import type { EventPorts } from './receive-events.ts'

export type RunCounts = Pick<ProviderRunRow, 'seen' | 'changed' | 'strangers' | 'overtaken'>

/** The log of what was exchanged with the provider: when, how many, and never who. */
export async function noteRun(
  store: Pick<Store, 'db'>,
  run: RunCounts & {
    list: string
    since: number
    until: number
    failure: Reason | undefined
  },
  ports: EventPorts,
): Promise<void> {
  await store.db
    .insertInto('provider_run')
    .values({ ...run, id: ports.newId(), failure: run.failure ?? null, at: ports.now() })
    .execute()
}

/** Up to which moment this was last done to the end. */
export async function lastUntil(
  { db }: Pick<Store, 'db'>,
  list: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('provider_run')
    .select('until')
    .where('list', '=', list)
    .where('failure', 'is', null)
    .orderBy('until', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.until
}
