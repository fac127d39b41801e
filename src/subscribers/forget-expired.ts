import type { Store } from '../store/store.ts'

const DAY = 24 * 3_600_000

/**
 * Removes what the public pages keep only for a while: uses of forms after a day, links a week after
 * they were made, and what is left of mails after 30 days. Gives how many rows of each.
 */
export async function forgetExpired(
  { db }: Store,
  now: number,
): Promise<{ formUses: number; links: number; notices: number }> {
  const uses = await db
    .deleteFrom('form_use')
    .where('at', '<=', now - DAY)
    .executeTakeFirst()
  const links = await db
    .deleteFrom('one_time_link')
    .where('created_at', '<=', now - 7 * DAY)
    .executeTakeFirst()
  const notices = await db
    .deleteFrom('notice')
    .where('ended_at', '<=', now - 30 * DAY)
    .executeTakeFirst()
  return {
    formUses: Number(uses.numDeletedRows),
    links: Number(links.numDeletedRows),
    notices: Number(notices.numDeletedRows),
  }
}
