import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { BatchState, DispatchState, Tables } from '../store/tables.ts'
import { acceptDoubt, plannedIn, takeOverHeld } from './decide-doubt.ts'
import { moveBatch, moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { cancelReady, settleWithin } from './settle.ts'
import { splitBatch } from './split.ts'

/**
 * What an editor decides about a dispatch. Each is one transaction in which the state is read and
 * changed, so that it may come while a process is sending; that process finds the rows changed.
 * Pause and resume are in `settle.ts`.
 */
export type Decided =
  | { kind: 'decided'; people: number }
  /** The dispatch is in a state in which this cannot be decided. */
  | { kind: 'not-now'; state: DispatchState | undefined }

/** D11, D12, B14: nobody else gets it. Calls that are under way finish; their doubts stay open. */
export function cancelDispatch(store: Store, dispatchId: string, ports: Ports): Promise<Decided> {
  return decide(store, dispatchId, ['sending', 'paused'], async (trx) => {
    const mover: Mover = { ports, actor: 'editor' }
    const moved =
      (await moveDispatch(trx, 'D11', dispatchId, mover, { reason: null })) ||
      (await moveDispatch(trx, 'D12', dispatchId, mover, { reason: null }))
    const people = moved ? await cancelReady(trx, dispatchId, mover) : 0
    await settleWithin(trx, dispatchId, ports)
    return people
  })
}

/** B12: all in doubt are sent again, though they may have it. Not those whom an event names. */
export function acceptDoubts(store: Store, dispatchId: string, ports: Ports): Promise<Decided> {
  const states = ['sending', 'paused', 'settling'] as const
  return decide(store, dispatchId, states, async (trx) => {
    const mover: Mover = { ports, actor: 'editor' }
    let people = 0
    for (const doubt of await batchesIn(trx, dispatchId, 'in_doubt')) {
      people += await acceptDoubt(trx, doubt, mover)
    }
    await settleWithin(trx, dispatchId, ports)
    return people
  })
}

/** B13: all in doubt are never sent again unless somebody says so; the dispatch can end. */
export function holdDoubts(store: Store, dispatchId: string, ports: Ports): Promise<Decided> {
  const states = ['sending', 'paused', 'settling', 'cancelling'] as const
  return decide(store, dispatchId, states, async (trx) => {
    const mover: Mover = { ports, actor: 'editor' }
    let people = 0
    for (const { batchId, attemptId } of await batchesIn(trx, dispatchId, 'in_doubt')) {
      if (!(await moveBatch(trx, 'B13', { id: batchId, attemptId }, mover))) continue
      people += (await plannedIn(trx, batchId)).length
    }
    await settleWithin(trx, dispatchId, ports)
    return people
  })
}

/** Who of a dispatch that came to its end did not get it, and may still. */
export type Rest = {
  /** Stopped before it was their turn. */
  cancelled: number
  /** Refused so often that it was given up, or together with everyone else. */
  failed: number
  /** They may have it: only sent when somebody accepts that they may get it twice. */
  held: number
}

/** Refusals that say nothing about the address. */
const RETRYABLE = ['too-many-attempts', 'message-refused']

export async function restOf(store: Pick<Store, 'db'>, dispatchId: string): Promise<Rest> {
  const rows = await store.db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select((eb) => [
      'recipient.state',
      'recipient.reason',
      'batch.status',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('recipient.dispatch_id', '=', dispatchId)
    .where('recipient.email', 'is not', null)
    .groupBy(['recipient.state', 'recipient.reason', 'batch.status'])
    .execute()
  const rest: Rest = { cancelled: 0, failed: 0, held: 0 }
  for (const { state, reason, status, count } of rows) {
    if (state === 'cancelled') rest.cancelled += count
    else if (state === 'rejected' && RETRYABLE.includes(reason ?? '')) rest.failed += count
    else if (state === 'planned' && status === 'held') rest.held += count
  }
  return rest
}

/**
 * D14, D15, D16, B17: sends to those who did not get it. Their own rows go back to `planned`, by
 * compare-and-set and in the same dispatch, so that the totals stay the totals and nobody else can
 * be among them. Held ones only with `duplicates`.
 */
export function sendRest(
  store: Store,
  dispatchId: string,
  accepted: { duplicates: boolean },
  ports: Ports,
): Promise<Decided> {
  const states = ['done', 'done_with_holds', 'cancelled', 'settling'] as const
  return decide(store, dispatchId, states, async (trx) => {
    const mover: Mover = { ports, actor: 'editor' }
    let people = await planAgain(trx, dispatchId, ports)
    if (accepted.duplicates) {
      for (const held of await batchesIn(trx, dispatchId, 'held')) {
        people += await takeOverHeld(trx, held, mover)
      }
    }
    if (people === 0) return 0
    // Its moment was for the first time; from here on a person sends it.
    const set = { finished_at: null, due_at: null, reason: null }
    for (const id of ['D14', 'D15', 'D16', 'D6'] as const) {
      if (await moveDispatch(trx, id, dispatchId, mover, set)) break
    }
    return people
  })
}

async function planAgain(
  trx: Transaction<Tables>,
  dispatchId: string,
  ports: Ports,
): Promise<number> {
  const rows = await trx
    .updateTable('recipient')
    .set({ state: 'planned', reason: null, attempt_id: null })
    .where('dispatch_id', '=', dispatchId)
    .where('email', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'cancelled'),
        eb.and([eb('state', '=', 'rejected'), eb('reason', 'in', RETRYABLE)]),
      ]),
    )
    .returning(['ref', 'batch_id'])
    .execute()
  const byBatch = Map.groupBy(rows, (row) => row.batch_id)
  for (const [batchId, members] of byBatch) {
    await splitBatch(trx, batchId, [members.map(({ ref }) => ref)], ports)
  }
  return rows.length
}

async function decide(
  store: Store,
  dispatchId: string,
  states: readonly DispatchState[],
  work: (trx: Transaction<Tables>) => Promise<number>,
): Promise<Decided> {
  return store.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('dispatch')
      .select('status')
      .where('id', '=', dispatchId)
      .executeTakeFirst()
    if (row === undefined || !states.includes(row.status)) {
      return { kind: 'not-now', state: row?.status }
    }
    return { kind: 'decided', people: await work(trx) }
  })
}

async function batchesIn(
  trx: Transaction<Tables>,
  dispatchId: string,
  state: BatchState,
): Promise<{ batchId: string; attemptId: string }[]> {
  const rows = await trx
    .selectFrom('batch')
    .select(['id', 'attempt_id'])
    .where('dispatch_id', '=', dispatchId)
    .where('status', '=', state)
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ id, attempt_id }) =>
    attempt_id === null ? [] : [{ batchId: id, attemptId: attempt_id }],
  )
}
