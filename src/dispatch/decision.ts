import type { Database, Store } from '../store/store.ts'
import type { DecisionAction, DecisionRow } from '../store/tables.ts'
import type { Ports } from './ports.ts'

/** Who decides and why, in their own words. */
export type By = { person?: string | undefined; why?: string | undefined }

/** Written in the transaction of what was decided: neither is ever there without the other. */
export async function noteDecision(
  db: Store['db'],
  decided: Pick<DecisionRow, 'issue_id' | 'action' | 'people'>,
  { person, why }: By,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  const row = { id: ports.newId(), at: ports.now(), person: person ?? null, why: why ?? null }
  await db
    .insertInto('decision')
    .values({ ...row, ...decided })
    .execute()
}

/** The one that was written at this very moment, as one transaction does. */
export function decisionAt(
  db: Database,
  issueId: string,
  action: DecisionAction,
  at: number,
): Promise<DecisionRow | undefined> {
  return db
    .selectFrom('decision')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('action', '=', action)
    .where('at', '=', at)
    .executeTakeFirst()
}

/** Oldest first. */
export function decisionsAbout({ db }: Pick<Store, 'db'>, issueId: string): Promise<DecisionRow[]> {
  return db
    .selectFrom('decision')
    .selectAll()
    .where('issue_id', '=', issueId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
