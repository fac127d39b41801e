import { createHash } from 'node:crypto'
import type { Database } from '../store/store.ts'

/** The words above a form, as people saw them. */
export type ConsentText = { language: 'nl' | 'en'; body: string }

/** Keeps the exact words once and gives the version that a consent event names. */
export async function keepConsentText(
  db: Database,
  { language, body }: ConsentText,
  at: number,
): Promise<string> {
  const hash = createHash('sha256').update(body).digest('hex')
  await db
    .insertInto('consent_text')
    .values({ hash, language, body, first_used_at: at })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  return hash
}
