import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from '../store/store.ts'
import type { SubscriberRow, Tables } from '../store/tables.ts'
import { purposes } from './vocabulary.ts'

/** Far below what one statement may hold in SQLite. */
const CHUNK = 500

/**
 * Removes the profiles of people who get nothing any more, and their name and address wherever else
 * they stand. What they ended stays ended: a key for each purpose keeps a list from bringing them
 * back. Call it inside a transaction; gives how many there were.
 */
export async function forgetProfiles(
  db: Database,
  which: (eb: ExpressionBuilder<Tables, 'subscriber'>) => Expression<SqlBool>,
): Promise<number> {
  let forgotten = 0
  while (true) {
    const rows = await db.selectFrom('subscriber').selectAll().where(which).limit(CHUNK).execute()
    if (rows.length === 0) return forgotten
    await forget(db, rows)
    forgotten += rows.length
  }
}

async function forget(db: Database, rows: readonly SubscriberRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const keys = rows.map(({ email_key }) => email_key)
  const ended = rows.flatMap((row) =>
    purposes.flatMap((scope) => {
      const reason = row[scope] === 'bounced' ? ('hard-bounce' as const) : ('unsubscribed' as const)
      return row[scope] === null
        ? []
        : [{ email_key: row.email_key, scope, reason, at: row.changed_at }]
    }),
  )
  if (ended.length > 0) {
    await db
      .insertInto('suppression')
      .values(ended)
      .onConflict((conflict) => conflict.columns(['email_key', 'scope']).doNothing())
      .execute()
  }
  await db.deleteFrom('subscriber').where('id', 'in', ids).execute()
  await db
    .updateTable('consent')
    .set({ subscriber_id: null })
    .where('email_key', 'in', keys)
    .execute()
  await db
    .updateTable('recipient')
    .set({ email: null, name: null, subscriber_id: null })
    // By issue first, because the table's key begins with it.
    .where('issue_id', 'in', (eb) => eb.selectFrom('dispatch').select('issue_id'))
    .where('email_key', 'in', keys)
    .execute()
  for (const table of ['one_time_link', 'notice'] as const) {
    await db.deleteFrom(table).where('subscriber_id', 'in', ids).execute()
  }
}
