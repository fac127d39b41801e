import type { Database } from '../store/store.ts'
import type { ConsentRow, SubscriberRow } from '../store/tables.ts'
import { nextState } from './subscription.ts'

export type ConsentEvent = Omit<ConsentRow, 'id' | 'subscriber_id' | 'email_key'>

/**
 * Writes down what someone agreed to or withdrew, and what that makes of their subscription, as
 * one step: call it inside a transaction. Events are never changed or removed here.
 */
export async function recordConsent(
  db: Database,
  subscriber: SubscriberRow,
  event: ConsentEvent,
  newId: () => string,
): Promise<void> {
  await db
    .insertInto('consent')
    .values({
      ...event,
      id: newId(),
      subscriber_id: subscriber.id,
      email_key: subscriber.email_key,
    })
    .execute()
  await db
    .updateTable('subscriber')
    .set({ [event.purpose]: nextState(subscriber[event.purpose], event) })
    .set({ changed_at: event.occurred_at })
    .where('id', '=', subscriber.id)
    .execute()
}

/** All that is known of someone's consent under these keys, oldest first: the proof of AVG article 7. */
export async function consentHistory(
  db: Database,
  emailKeys: readonly string[],
): Promise<ConsentRow[]> {
  return db
    .selectFrom('consent')
    .selectAll()
    .where('email_key', 'in', emailKeys)
    .orderBy('occurred_at')
    .orderBy('id')
    .execute()
}
