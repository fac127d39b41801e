import { createHash } from 'node:crypto'
import type { Database } from '../store/store.ts'
import type { OneTimeLinkRow } from '../store/tables.ts'
import type { Occasion } from './occasion.ts'

export type NewLink = Pick<OneTimeLinkRow, 'kind' | 'subscriber_id' | 'email_key'> & {
  detail: object
}

/** How long each link may be used, in milliseconds (subscribers.md, R5 and section 4). */
const LIFE: Record<OneTimeLinkRow['kind'], number> = {
  confirm: 48 * 3_600_000,
  address: 30 * 60_000,
  data: 30 * 60_000,
}

/** Makes a link and gives its token, which is stored nowhere but in the mail that brings it. */
export async function makeLink(
  db: Database,
  link: NewLink,
  { at, newId, newToken }: Occasion,
): Promise<string> {
  const token = newToken()
  await db
    .insertInto('one_time_link')
    .values({
      ...link,
      id: newId(),
      token_hash: hashOf(token),
      detail: JSON.stringify(link.detail),
      created_at: at,
      expires_at: at + LIFE[link.kind],
      used_at: null,
    })
    .execute()
  return token
}

export async function findLink(
  db: Database,
  kind: OneTimeLinkRow['kind'],
  token: string,
): Promise<OneTimeLinkRow | undefined> {
  return db
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .executeTakeFirst()
}

/** True for whoever comes first; a link acts once, however often its button is pressed. */
export async function useLink(db: Database, id: string, at: number): Promise<boolean> {
  const changed = await db
    .updateTable('one_time_link')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

export function linkState({ used_at, expires_at }: OneTimeLinkRow, now: number): LinkState {
  if (used_at !== null) return 'used'
  return now < expires_at ? 'open' : 'expired'
}
export type LinkState = 'open' | 'used' | 'expired'

function hashOf(token: string): string {
  return createHash('sha256').update(token.slice(0, 200)).digest('hex')
}
