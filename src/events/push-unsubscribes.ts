import type { Reason } from '../dispatch/transport.ts'
import type { Store } from '../store/store.ts'
import type { Call, Reply } from './patient-client.ts'
import { noteRun } from './provider-run.ts'
import type { EventPorts } from './receive-events.ts'

export type Pushed = { added: number; takenBack: number; failure: Reason | undefined }

/** In one request; no maximum is documented. */
const CHUNK = 500

/**
 * Tells the provider who unsubscribed from us, so that it refuses them to whoever else mails from
 * this account, and takes that back for who confirmed a new sign-up since: their mail would be
 * dropped. Who was handed over is remembered by key; what failed is tried at the next run.
 */
export async function pushUnsubscribes(
  store: Store,
  ask: (call: Call) => Promise<Reply>,
  ports: EventPorts,
): Promise<Pushed> {
  const started = ports.now()
  const result: Pushed = { added: 0, takenBack: 0, failure: undefined }
  await takeBack(store, ask, result)
  while (result.failure === undefined) {
    const people = await notYetPushed(store)
    if (people.length === 0) break
    const body = JSON.stringify({ recipient_emails: people.map(({ email }) => email) })
    const reply = await ask({ method: 'POST', path: '/v3/asm/suppressions/global', body })
    if (reply.kind === 'failed') {
      result.failure = reply.reason
      break
    }
    const rows = people.map(({ email_key }) => ({ email_key, pushed_at: ports.now() }))
    await store.db
      .insertInto('provider_push')
      .values(rows)
      .onConflict((conflict) => conflict.column('email_key').doNothing())
      .execute()
    result.added += people.length
  }
  if (result.added + result.takenBack > 0 || result.failure !== undefined) {
    const counts = { seen: result.takenBack, changed: result.added, strangers: 0, overtaken: 0 }
    const range = { since: started, until: ports.now(), failure: result.failure }
    await noteRun(store, { list: 'push', ...range, ...counts }, ports)
  }
  return result
}

/** Whose own word it was; a mailbox that is gone is on another list of the provider by itself. */
function notYetPushed({ db }: Store): Promise<{ email: string; email_key: string }[]> {
  return db
    .selectFrom('subscriber')
    .innerJoin('suppression', 'suppression.email_key', 'subscriber.email_key')
    .leftJoin('provider_push', 'provider_push.email_key', 'subscriber.email_key')
    .select(['subscriber.email', 'subscriber.email_key'])
    .distinct()
    .where('suppression.scope', 'in', ['newsletter', 'all'])
    .where('suppression.reason', 'in', ['unsubscribed', 'manual', 'complaint'])
    .where('provider_push.email_key', 'is', null)
    .orderBy('subscriber.email_key')
    .limit(CHUNK)
    .execute()
}

/** One by one, because that is how the provider takes it; the address is in its path, as it wants. */
async function takeBack(
  { db }: Store,
  ask: (call: Call) => Promise<Reply>,
  result: Pushed,
): Promise<void> {
  const people = await db
    .selectFrom('provider_push')
    .innerJoin('subscriber', 'subscriber.email_key', 'provider_push.email_key')
    .select(['subscriber.email', 'subscriber.email_key'])
    .where('subscriber.newsletter', 'in', ['confirmed', 'active'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('suppression')
            .select('suppression.email_key')
            .whereRef('suppression.email_key', '=', 'subscriber.email_key')
            .where('suppression.scope', 'in', ['newsletter', 'all']),
        ),
      ),
    )
    .execute()
  for (const { email, email_key } of people) {
    const path = `/v3/asm/suppressions/global/${encodeURIComponent(email)}`
    const reply = await ask({ method: 'DELETE', path })
    if (reply.kind === 'failed') {
      result.failure = reply.reason
      return
    }
    await db.deleteFrom('provider_push').where('email_key', '=', email_key).execute()
    result.takenBack++
  }
}
