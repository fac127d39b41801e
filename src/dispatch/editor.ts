import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { BatchState, Tables } from '../store/tables.ts'
import { batchesOf } from './batches-of.ts'
import { acceptDoubt, plannedIn, takeOverHeld } from './decide-doubt.ts'
import { decide, type Decided, type Deciding } from './decide.ts'
import { EVERYONE, goOnWithAll } from './first-batch.ts'
import { moveBatch, moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { cancelReady, settleWithin } from './settle.ts'
import { splitBatch } from './split.ts'
import type { DispatchMove } from './transitions.ts'

/** D3: nothing more is claimed; calls that are under way finish. */
export function pauseByHand(
  store: Store,
  dispatchId: string,
  ports: Ports,
  by: Deciding = {},
): Promise<Decided> {
  return decide(store, dispatchId, { action: 'pause', from: ['sending'] }, by, ports, (trx) =>
    moved(trx, ['D3'], dispatchId, { ports, actor: 'editor', why: 'by-hand' }, 'by-hand'),
  )
}

/** D4: the same rows go on, in whichever process runs them next. */
export function resumeByHand(
  store: Store,
  dispatchId: string,
  ports: Ports,
  by: Deciding = {},
): Promise<Decided> {
  // One that says `sending` while nobody sends it goes on as well: a process died.
  const from = ['paused', 'sending', 'settling', 'cancelling'] as const
  return decide(store, dispatchId, { action: 'resume', from }, by, ports, async (trx) => {
    await goOnWithAll(trx, dispatchId)
    return moved(trx, ['D4'], dispatchId, { ports, actor: 'editor' }, null)
  })
}

/** D11, D12, B14: nobody else gets it. Calls that are under way finish; their doubts stay open. */
export function cancelDispatch(
  store: Store,
  dispatchId: string,
  ports: Ports,
  by: Deciding = {},
): Promise<Decided> {
  const from = ['sending', 'paused'] as const
  return decide(store, dispatchId, { action: 'cancel', from }, by, ports, async (trx) => {
    const mover: Mover = { ports, actor: 'editor' }
    const { reason } = await trx
      .selectFrom('dispatch')
      .select('reason')
      .where('id', '=', dispatchId)
      .executeTakeFirstOrThrow()
    await moved(trx, ['D11', 'D12'], dispatchId, mover, null)
    const people = await cancelReady(trx, dispatchId, mover)
    if (reason === FROM_BACKUP) await markUnsure(trx, dispatchId)
    await settleWithin(trx, dispatchId, ports)
    return people
  })
}

/** Why a dispatch is paused whose database was put back; who seems to wait in it may have the mail. */
const FROM_BACKUP = 'restored'

/** Of whoever is cancelled now: only sent to when somebody accepts that they may get it twice. */
async function markUnsure(trx: Transaction<Tables>, dispatchId: string): Promise<void> {
  await trx
    .updateTable('recipient')
    .set({ reason: FROM_BACKUP })
    .where('state', '=', 'cancelled')
    .where('batch_id', 'in', batchesOf(trx, dispatchId))
    .execute()
}

/** B12: all in doubt are sent again, though they may have it. Not those whom an event names. */
export function acceptDoubts(
  store: Store,
  dispatchId: string,
  ports: Ports,
  by: Deciding = {},
): Promise<Decided> {
  const from = ['sending', 'paused', 'settling'] as const
  return decide(store, dispatchId, { action: 'accept-doubt', from }, by, ports, async (trx) => {
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
export function holdDoubts(
  store: Store,
  dispatchId: string,
  ports: Ports,
  by: Deciding = {},
): Promise<Decided> {
  const from = ['sending', 'paused', 'settling', 'cancelling'] as const
  return decide(store, dispatchId, { action: 'hold', from }, by, ports, async (trx) => {
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
    .where('batch.dispatch_id', '=', dispatchId)
    .where('recipient.email', 'is not', null)
    .groupBy(['recipient.state', 'recipient.reason', 'batch.status'])
    .execute()
  const rest: Rest = { cancelled: 0, failed: 0, held: 0 }
  for (const { state, reason, status, count } of rows) {
    if (state === 'cancelled' && reason === FROM_BACKUP) rest.held += Number(count)
    else if (state === 'cancelled') rest.cancelled += Number(count)
    else if (state === 'rejected' && RETRYABLE.includes(reason ?? '')) rest.failed += Number(count)
    else if (state === 'planned' && status === 'held') rest.held += Number(count)
  }
  return rest
}

/** How many people an editor may still decide about: in doubt and not held. */
export async function inDoubt(store: Pick<Store, 'db'>, dispatchId: string): Promise<number> {
  const { count } = await store.db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('batch.dispatch_id', '=', dispatchId)
    .where('recipient.state', '=', 'planned')
    .where('batch.status', '=', 'in_doubt')
    .executeTakeFirstOrThrow()
  return Number(count)
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
  by: Deciding = {},
): Promise<Decided> {
  const from = ['done', 'done_with_holds', 'cancelled', 'settling'] as const
  const action = accepted.duplicates ? 'send-rest-duplicates' : 'send-rest'
  return decide(store, dispatchId, { action, from }, by, ports, async (trx) => {
    const mover: Mover = { ports, actor: 'editor' }
    let people = await planAgain(trx, dispatchId, accepted, ports)
    if (accepted.duplicates) {
      for (const held of await batchesIn(trx, dispatchId, 'held')) {
        people += await takeOverHeld(trx, held, mover)
      }
    }
    if (people === 0) return 0
    await sendAgain(trx, dispatchId, mover)
    return people
  })
}

/**
 * D14, D15, D16, D6: a dispatch that came to its end goes on. Its moment was for the first time; from here
 * on a person sends it, who has seen what came of the others.
 */
export async function sendAgain(
  trx: Transaction<Tables>,
  dispatchId: string,
  mover: Mover,
): Promise<void> {
  const set = { finished_at: null, due_at: null, reason: null, claim_below: EVERYONE }
  for (const id of ['D14', 'D15', 'D16', 'D6'] as const) {
    if (await moveDispatch(trx, id, dispatchId, mover, set)) return
  }
}

async function planAgain(
  trx: Transaction<Tables>,
  dispatchId: string,
  { duplicates }: { duplicates: boolean },
  ports: Ports,
): Promise<number> {
  const rows = await trx
    .updateTable('recipient')
    .set({ state: 'planned', reason: null, attempt_id: null })
    .where('batch_id', 'in', batchesOf(trx, dispatchId))
    .where('email', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'cancelled'),
        eb.and([eb('state', '=', 'rejected'), eb('reason', 'in', RETRYABLE)]),
      ]),
    )
    .$if(!duplicates, (query) =>
      query.where((eb) => eb.or([eb('reason', 'is', null), eb('reason', '<>', FROM_BACKUP)])),
    )
    .returning(['ref', 'batch_id'])
    .execute()
  const byBatch = Map.groupBy(rows, (row) => row.batch_id)
  for (const [batchId, members] of byBatch) {
    await splitBatch(trx, batchId, [members.map(({ ref }) => ref)], ports)
  }
  return rows.length
}

/** Along the first of these that the dispatch can go. It is about no number of people. */
async function moved(
  trx: Transaction<Tables>,
  ids: readonly DispatchMove[],
  dispatchId: string,
  mover: Mover,
  reason: string | null,
): Promise<undefined> {
  for (const id of ids) if (await moveDispatch(trx, id, dispatchId, mover, { reason })) return
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
