import type { Config } from '../config.ts'
import { listIssues } from '../issue/list-issues.ts'
import { journalIsKnown } from '../store/journal.ts'
import { removeRestoredMark, restoredMark } from '../store/restored-mark.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow } from '../store/tables.ts'
import { dueOf } from './look-at-issue.ts'
import { recordMissed } from './missed.ts'
import { moveDispatch } from './move.ts'
import { regularDispatch } from './plan.ts'
import type { Ports } from './ports.ts'
import { forgottenSendings } from './sending-journal.ts'
import { pauseDispatch } from './settle.ts'

/**
 * Somebody has seen what a restored database forgot, and sending may go on. None of it goes out again
 * by itself: a dispatch that seems to be under way is paused, and an issue that seems never to have
 * been sent is missed. After `rondbrief restore` that goes for every issue whose moment has passed:
 * the files that say what was sent may be lost as well.
 */
export async function acceptForgotten(store: Store, config: Config, ports: Ports): Promise<void> {
  const forgotten = (await forgottenSendings(store)).map(({ issue }) => issue)
  const all = restoredMark(store) === undefined ? [] : await listIssues(config.root)
  for (const issueId of new Set([...forgotten, ...all])) {
    const existing = await withoutHalfWritten(store, issueId, config, ports)
    const due = await dueOf(issueId, config)
    if (existing !== undefined) {
      await pauseRestored(store, existing.id, ports)
    } else if (due !== undefined && (forgotten.includes(issueId) || due.at <= ports.now())) {
      const graceMs = config.graceMinutes * 60_000
      await recordMissed(store, { issueId, listId: config.list.id, graceMs, due }, 'late', ports)
    }
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

/** The one dispatch of an issue; one that was only being written would make room for a second sending. */
async function withoutHalfWritten(
  store: Store,
  issueId: string,
  config: Config,
  ports: Ports,
): Promise<DispatchRow | undefined> {
  return store.db.transaction().execute(async (trx) => {
    const found = await regularDispatch(trx, issueId, config.list.id)
    if (found?.status !== 'preparing') return found
    await moveDispatch(trx, 'D2', found.id, { ports, actor: 'restored' })
    return undefined
  })
}
