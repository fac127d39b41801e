import type { Database } from '../store/store.ts'
import type {
  Purpose,
  SubscriberRow,
  SubscriptionState,
  SuppressionReason,
} from '../store/tables.ts'
import { recordConsent } from './consent.ts'
import { isMailable } from './subscription.ts'
import { purposes } from './vocabulary.ts'

export type Suppression = {
  emailKey: string
  scope: Purpose | 'all'
  reason: SuppressionReason
  /** Where it came from, for the consent history: "afmeldlink 2023-03", a bounce. */
  source: string
  at: number
}

/** Call it inside a transaction. True when this key was not yet suppressed for this. */
export async function suppressKey(
  db: Database,
  { emailKey, scope, reason, source, at }: Suppression,
  newId: () => string,
): Promise<boolean> {
  const added = await db
    .insertInto('suppression')
    .values({ email_key: emailKey, scope, reason, at })
    .onConflict((conflict) => conflict.columns(['email_key', 'scope']).doNothing())
    .executeTakeFirst()
  const subscriber = await bySubscriberKey(db, emailKey)
  if (subscriber !== undefined) {
    for (const purpose of scope === 'all' ? purposes : [scope]) {
      if (subscriber[purpose] === null || subscriber[purpose] === endState(reason)) continue
      await end(db, subscriber, purpose, { reason, source, at }, newId)
    }
  }
  return added.numInsertedOrUpdatedRows === 1n
}

async function end(
  db: Database,
  subscriber: SubscriberRow,
  purpose: Purpose,
  { reason, source, at }: Pick<Suppression, 'reason' | 'source' | 'at'>,
  newId: () => string,
): Promise<void> {
  // Only a person withdraws consent; a mailbox that is gone says nothing about what they want.
  if (endState(reason) === 'withdrawn') {
    const basis = await lastBasis(db, subscriber.email_key, purpose)
    await recordConsent(
      db,
      subscriber,
      {
        purpose,
        basis,
        event: 'withdrawn',
        source,
        evidence: null,
        text_version: null,
        occurred_at: at,
      },
      newId,
    )
  } else if (isMailable(subscriber[purpose]) || subscriber[purpose] === 'pending') {
    await db
      .updateTable('subscriber')
      .set({ [purpose]: endState(reason) })
      .set({ changed_at: at })
      .where('id', '=', subscriber.id)
      .execute()
  }
}

function endState(reason: SuppressionReason): SubscriptionState {
  return reason === 'hard-bounce' ? 'bounced' : 'withdrawn'
}

async function bySubscriberKey(db: Database, emailKey: string): Promise<SubscriberRow | undefined> {
  return db
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
}

async function lastBasis(db: Database, emailKey: string, purpose: Purpose) {
  const last = await db
    .selectFrom('consent')
    .select('basis')
    .where('email_key', '=', emailKey)
    .where('purpose', '=', purpose)
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return last?.basis ?? 'consent'
}
