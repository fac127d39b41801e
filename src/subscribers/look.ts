import type { Database, Store } from '../store/store.ts'
import type { LookRow } from '../store/tables.ts'
import { emailKeys } from './address.ts'
import { subscriberRecord, type SubscriberRecord } from './subscriber-record.ts'

/** Somebody who wants to see what is stored, and why. */
export type Look = { actor: string; reason: string; at: number; newId: () => string }

/** Enough to tell two people apart in a log, too little to find anybody by (subscribers.md, section 10). */
const KEY_PREFIX = 8

/**
 * All that is stored about one person. That somebody looked is kept first, also when nothing turns out
 * to be stored: that tells something about a person too.
 */
export async function lookAtPerson(
  store: Store,
  address: string,
  secret: string,
  what: Exclude<LookRow['what'], 'list'>,
  look: Look,
): Promise<SubscriberRecord | undefined> {
  const [key = ''] = emailKeys(address, secret)
  await keepLook(store.db, what, key.slice(0, KEY_PREFIX), look)
  return subscriberRecord(store, address, secret)
}

/** Keeps that somebody took the list, or a segment of it. */
export function keepListLook({ db }: Store, look: Look): Promise<void> {
  return keepLook(db, 'list', null, look)
}

/** The last ones, newest first. */
export function lastLooks({ db }: Store, limit: number): Promise<LookRow[]> {
  return db
    .selectFrom('look')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Everything up to that moment; of an import only who did it. Gives how many lines that were. */
export async function forgetLooks(db: Database, before: number): Promise<number> {
  const looks = await db.deleteFrom('look').where('at', '<=', before).executeTakeFirst()
  const imports = await db
    .updateTable('import_run')
    .set({ actor: null })
    .where('at', '<=', before)
    .where('actor', 'is not', null)
    .executeTakeFirst()
  return Number(looks.numDeletedRows) + Number(imports.numUpdatedRows)
}

async function keepLook(
  db: Database,
  what: LookRow['what'],
  keyPrefix: string | null,
  { actor, reason, at, newId }: Look,
): Promise<void> {
  await db
    .insertInto('look')
    .values({ id: newId(), at, actor, what, key_prefix: keyPrefix, reason })
    .execute()
}
