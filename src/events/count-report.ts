import type { Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { ProviderEvent } from './provider-event.ts'

/**
 * Adds one event, which is stored already, to what was reported of its dispatch (`dispatch/alarms.ts`).
 * Somebody counts as sent to twice from the first event with their second message id.
 */
export async function countReport(
  trx: Transaction<Tables>,
  dispatchId: string,
  event: ProviderEvent,
): Promise<void> {
  const reports = event.type === 'processed' || event.type === 'delivered' ? 1 : 0
  const sentTwice = (await isFirstOfSecondMail(trx, event)) ? 1 : 0
  if (reports + sentTwice === 0) return
  await trx
    .insertInto('dispatch_reports')
    .values({ dispatch_id: dispatchId, reports, sent_twice: sentTwice })
    .onConflict((conflict) =>
      conflict.column('dispatch_id').doUpdateSet((eb) => ({
        reports: eb('dispatch_reports.reports', '+', reports),
        sent_twice: eb('dispatch_reports.sent_twice', '+', sentTwice),
      })),
    )
    .execute()
}

async function isFirstOfSecondMail(
  trx: Transaction<Tables>,
  { recipientRef, messageId }: ProviderEvent,
): Promise<boolean> {
  if (messageId === undefined) return false
  const mails = await trx
    .selectFrom('provider_event')
    .select((eb) => ['message_id', eb.fn.countAll<number>().as('events')])
    .where('recipient_ref', '=', recipientRef)
    .where('quarantined', '=', 0)
    .where('message_id', 'is not', null)
    .groupBy('message_id')
    .execute()
  const own = mails.find(({ message_id }) => message_id === messageId)
  return mails.length === 2 && Number(own?.events) === 1
}
