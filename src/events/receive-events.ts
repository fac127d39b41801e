import type { KeyObject } from 'node:crypto'
import type { Ports } from '../dispatch/ports.ts'
import type { Store } from '../store/store.ts'
import { applyEvent } from './apply-event.ts'
import { readEvents } from './provider-event.ts'
import { isSigned, type SignedPost } from './signature.ts'

export type EventPorts = Pick<Ports, 'now' | 'newId'>

/** More than SendGrid puts in one request, which is 768 KB by its documentation. */
export const MAX_EVENTS_BYTES = 2 * 1024 * 1024

/**
 * Takes one webhook request in: the signature over the raw bytes first, then the bytes are stored.
 * Answer 2xx only for `stored`; the sender repeats it otherwise. Throws when the database cannot
 * be written. The events have their effect in `processPosts`, which may be repeated at will.
 */
export async function receiveEvents(
  store: Store,
  publicKey: KeyObject,
  post: SignedPost,
  ports: EventPorts,
): Promise<'stored' | 'forged' | 'too-large'> {
  if (post.rawBody.length > MAX_EVENTS_BYTES) return 'too-large'
  if (!isSigned(publicKey, post)) return 'forged'
  await store.db
    .insertInto('event_post')
    .values({
      id: ports.newId(),
      received_at: ports.now(),
      signed_at: signedAt(post),
      body: post.rawBody.toString('utf8'),
      processed_at: null,
    })
    .execute()
  return 'stored'
}

/**
 * Old is not refused: the provider tries again for a day, and whether it signs anew is not documented.
 * Epoch seconds; null for anything else, which somebody with the key signed all the same.
 */
function signedAt({ timestamp }: SignedPost): number | null {
  return timestamp !== undefined && /^\d{1,11}$/.test(timestamp) ? Number(timestamp) * 1000 : null
}

/** What the events of some requests came to, beside their effect. */
export type Processed = {
  events: number
  /** Delivered before, and without effect now. */
  repeated: number
  /** Of an attempt or a recipient that this ledger does not know: kept apart, without effect. */
  quarantined: number
  /** Of an attempt that was given up as not sent: its people may get it twice. */
  presumedUnsent: number
  /** Bodies in which there was no list of events. */
  unreadable: number
}

/**
 * Gives every stored request its effect, each in one transaction: the evidence that an attempt was
 * taken and the change that follows from it are never apart. The body is removed with it, because
 * it holds addresses.
 */
export async function processPosts(store: Store, ports: EventPorts): Promise<Processed> {
  const sum: Processed = {
    events: 0,
    repeated: 0,
    quarantined: 0,
    presumedUnsent: 0,
    unreadable: 0,
  }
  for (;;) {
    const done = await store.db.transaction().execute(async (trx) => {
      const post = await trx
        .selectFrom('event_post')
        .selectAll()
        .where('processed_at', 'is', null)
        .orderBy('received_at')
        .orderBy('id')
        .executeTakeFirst()
      if (post === undefined) return true
      const events = readEvents(post.body)
      if (events === undefined) sum.unreadable++
      for (const event of events ?? []) {
        sum.events++
        const effect = await applyEvent(store, trx, post.id, event, ports)
        if (effect !== 'applied') sum[effect]++
      }
      await trx
        .updateTable('event_post')
        .set({ processed_at: ports.now(), body: '' })
        .where('id', '=', post.id)
        .execute()
      return false
    })
    if (done) return sum
  }
}
