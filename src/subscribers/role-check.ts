import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { queueNotice } from './notice-queue.ts'
import type { Occasion } from './occasion.ts'
import { mailableStates } from './subscription.ts'
import { purposes } from './vocabulary.ts'

const DAY = 24 * 3_600_000

/**
 * In 24 hours, whatever was restarted: who asks everybody at once keeps those waiting who just signed up,
 * and looks like spam.
 */
const A_DAY = 200

/**
 * Asks people whose organisation or role was last confirmed longer than `days` ago whether it is still
 * right: by mail, once in that time, and whatever they do or leave, nothing of them is removed. Those
 * who have waited longest go first. Gives how many; with zero days nobody is ever asked.
 */
export async function askRoles(store: Store, days: number, occasion: Occasion): Promise<number> {
  return store.db.transaction().execute(async (db) => {
    const { lately } = await db
      .selectFrom('notice')
      .select((eb) => eb.fn.countAll<number>().as('lately'))
      .where('kind', '=', 'role')
      .where('created_at', '>', occasion.at - DAY)
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('subscriber')
      .select(['id', 'email', 'email_key'])
      .where((eb) => isDue(eb, days, occasion.at))
      .orderBy((eb) => eb.fn.coalesce('role_confirmed_at', 'created_at'))
      .orderBy('id')
      .limit(Math.max(0, A_DAY - Number(lately)))
      .execute()
    for (const { id, email, email_key } of rows) {
      const to = { subscriberId: id, emailKey: email_key, address: email }
      await queueNotice(db, { ...to, kind: 'role' }, occasion)
      await db
        .updateTable('subscriber')
        .set({ role_asked_at: occasion.at })
        .where('id', '=', id)
        .execute()
    }
    return rows.length
  })
}

/** How many people are to be asked, today or on the days that follow. */
export async function rolesDue({ db }: Store, days: number, now: number): Promise<number> {
  const { count } = await db
    .selectFrom('subscriber')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => isDue(eb, days, now))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** They say that it is still right. */
export async function confirmRole({ db }: Store, subscriberId: string, at: number): Promise<void> {
  await db
    .updateTable('subscriber')
    .set({ role_confirmed_at: at })
    .where('id', '=', subscriberId)
    .execute()
}

/**
 * They no longer work there. Another role they cannot give themselves: some segments invite by role,
 * and a preference never gives permission.
 */
export async function forgetRole({ db }: Store, subscriberId: string, at: number): Promise<void> {
  await db
    .updateTable('subscriber')
    .set({
      organisation: null,
      organisation_type: null,
      role: null,
      role_confirmed_at: at,
      changed_at: at,
    })
    .where('id', '=', subscriberId)
    .execute()
}

function isDue(
  eb: ExpressionBuilder<Tables, 'subscriber'>,
  days: number,
  now: number,
): Expression<SqlBool> {
  if (days === 0) return eb.lit(false)
  const before = now - days * DAY
  return eb.and([
    eb.or([eb('organisation', 'is not', null), eb('role', 'is not', null)]),
    eb(eb.fn.coalesce('role_confirmed_at', 'created_at'), '<=', before),
    eb.or([eb('role_asked_at', 'is', null), eb('role_asked_at', '<=', before)]),
    eb.or(purposes.map((purpose) => eb(purpose, 'in', mailableStates))),
    eb(
      'email_key',
      'not in',
      eb.selectFrom('suppression').select('email_key').where('scope', '=', 'all'),
    ),
  ])
}
