import { storageFault } from '../store/storage-fault.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow } from '../store/tables.ts'
import { joinDispatch, type Sending, type Sent } from './dispatch-issue.ts'

/** How often is looked whether there is something to send, in milliseconds. */
const LOOK_MS = 1_000
/** How often a dispatch with open doubts is looked at: they wait for evidence, or for a day. */
const DOUBTS_MS = 60_000
/** After a database that could not be reached, or a server that refuses. */
const TROUBLE_MS = 10_000

export type Joining = Sending & {
  /** What one dispatch came to on this machine. */
  onSent?: (issueId: string, sent: Exclude<Sent, { kind: 'begun' | 'changed' }>) => void
  /** The database cannot be used now; it is tried again. */
  onTrouble?: (error: unknown) => void
}

/**
 * Helps with every dispatch that somebody began, on any machine, until `signal` aborts: then it
 * finishes the calls that are under way and ends. It begins, resumes and decides nothing itself.
 */
export async function joinDispatches(joining: Joining): Promise<void> {
  const { store, ports, signal } = joining
  const lookedAt = new Map<string, number>()
  while (!signal.aborted) {
    let wait = LOOK_MS
    try {
      for (const { id, issue_id, status } of await openDispatches(store)) {
        if (signal.aborted) return
        const last = lookedAt.get(id) ?? -Infinity
        if (status === 'settling' && ports.monotonic() - last < DOUBTS_MS) continue
        lookedAt.set(id, ports.monotonic())
        const sent = await joinDispatch(id, joining)
        if (sent.kind === 'begun' || sent.kind === 'changed') continue
        if (status !== 'settling') joining.onSent?.(issue_id, sent)
        if (sent.kind !== 'ran' || sent.end !== 'finished') wait = TROUBLE_MS
      }
    } catch (error) {
      if (storageFault(error) === undefined) throw error
      joining.onTrouble?.(error)
      wait = TROUBLE_MS
    }
    await ports.wait(wait, signal)
  }
}

function openDispatches({ db }: Store): Promise<Pick<DispatchRow, 'id' | 'issue_id' | 'status'>[]> {
  return db
    .selectFrom('dispatch')
    .select(['id', 'issue_id', 'status'])
    .where('status', 'in', ['sending', 'settling', 'cancelling'])
    .orderBy('created_at')
    .execute()
}
