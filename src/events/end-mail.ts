import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { keepEnding } from '../subscribers/ending.ts'
import { suppressKey } from '../subscribers/suppress-key.ts'
import type { ProviderEvent } from './provider-event.ts'
import type { EventPorts } from './receive-events.ts'

/**
 * Ends mail to whoever has this key, because the provider said why; in the transaction that is
 * open. True when it had not ended before.
 */
export async function endMail(
  store: Store,
  trx: Transaction<Tables>,
  { key, ends, source }: { key: string; ends: NonNullable<ProviderEvent['ends']>; source: string },
  ports: EventPorts,
): Promise<boolean> {
  const suppression = {
    scope: ends === 'unsubscribed' ? ('newsletter' as const) : ('all' as const),
    reason: ends,
    source,
    at: ports.now(),
  }
  const newId = () => ports.newId()
  if (!(await suppressKey(trx, { emailKey: key, ...suppression }, newId))) return false
  await keepEnding(store, trx, { kind: 'suppressed', key, ...suppression }, newId)
  return true
}
