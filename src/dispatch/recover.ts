import type { Store } from '../store/store.ts'
import type { DispatchState } from '../store/tables.ts'
import { acceptDoubt } from './decide-doubt.ts'
import { resolveByEvent } from './evidence.ts'
import { judgeFirst } from './first-batch.ts'
import { moveBatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { MAX_ATTEMPTS, release, submitted } from './record.ts'
import type { SendingSession } from './sending-session.ts'
import type { Transport } from './transport.ts'

/** How long a doubt waits for evidence before it is held for good. */
export const HOLD_AFTER_MS = 24 * 60 * 60_000

/**
 * The sweep at the start of every run. Alone, nobody else is sending: whatever says `submitting` was
 * left by a process that died between its intent and its answer. Among others only that of which the
 * lease has ended; an answer that comes after all still counts (B9).
 */
export async function sweep(
  store: Store,
  dispatchId: string,
  session: Pick<SendingSession, 'kind'>,
  ports: Ports,
): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    const mover: Mover = { ports, actor: 'sweep', why: 'stopped' }
    const left = await trx
      .selectFrom('batch')
      .select(['id', 'attempt_id'])
      .where('dispatch_id', '=', dispatchId)
      .where('status', '=', 'submitting')
      .$if(session.kind === 'shared', (query) => query.where('lease_until', '<', ports.now()))
      .execute()
    for (const { id } of left) {
      await moveBatch(trx, 'B8', { id }, mover, { doubt_since: ports.now(), lease_until: null })
    }
    const attempts = left.flatMap(({ attempt_id }) => (attempt_id === null ? [] : [attempt_id]))
    if (attempts.length === 0) return
    await trx
      .updateTable('attempt')
      .set({ state: 'unknown', error_class: 'stopped', ended_at: ports.now() })
      .where('id', 'in', attempts)
      .where('state', '=', 'intent')
      .execute()
  })
}

/**
 * Every doubt that the transport itself can settle: B9 when the mail is there, B18 when it
 * certainly is not. What nobody can settle is sent again at once where the dispatch says so (B12),
 * and is otherwise held after a day (B13). What a transport proves counts only while nobody sends.
 */
export async function resolveDoubts(
  store: Store,
  dispatchId: string,
  transport: Transport,
  session: SendingSession,
  ports: Ports,
): Promise<void> {
  for (const doubt of await doubts(store, dispatchId)) {
    if (await resolveByEvent(store, doubt, ports)) continue
    const { proof } = transport
    if (proof !== undefined && doubt.transport === transport.name && session.isHere(doubt.owner)) {
      const refs = await refsOf(store, doubt)
      await session.whileAlone(async () => {
        await settleDoubt(store, doubt, await proof({ ...doubt, refs }), ports)
      })
      continue
    }
    const mover: Mover = { ports, actor: 'sweep' }
    await store.db.transaction().execute(async (trx) => {
      const again =
        doubt.onUnknown === 'resend' &&
        doubt.status !== 'cancelling' &&
        doubt.attempts < MAX_ATTEMPTS
      if (again && (await acceptDoubt(trx, doubt, { ...mover, why: 'policy' })) > 0) return
      if (ports.now() - (doubt.since ?? 0) < HOLD_AFTER_MS) return
      // Whoever is held counts as answered: first it pauses for one of the first people.
      await judgeFirst(trx, doubt.dispatchId, mover)
      const why = '24 hours without evidence'
      const batch = { id: doubt.batchId, attemptId: doubt.attemptId }
      await moveBatch(trx, 'B13', batch, { ...mover, why })
    })
  }
}

type Doubt = {
  batchId: string
  attemptId: string
  dispatchId: string
  issueId: string
  transport: string
  owner: string
  since: number | null
  attempts: number
  onUnknown: 'hold' | 'resend'
  status: DispatchState
}

async function settleDoubt(
  store: Store,
  doubt: Doubt,
  taken: boolean,
  ports: Ports,
): Promise<void> {
  const batch = { id: doubt.batchId, attemptId: doubt.attemptId }
  await store.db.transaction().execute(async (trx) => {
    const mover: Mover = { ports, actor: 'proof' }
    if (taken) {
      if (!(await moveBatch(trx, 'B9', batch, mover, { doubt_since: null }))) return
      await submitted(trx, doubt)
    } else {
      const set = { attempt_id: null, owner: null, doubt_since: null }
      if (!(await moveBatch(trx, 'B18', batch, mover, set))) return
      await release(trx, doubt)
    }
    await trx
      .updateTable('attempt')
      .set({ state: taken ? 'evidenced' : 'refused', ended_at: ports.now() })
      .where('id', '=', doubt.attemptId)
      .execute()
  })
}

async function doubts(store: Store, dispatchId: string): Promise<Doubt[]> {
  return store.db
    .selectFrom('batch')
    .innerJoin('attempt', 'attempt.id', 'batch.attempt_id')
    .innerJoin('dispatch', 'dispatch.id', 'batch.dispatch_id')
    .select([
      'batch.id as batchId',
      'attempt.id as attemptId',
      'batch.dispatch_id as dispatchId',
      'dispatch.issue_id as issueId',
      'attempt.transport',
      'attempt.owner',
      'batch.doubt_since as since',
      'batch.attempts',
      'dispatch.on_unknown as onUnknown',
      'dispatch.status',
    ])
    .where('batch.dispatch_id', '=', dispatchId)
    .where('batch.status', '=', 'in_doubt')
    .orderBy('batch.seq')
    .execute()
}

async function refsOf(store: Store, doubt: Doubt): Promise<string[]> {
  const rows = await store.db
    .selectFrom('recipient')
    .select('ref')
    .where('batch_id', '=', doubt.batchId)
    .where('attempt_id', '=', doubt.attemptId)
    .where('state', '=', 'planned')
    .execute()
  return rows.map(({ ref }) => ref)
}
