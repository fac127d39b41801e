import type { Transaction } from 'kysely'
import { moveEvidenced } from '../dispatch/evidence.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { countReport } from './count-report.ts'
import { endMail } from './end-mail.ts'
import { outcomes, type ProviderEvent } from './provider-event.ts'
import type { EventPorts } from './receive-events.ts'

/**
 * The whole effect of one event, in the transaction that is open: evidence for its attempt, the
 * outcome of its recipient, and the end of their mail after a bounce, complaint or unsubscribe.
 */
export async function applyEvent(
  store: Store,
  trx: Transaction<Tables>,
  postId: string,
  event: ProviderEvent,
  ports: EventPorts,
): Promise<'applied' | 'repeated' | 'quarantined' | 'presumedUnsent'> {
  const recipient = await recipientOf(trx, event)
  const added = await trx
    .insertInto('provider_event')
    .values({
      id: ports.newId(),
      post_id: postId,
      dedupe_key: dedupeKey(event),
      attempt_id: event.attemptId,
      recipient_ref: event.recipientRef,
      type: event.type,
      at: event.at,
      message_id: event.messageId ?? null,
      quarantined: recipient === undefined ? 1 : 0,
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) return 'repeated'
  if (recipient === undefined) return 'quarantined'
  const evidence = await moveEvidenced(trx, event, ports)
  await countReport(trx, recipient.dispatch_id, event)
  await keepOutcome(trx, event)
  if (event.ends !== undefined) {
    const source = `SendGrid, ${event.type}, ${recipient.issue_id}`
    await endMail(store, trx, { key: recipient.email_key, ends: event.ends, source }, ports)
  }
  return evidence
}

/**
 * `sg_event_id` is not used: it changes when the same event is delivered again
 * (sendgrid-nodejs #1435).
 */
function dedupeKey({ attemptId, recipientRef, type, at, messageId }: ProviderEvent): string {
  return JSON.stringify([attemptId, recipientRef, type, at, messageId ?? null])
}

/** Undefined when attempt and recipient are not of one dispatch in this ledger. */
async function recipientOf(
  trx: Transaction<Tables>,
  { attemptId, recipientRef }: ProviderEvent,
): Promise<{ email_key: string; issue_id: string; dispatch_id: string } | undefined> {
  return trx
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .innerJoin('batch as tried', 'tried.dispatch_id', 'batch.dispatch_id')
    .innerJoin('attempt', 'attempt.batch_id', 'tried.id')
    .select(['recipient.email_key', 'recipient.issue_id', 'batch.dispatch_id'])
    .where('recipient.ref', '=', recipientRef)
    .where('attempt.id', '=', attemptId)
    .executeTakeFirst()
}

/** Monotone by rank: a later outcome that ranks lower, such as `processed`, changes nothing. */
async function keepOutcome(trx: Transaction<Tables>, event: ProviderEvent): Promise<void> {
  if (event.outcome === undefined) return
  const rank = outcomes.indexOf(event.outcome) + 1
  await trx
    .updateTable('recipient')
    .set({ outcome: event.outcome, outcome_at: event.at, outcome_rank: rank })
    .where('ref', '=', event.recipientRef)
    .where('outcome_rank', '<', rank)
    .execute()
}
