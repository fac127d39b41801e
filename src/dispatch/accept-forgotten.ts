import type { Config } from '../config.ts'
import { listIssues } from '../issue/list-issues.ts'
import { journalIsKnown } from '../store/journal.ts'
import { removeRestoredMark, restoredMark } from '../store/restored-mark.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow } from '../store/tables.ts'
import { openIssues } from './look-at-issue.ts'
import { moveDispatch } from './move.ts'
import type { Ports } from './ports.ts'
import { regularDispatch } from './regular-dispatch.ts'
import { missForgotten, missScheduled, putBackOnSchedule } from './scheduled.ts'
import { forgottenSendings } from './sending-journal.ts'
import { pauseDispatch } from './settle.ts'

/**
 * Somebody has seen what a restored database forgot, and sending may go on. None of it goes out again
 * by itself: a dispatch that seems to be under way is paused, and what seems to be scheduled is missed,
 * because it may have been sent since, or its moment taken back.
 */
export async function acceptForgotten(store: Store, config: Config, ports: Ports): Promise<void> {
  const forgotten = (await forgottenSendings(store)).map(({ issue }) => issue)
  const all = restoredMark(store) === undefined ? [] : await listIssues(config.root)
  const open = await openIssues(store, config.list.id)
  for (const issueId of new Set([...forgotten, ...all, ...open])) {
    const row = await regularDispatch(store.db, issueId, config.list.id)
    if (row === undefined) {
      if (!forgotten.includes(issueId)) continue
      const graceMs = config.graceMinutes * 60_000
      await missForgotten(store, { issueId, listId: config.list.id, graceMs }, ports)
      continue
    }
    // Each only where it is in that state.
    await withoutHalfWritten(store, row, ports)
    await missScheduled(store, row.id, 'from-backup', ports)
    await pauseRestored(store, row.id, ports)
  }
  await store.db.transaction().execute((db) => journalIsKnown(store, db, 'sendings'))
  removeRestoredMark(store)
}

/** Whoever goes on with it has to know that those who seem to wait may have it. */
async function pauseRestored(store: Store, dispatchId: string, ports: Ports): Promise<void> {
  await pauseDispatch(store, dispatchId, 'restored', 'restored', ports)
  await store.db
    .updateTable('dispatch')
    .set({ reason: 'restored' })
    .where('id', '=', dispatchId)
    .where('status', '=', 'paused')
    .execute()
}

/** One that was only being written would make room for a second sending. */
async function withoutHalfWritten(store: Store, row: DispatchRow, ports: Ports): Promise<void> {
  if (row.due_at !== null) await putBackOnSchedule(store, row.id, ports)
  else {
    await store.db
      .transaction()
      .execute((trx) => moveDispatch(trx, 'D2', row.id, { ports, actor: 'restored' }))
  }
}
