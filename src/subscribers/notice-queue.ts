import type { Database } from '../store/store.ts'
import type { NoticeKind } from '../store/tables.ts'
import type { Occasion } from './occasion.ts'

export type NewNotice = {
  kind: NoticeKind
  subscriberId: string
  emailKey: string
  address: string
  /** Of the one-time link that the mail brings. */
  token?: string
}

/**
 * Puts a mail in the queue. Call it inside the transaction of the act that it answers: then either
 * both are there after a crash or neither is.
 */
export async function queueNotice(
  db: Database,
  { kind, subscriberId, emailKey, address, token }: NewNotice,
  { at, newId }: Occasion,
): Promise<void> {
  await db
    .insertInto('notice')
    .values({
      id: newId(),
      kind,
      subscriber_id: subscriberId,
      email_key: emailKey,
      address,
      token: token ?? null,
      state: 'waiting',
      reason: null,
      attempt_id: null,
      attempts: 0,
      not_before: at,
      created_at: at,
      ended_at: null,
    })
    .execute()
}

const DAY = 24 * 3_600_000
/** As long as a sign-up that nobody confirms is kept. */
const WEEK = 7 * DAY

/** Kinds that anybody can have mailed to any address, so they are counted together. */
const byStrangers = ['confirm', 'known', 'address'] as const satisfies NoticeKind[]

/** One mail a day and three a week to an address that somebody typed (subscribers.md, section 6). */
export async function mayMailStranger(
  db: Database,
  keys: readonly string[],
  now: number,
): Promise<boolean> {
  const [lastDay, lastWeek] = await Promise.all(
    [DAY, WEEK].map((span) => countOf(db, byStrangers, keys, now - span)),
  )
  return lastDay === 0 && (lastWeek ?? 0) < 3
}

/** Three new links a day: who holds somebody's link must not be able to flood their mailbox with it. */
export async function mayMailLink(
  db: Database,
  kind: 'preferences' | 'data',
  emailKey: string,
  now: number,
): Promise<boolean> {
  return (await countOf(db, [kind], [emailKey], now - DAY)) < 3
}

/** Three addresses a day: a link that was passed on must not become a way to mail strangers. */
export async function mayMailNewAddress(
  db: Database,
  subscriberId: string,
  now: number,
): Promise<boolean> {
  const { count } = await db
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('subscriber_id', '=', subscriberId)
    .where('kind', '=', 'address')
    .where('created_at', '>', now - DAY)
    .executeTakeFirstOrThrow()
  return Number(count) < 3
}

async function countOf(
  db: Database,
  kinds: readonly NoticeKind[],
  keys: readonly string[],
  since: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('email_key', 'in', keys)
    .where('kind', 'in', kinds)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}
