import type { Store } from '../store/store.ts'
import type {
  ConsentRow,
  NoticeRow,
  RecipientState,
  SubscriberRow,
  SuppressionRow,
} from '../store/tables.ts'
import { emailKeys } from './address.ts'
import { consentHistory } from './consent.ts'

/** Everything that is stored about one person: what AVG article 15 asks for. */
export type SubscriberRecord = {
  profile: SubscriberRow | undefined
  /** Oldest first. */
  consents: ConsentRow[]
  suppressions: SuppressionRow[]
  /** Oldest issue first. */
  deliveries: Delivery[]
  /** Other mails to this person, such as a confirmation, oldest first. */
  notices: Pick<NoticeRow, 'kind' | 'state' | 'created_at'>[]
  /** Themes that became part of others, of which the next issue tells. */
  themeMoves: { label: string; successors: string[] }[]
}

export type Delivery = {
  issueId: string
  state: RecipientState
  /** When the mail was handed over; null while it was not. */
  at: number | null
  outcome: string | null
}

/** By address, under every secret that is still known; undefined when nothing is stored. */
export async function subscriberRecord(
  { db }: Store,
  address: string,
  secret: string,
): Promise<SubscriberRecord | undefined> {
  const keys = emailKeys(address, secret)
  const profile = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', 'in', keys)
    .executeTakeFirst()
  const consents = await consentHistory(db, keys)
  const suppressions = await db
    .selectFrom('suppression')
    .selectAll()
    .where('email_key', 'in', keys)
    .orderBy('scope')
    .execute()
  const deliveries = await db
    .selectFrom('recipient')
    .leftJoin('attempt', 'attempt.id', 'recipient.attempt_id')
    .select([
      'recipient.issue_id as issueId',
      'recipient.state',
      'attempt.ended_at as at',
      'outcome',
    ])
    // By issue first, because the table's key begins with it.
    .where('recipient.issue_id', 'in', (eb) => eb.selectFrom('dispatch').select('issue_id'))
    .where('recipient.email_key', 'in', keys)
    .orderBy('recipient.issue_id')
    .execute()
  const notices = await db
    .selectFrom('notice')
    .select(['kind', 'state', 'created_at'])
    .where('email_key', 'in', keys)
    .orderBy('created_at')
    .execute()
  const anything =
    profile !== undefined ||
    [consents, suppressions, deliveries, notices].some((rows) => rows.length > 0)
  if (!anything) return undefined
  const moves = await db
    .selectFrom('theme_move')
    .select(['label', 'successors'])
    .where('subscriber_id', '=', profile?.id ?? '')
    .orderBy('theme')
    .execute()
  const themeMoves = moves.map(({ label, successors }) => ({
    label,
    successors: JSON.parse(successors) as string[],
  }))
  return { profile, consents, suppressions, deliveries, notices, themeMoves }
}
