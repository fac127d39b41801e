import type { Store } from '../store/store.ts'
import type { DecisionRow } from '../store/tables.ts'
import { decisionsAbout } from './decision.ts'
import { REST_OPENED } from './first-batch.ts'
import { noteInLedger } from './ledger-log.ts'
import type { Ports } from './ports.ts'
import {
  batchTransitions,
  dispatchTransitions,
  type BatchMove,
  type DispatchMove,
} from './transitions.ts'

/** What happened to one issue, for a person to read. */
export type LogEntry =
  | ({ kind: 'decision' } & Pick<DecisionRow, 'at' | 'action' | 'person' | 'why' | 'people'>)
  /** Of its own accord: the process, the mail server, the clock. `why` as the ledger keeps it. */
  | { kind: 'dispatch'; at: number; move: DispatchMove | 'missed'; why: string | undefined }
  /** Of so many batches after each other; `at` is the last of them. */
  | { kind: 'batches'; at: number; move: ToldBatchMove; batches: number }
  /** The disk was full and the ballast was let go. */
  | { kind: 'ballast'; at: number }
  /** The first people were answered; all the others may go. */
  | { kind: 'rest-opened'; at: number }

/** Of the moves that are logged, those that say something about people. */
const told = ['B8', 'B9', 'B13', 'B16', 'B18'] as const satisfies BatchMove[]
export type ToldBatchMove = (typeof told)[number]

/**
 * Oldest first. What an editor set in motion is told by the decision, with the name; the ledger's own
 * lines about it (`editor`) say the same once more and are left out.
 */
export async function dispatchLog(
  store: Pick<Store, 'db'>,
  issueId: string,
  dispatchId: string | undefined,
): Promise<LogEntry[]> {
  const decisions = (await decisionsAbout(store, issueId)).map(
    ({ at, action, person, why, people }): LogEntry => ({
      kind: 'decision',
      at,
      action,
      person,
      why,
      people,
    }),
  )
  const moves = dispatchId === undefined ? [] : await movesOf(store, dispatchId)
  // A decision and what it led to carry one time; the decision comes first.
  return together([...decisions, ...moves].toSorted((a, b) => a.at - b.at))
}

async function movesOf({ db }: Pick<Store, 'db'>, dispatchId: string): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('ledger_log')
    .select(['at', 'why', 'to_state'])
    .where('dispatch_id', '=', dispatchId)
    .where('actor', '<>', 'editor')
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ at, why, to_state }): LogEntry[] => {
    const [id = '', ...rest] = (why ?? '').split(' ')
    const reason = rest.length === 0 ? undefined : rest.join(' ')
    if (id === BALLAST) return [{ kind: 'ballast', at }]
    if (id === REST_OPENED) return [{ kind: 'rest-opened', at }]
    // One that a restored database forgot was never moved there: its line is the reason alone.
    if (to_state === 'missed') return [{ kind: 'dispatch', at, move: 'missed', why: reason ?? id }]
    const move = dispatchTransitions.find((one) => one.id === id)
    if (move !== undefined) return [{ kind: 'dispatch', at, move: move.id, why: reason }]
    const batch = batchTransitions.find((one) => one.id === id)
    const said = told.find((one) => one === batch?.id)
    return said === undefined ? [] : [{ kind: 'batches', at, move: said, batches: 1 }]
  })
}

/** Tells that the disk was full and is to be looked at. */
export async function noteBallast(
  { db }: Pick<Store, 'db'>,
  dispatchId: string,
  ports: Pick<Ports, 'now' | 'newId'>,
): Promise<void> {
  const { status } = await db
    .selectFrom('dispatch')
    .select('status')
    .where('id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  const about = { actor: 'disk', dispatch_id: dispatchId, batch_id: null }
  const states = { from_state: status, to_state: status }
  await noteInLedger(db, { ...about, ...states, why: BALLAST }, ports)
}

/** In `ledger_log.why` where a transition has its id. */
const BALLAST = 'ballast'

/** The same about many batches in a row is one line. */
function together(entries: readonly LogEntry[]): LogEntry[] {
  const found: LogEntry[] = []
  for (const entry of entries) {
    const before = found.at(-1)
    if (entry.kind === 'batches' && before?.kind === 'batches' && before.move === entry.move) {
      found[found.length - 1] = { ...entry, batches: before.batches + 1 }
    } else found.push(entry)
  }
  return found
}
