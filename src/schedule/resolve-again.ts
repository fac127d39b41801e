import type { Store } from '../store/store.ts'
import { dueAt } from './due.ts'

/**
 * A government may change the summer time of next year; the list of time zones then comes with a
 * newer Node.js. What is still to come follows the new list, because people wrote down a wall time.
 * What has been keeps the moment that it meant.
 */
export async function resolveAgain(
  { db }: Pick<Store, 'db'>,
  now: number,
  tzdb = process.versions['tz'] ?? '',
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const dates = await trx
      .selectFrom('occurrence')
      .select(['series_id', 'local_date', 'wall', 'tz'])
      .where('tzdb', '<>', tzdb)
      .where('due_at', '>', now)
      .execute()
    for (const { series_id, local_date, wall, tz } of dates) {
      const due = dueAt(wall, tz)
      if (due.kind === 'refused') continue
      await trx
        .updateTable('occurrence')
        .set({ due_at: due.at, tzdb })
        .where('series_id', '=', series_id)
        .where('local_date', '=', local_date)
        .execute()
    }
    const dispatches = await trx
      .selectFrom('dispatch')
      .select(['id', 'due_wall', 'tz'])
      .where('status', '=', 'scheduled')
      .where('tzdb', '<>', tzdb)
      .where('due_at', '>', now)
      .execute()
    for (const { id, due_wall, tz } of dispatches) {
      const due = dueAt(due_wall ?? '', tz ?? '')
      if (due.kind === 'refused') continue
      await trx
        .updateTable('dispatch')
        .set({ due_at: due.at, tzdb })
        .where('id', '=', id)
        .where('status', '=', 'scheduled')
        .execute()
    }
  })
}
