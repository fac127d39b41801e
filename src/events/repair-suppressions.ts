import type { Reason } from '../dispatch/transport.ts'
import type { Store } from '../store/store.ts'
import { emailKeys, normaliseAddress } from '../subscribers/address.ts'
import { endMail } from './end-mail.ts'
import type { Call, Reply } from './patient-client.ts'
import { lastUntil, noteRun, type RunCounts } from './provider-run.ts'
import type { EventPorts } from './receive-events.ts'
import {
  readSuppressions,
  suppressionLists,
  type Entry,
  type SuppressionList,
} from './suppression-list.ts'

/** What one list came to: counts only. */
export type ListRead = RunCounts & { list: SuppressionList['name']; failure: Reason | undefined }

/**
 * Each reading goes this far back over the one before: an entry may show up later than the time it
 * carries, and clocks differ.
 */
const OVERLAP_MS = 3 * 24 * 3_600_000

/**
 * Repairs what the webhook missed: reads the provider's lists since the last time and ends mail to
 * whoever of ours is on one. What cannot be read now is read the next time, from the same moment.
 */
export async function repairSuppressions(
  store: Store,
  ask: (call: Call) => Promise<Reply>,
  secret: string,
  ports: EventPorts,
): Promise<ListRead[]> {
  const results: ListRead[] = []
  for (const list of suppressionLists) {
    const until = ports.now()
    const last = await lastUntil(store, list.name)
    const since = last === undefined ? 0 : Math.max(last - OVERLAP_MS, 0)
    const counts: RunCounts = { seen: 0, changed: 0, strangers: 0, overtaken: 0 }
    const failure = await readSuppressions(ask, list, { since, until }, async (page) => {
      counts.seen += page.length
      await takePage(store, list, page, secret, counts, ports)
    })
    await noteRun(store, { list: list.name, since, until, failure, ...counts }, ports)
    results.push({ list: list.name, failure, ...counts })
    // The other lists would be refused for the same reason.
    if (failure !== undefined) break
  }
  return results
}

async function takePage(
  store: Store,
  { name, ends }: SuppressionList,
  page: Entry[],
  secret: string,
  counts: RunCounts,
  ports: EventPorts,
): Promise<void> {
  if (ends === undefined) return
  await store.db.transaction().execute(async (trx) => {
    for (const { address, at } of page) {
      const read = normaliseAddress(address)
      const keys = read.kind === 'ok' ? emailKeys(read.address, secret) : []
      const known =
        keys.length === 0
          ? undefined
          : await trx
              .selectFrom('subscriber')
              .select('email_key')
              .where('email_key', 'in', keys)
              .executeTakeFirst()
      if (known === undefined) {
        counts.strangers++
        continue
      }
      const confirmed = await trx
        .selectFrom('consent')
        .select('id')
        .where('email_key', 'in', keys)
        .where('event', '=', 'confirmed')
        .where('occurred_at', '>', at)
        .executeTakeFirst()
      if (confirmed !== undefined) {
        counts.overtaken++
        continue
      }
      const ending = { key: known.email_key, ends, source: `SendGrid, ${name}` }
      if (await endMail(store, trx, ending, ports)) counts.changed++
    }
  })
}
