import { sql } from 'kysely'
import type { RetentionDays } from '../config.ts'
import type { Database, Store } from '../store/store.ts'
import type { Purpose } from '../store/tables.ts'
import { forgetExpired } from './forget-expired.ts'
import { forgetProfiles } from './forget-profiles.ts'
import { forgetLooks } from './look.ts'
import { purposes } from './vocabulary.ts'

type InDatabase = Exclude<keyof RetentionDays, 'backups' | 'roleCheck'>

/** What was removed from the database, or would be. */
export type RetentionCounts = Record<InDatabase, number> & {
  formUses: number
  links: number
  notices: number
}

/** Whoever is one of these still gets mail, or is waiting for it. */
const live = ['pending', 'confirmed', 'active'] as const
const DAY = 24 * 3_600_000

/**
 * Removes what is kept no longer, all in one transaction; doing it again changes nothing. A dry run
 * does the same and takes it back, so that it counts what will really go. Suppressed keys and the
 * pair of issue and key that keeps anybody from getting an issue twice stay as long as the list does.
 */
export async function runRetention(
  store: Store,
  days: RetentionDays,
  { now, dryRun }: { now: number; dryRun: boolean },
): Promise<RetentionCounts> {
  const before = (kind: InDatabase) => now - days[kind] * DAY
  const open = await store.db.startTransaction().execute()
  try {
    const counts = {
      unconfirmed: await endUnconfirmed(open, before('unconfirmed')),
      unsubscribed: await endProfiles(open, 'withdrawn', before('unsubscribed')),
      bounced: await endProfiles(open, 'bounced', before('bounced')),
      consent: await forgetConsent(open, before('consent')),
      deliveries: await forgetDeliveries(open, before('deliveries')),
      looks: await forgetLooks(open, before('looks')),
      ...(await forgetExpired({ ...store, db: open }, now)),
    }
    await (dryRun ? open.rollback() : open.commit()).execute()
    return counts
  } catch (error) {
    await open.rollback().execute()
    throw error
  }
}

/**
 * A sign-up that nobody confirmed is as if it never was: who was nobody before is nobody again, and
 * who had unsubscribed is unsubscribed.
 */
async function endUnconfirmed(db: Database, before: number): Promise<number> {
  const ended = new Set<string>()
  for (const purpose of purposes) {
    const rows = await db
      .selectFrom('subscriber as s')
      .select(['s.id', 's.email_key', suppressedAs(purpose).as('was')])
      .where(`s.${purpose}`, '=', 'pending')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('consent as c')
              .select('c.id')
              .whereRef('c.email_key', '=', 's.email_key')
              .where('c.purpose', '=', purpose)
              .where('c.event', '=', 'requested')
              .where('c.occurred_at', '>', before),
          ),
        ),
      )
      .execute()
    for (const { id, email_key, was } of rows) {
      ended.add(id)
      await db
        .updateTable('subscriber')
        .set({ [purpose]: was })
        .where('id', '=', id)
        .execute()
      await forgetRequests(db, email_key, purpose)
    }
  }
  const ids = [...ended]
  await forgetProfiles(db, (eb) =>
    eb.and([
      eb('id', 'in', ids.length === 0 ? [''] : ids),
      ...purposes.map((purpose) => eb(purpose, 'is', null)),
    ]),
  )
  return ended.size
}

/** What an earlier end of mail for this purpose left: the state to go back to. */
function suppressedAs(purpose: Purpose) {
  return sql<'withdrawn' | 'bounced' | null>`(
    select case p.reason when 'hard-bounce' then 'bounced' else 'withdrawn' end
    from suppression p where p.email_key = s.email_key and p.scope in ('all', ${purpose})
    order by p.scope limit 1)`
}

/** Requests with no answer after them prove nothing. */
async function forgetRequests(db: Database, emailKey: string, purpose: Purpose): Promise<void> {
  await db
    .deleteFrom('consent')
    .where('email_key', '=', emailKey)
    .where('purpose', '=', purpose)
    .where('event', '=', 'requested')
    .where('occurred_at', '>', (eb) =>
      eb
        .selectFrom('consent as answer')
        .select((inner) =>
          inner.fn.coalesce(inner.fn.max('answer.occurred_at'), sql<number>`-1`).as('at'),
        )
        .where('answer.email_key', '=', emailKey)
        .where('answer.purpose', '=', purpose)
        .where('answer.event', '<>', 'requested'),
    )
    .execute()
}

/** Profiles that get nothing any more, by why; who has both reasons is kept as long as a bounce. */
function endProfiles(db: Database, why: 'withdrawn' | 'bounced', before: number): Promise<number> {
  return forgetProfiles(db, (eb) =>
    eb.and([
      eb('changed_at', '<=', before),
      eb.or(purposes.map((purpose) => eb(purpose, '=', why))),
      ...purposes.map((purpose) =>
        eb(
          eb.fn.coalesce(purpose, sql<'withdrawn'>`'withdrawn'`),
          'not in',
          why === 'withdrawn' ? [...live, 'bounced'] : [...live],
        ),
      ),
    ]),
  )
}

/** By purpose: everything of a consent that ended, or whose profile is gone, so long ago. */
async function forgetConsent(db: Database, before: number): Promise<number> {
  let forgotten = 0
  for (const purpose of purposes) {
    const result = await db
      .deleteFrom('consent')
      .where('purpose', '=', purpose)
      .where('email_key', 'in', (eb) =>
        eb
          .selectFrom('consent')
          .select('email_key')
          .where('purpose', '=', purpose)
          .groupBy('email_key')
          .having((group) => group.fn.max('occurred_at'), '<=', before),
      )
      .where('email_key', 'not in', (eb) =>
        eb
          .selectFrom('subscriber')
          .select('email_key')
          .where(purpose, 'in', [...live]),
      )
      .executeTakeFirst()
    forgotten += Number(result.numDeletedRows)
  }
  return forgotten
}

/** Whose mail it was; that an issue went to this key, and how it ended, stays for the counts. */
async function forgetDeliveries(db: Database, before: number): Promise<number> {
  const result = await db
    .updateTable('recipient')
    .set({ email: null, name: null, subscriber_id: null })
    .where('batch_id', 'in', (eb) =>
      eb
        .selectFrom('batch')
        .innerJoin('dispatch', 'dispatch.id', 'batch.dispatch_id')
        .select('batch.id')
        .where('finished_at', '<=', before),
    )
    .where((eb) =>
      eb.or(
        (['email', 'name', 'subscriber_id'] as const).map((column) => eb(column, 'is not', null)),
      ),
    )
    .executeTakeFirst()
  await forgetEvents(db, before)
  return Number(result.numUpdatedRows)
}

/** What a provider told of them, word for word; what it meant is in the state of the recipient. */
async function forgetEvents(db: Database, before: number): Promise<void> {
  const old = db.selectFrom('event_post').select('id').where('received_at', '<=', before)
  await db.deleteFrom('provider_event').where('post_id', 'in', old).execute()
  await db.deleteFrom('event_post').where('id', 'in', old).execute()
}
