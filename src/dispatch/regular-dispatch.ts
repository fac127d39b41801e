import type { Database } from '../store/store.ts'
import type { DispatchRow } from '../store/tables.ts'

/** The one regular dispatch of an issue, whatever its state, if there is one. */
export function regularDispatch(
  db: Database,
  issueId: string,
  listId: string,
): Promise<DispatchRow | undefined> {
  return db
    .selectFrom('dispatch')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('list_id', '=', listId)
    .where('kind', '=', 'regular')
    .where('status', '<>', 'discarded')
    .executeTakeFirst()
}
