import { regularDispatch } from '../dispatch/plan.ts'
import { dispatchProgress, failureReasons, type Progress } from '../dispatch/progress.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow, DispatchState } from '../store/tables.ts'
import type { Workspace } from './workspace.ts'

/** One dispatch as the screens show it: where it stands, and everyone of it in numbers. */
export type DispatchView = Progress & {
  issueId: string
  state: DispatchState
  /** Why it is paused or missed, as stored. */
  reason: string | undefined
  dueAt: number | undefined
  createdAt: number
  finishedAt: number | undefined
  /** Who was refused for good, by reason. */
  failures: { reason: string; count: number }[]
}

/** The regular dispatch of this issue, if there is one. */
export async function dispatchOf(
  workspace: Workspace,
  issueId: string,
): Promise<DispatchView | undefined> {
  const store = await workspace.store()
  const row = await regularDispatch(store.db, issueId, workspace.config().list.id)
  return row && view(store, row)
}

/** Newest first; what was discarded never counted. */
export async function lastDispatches(workspace: Workspace): Promise<DispatchView[]> {
  const store = await workspace.store()
  const rows = await store.db
    .selectFrom('dispatch')
    .selectAll()
    .where('status', 'not in', ['discarded', 'draft'])
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return Promise.all(rows.map((row) => view(store, row)))
}

async function view(store: Store, row: DispatchRow): Promise<DispatchView> {
  const [progress, failures] = await Promise.all([
    dispatchProgress(store, row.id),
    failureReasons(store, row.id),
  ])
  return {
    ...progress,
    failures,
    issueId: row.issue_id,
    state: row.status,
    reason: row.reason ?? undefined,
    dueAt: row.due_at ?? undefined,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
  }
}
