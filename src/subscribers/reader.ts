import type { Store } from '../store/store.ts'
import type { SubscriberRow } from '../store/tables.ts'
import { subscriberById } from './sign-up.ts'
import { verifyToken, type TokenPurpose } from './token.ts'

/** Whoever a signed link in a mail belongs to. */
export type Reader = {
  /** Undefined after erasure: the link still works, and nothing is left to change. */
  subscriber: SubscriberRow | undefined
  emailKey: string | undefined
  /** The issue that brought the link; undefined for a mail such as the welcome. */
  issueId: string | undefined
  /** When the link was made, epoch milliseconds. */
  madeAt: number
}

/**
 * The reader of an unsubscribe or preferences link, or undefined for a token that we did not sign
 * for this. Links in an issue name the recipient; those in other mails name the subscriber and
 * their own moment, as `noticeRef` writes them.
 */
export async function readerOf(
  { db }: Store,
  purpose: TokenPurpose,
  token: string,
  secret: string,
): Promise<Reader | undefined> {
  const ref = verifyToken(purpose, token, secret)
  if (ref === undefined) return undefined
  const [id = '', moment] = ref.split('~')
  if (moment !== undefined) {
    const subscriber = await subscriberById(db, id)
    const madeAt = Number.parseInt(moment, 36) * 1000
    return { subscriber, emailKey: subscriber?.email_key, issueId: undefined, madeAt }
  }
  const recipient = await db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .innerJoin('dispatch', 'dispatch.id', 'batch.dispatch_id')
    .select(['recipient.email_key as emailKey', 'recipient.issue_id as issueId'])
    .select(['dispatch.created_at as madeAt', 'recipient.subscriber_id as subscriberId'])
    .where('recipient.ref', '=', ref)
    .executeTakeFirst()
  if (recipient === undefined) {
    return { subscriber: undefined, emailKey: undefined, issueId: undefined, madeAt: 0 }
  }
  const { emailKey, issueId, madeAt, subscriberId } = recipient
  // First by address: who was erased and came back is somebody new. Whoever moved to another
  // address since is found by their own id.
  const byAddress = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
  const subscriber =
    byAddress ?? (subscriberId === null ? undefined : await subscriberById(db, subscriberId))
  return { subscriber, emailKey: subscriber?.email_key ?? emailKey, issueId, madeAt }
}

/** What a signed link in a mail that is no issue stands for. */
export function noticeRef(subscriberId: string, madeAt: number): string {
  return `${subscriberId}~${Math.floor(madeAt / 1000).toString(36)}`
}

/** A preferences link shows what somebody chose, so it does not work for ever (subscribers.md, section 4). */
export function isStale({ madeAt }: Reader, now: number): boolean {
  return now - madeAt > 90 * 24 * 3_600_000
}
