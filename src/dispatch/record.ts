import type { Transaction } from 'kysely'
import { besideOthers, type Store } from '../store/store.ts'
import type { AttemptState, Tables } from '../store/tables.ts'
import type { Claim } from './claim.ts'
import { judgeFirst } from './first-batch.ts'
import { moveBatch, moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { splitBatch } from './split.ts'
import type { Reason, SubmitOutcome } from './transport.ts'

/** After this many refusals of one batch on its own account it is given up, visibly. */
export const MAX_ATTEMPTS = 10

/** No batch waits longer for its next attempt, whatever a server says. */
export const LONGEST_WAIT_MS = 30 * 60_000

/**
 * The halves of a batch in which nobody knows the guilty one: a provider locks out whoever repeats bad
 * requests fast, and meanwhile others show whether it refuses everybody.
 */
const HALVES_WAIT_MS = 5_000

/** Where the recipients of a batch are after its outcome was recorded, in words of `Progress`. */
export type Recorded = 'sent' | 'failed' | 'unsure' | 'waiting'

/**
 * T2, one transaction: what the one call of this attempt came to. Every change is conditional on
 * the batch still being `submitting` under this attempt. Gives where its recipients are now;
 * undefined: somebody else decided first.
 */
export async function recordOutcome(
  store: Store,
  claim: Claim,
  outcome: SubmitOutcome,
  worker: { owner: string },
  ports: Ports,
): Promise<Recorded | undefined> {
  return besideOthers(store, (trx) => recordWithin(trx, claim, outcome, worker, ports))
}

/** `recordOutcome` in a transaction that is there. */
export async function recordWithin(
  trx: Transaction<Tables>,
  claim: Claim,
  outcome: SubmitOutcome,
  worker: { owner: string },
  ports: Ports,
): Promise<Recorded | undefined> {
  const why = outcome.kind === 'accepted' ? undefined : outcome.reason
  const mover: Mover = { ports, actor: worker.owner, ...(why !== undefined && { why }) }
  const recorded = await settle(trx, claim, outcome, mover)
  if (recorded === undefined) return undefined
  await endAttempt(trx, claim.attemptId, attemptState(outcome), outcome, ports.now())
  return recorded
}

/** B3: nothing was written, so the batch goes back as if it had not been claimed. */
export async function giveBack(
  store: Store,
  claim: Pick<Claim, 'batchId' | 'attemptId'>,
  owner: string,
  ports: Ports,
): Promise<void> {
  await besideOthers(store, async (trx) => {
    const batch = { id: claim.batchId, attemptId: claim.attemptId }
    const set = { ...freed, attempts: (await attempts(trx, claim.batchId)) - 1 }
    if (!(await moveBatch(trx, 'B3', batch, { ports, actor: owner }, set))) return
    await release(trx, claim)
    await trx
      .updateTable('attempt')
      .set({ state: 'refused', error_class: 'stopped', ended_at: ports.now() })
      .where('id', '=', claim.attemptId)
      .execute()
  })
}

/**
 * B3 for a claim whose COMMIT got no answer, when the database is there again: it may have held.
 * Nothing was written for it, because no call follows a claim that is not known to hold.
 */
export async function giveBackLost(
  store: Store,
  attemptId: string,
  owner: string,
  ports: Ports,
): Promise<void> {
  // Alone, so that it waits for the lost transaction where the server is still ending that one.
  const held = await store.db
    .transaction()
    .execute((trx) =>
      trx.selectFrom('attempt').select('batch_id').where('id', '=', attemptId).executeTakeFirst(),
    )
  if (held !== undefined) {
    await giveBack(store, { batchId: held.batch_id, attemptId }, owner, ports)
  }
}

async function settle(
  trx: Transaction<Tables>,
  claim: Claim,
  outcome: SubmitOutcome,
  mover: Mover,
): Promise<Recorded | undefined> {
  const batch = { id: claim.batchId, attemptId: claim.attemptId }
  const now = mover.ports.now()
  switch (outcome.kind) {
    case 'accepted':
      if (!(await accept(trx, batch, mover))) return undefined
      await submitted(trx, claim)
      return 'sent'
    case 'refused-for-now': {
      const tried = await attempts(trx, claim.batchId)
      if (outcome.concerns === 'batch' && tried >= MAX_ATTEMPTS) {
        return reject(trx, claim, 'too-many-attempts', undefined, mover)
      }
      const byServer = outcome.concerns === 'server'
      const wait = byServer ? outcome.waitMs : outcome.waitMs * 2 ** (tried - 1)
      // Waiting for a server says nothing about this batch.
      const set = {
        ...freed,
        not_before: now + Math.min(wait, LONGEST_WAIT_MS),
        attempts: byServer ? tried - 1 : tried,
      }
      if (!(await moveBatch(trx, 'B5', batch, mover, set))) return undefined
      await release(trx, claim)
      return 'waiting'
    }
    case 'rejected':
      return reject(trx, claim, outcome.reason, outcome.index, mover)
    case 'pause': {
      // What is wrong with the account says nothing about this batch.
      const set = { ...freed, attempts: (await attempts(trx, claim.batchId)) - 1 }
      if (!(await moveBatch(trx, 'B7', batch, mover, set))) return undefined
      await release(trx, claim)
      await moveDispatch(trx, 'D3', claim.dispatchId, mover, { reason: outcome.reason })
      return 'waiting'
    }
    case 'unknown':
      if (!(await moveBatch(trx, 'B8', batch, mover, { ...closed, doubt_since: now }))) {
        return undefined
      }
      await judgeFirst(trx, claim.dispatchId, mover)
      return 'unsure'
  }
}

/** B4, or as a late answer when the doubt was written down before it came. */
async function accept(
  trx: Transaction<Tables>,
  batch: { id: string; attemptId: string },
  mover: Mover,
): Promise<boolean> {
  if (await moveBatch(trx, 'B4', batch, mover, closed)) return true
  return acceptLate(trx, batch, { ...mover, why: 'late answer' })
}

/** B9, B16: what was in doubt or held turns out to have been taken. */
export async function acceptLate(
  trx: Transaction<Tables>,
  batch: { id: string; attemptId: string },
  mover: Mover,
): Promise<boolean> {
  const set = { doubt_since: null }
  return (
    (await moveBatch(trx, 'B9', batch, mover, set)) ||
    (await moveBatch(trx, 'B16', batch, mover, set))
  )
}

/** B6: one recipient ends here; of a larger batch the guilty one is set apart, or looked for by halves. */
async function reject(
  trx: Transaction<Tables>,
  claim: Claim,
  reason: Reason,
  index: number | undefined,
  mover: Mover,
): Promise<Recorded | undefined> {
  const batch = { id: claim.batchId, attemptId: claim.attemptId }
  if (claim.recipients.length === 1) {
    if (!(await moveBatch(trx, 'B6', batch, mover, closed))) return undefined
    await trx
      .updateTable('recipient')
      .set({ state: 'rejected', reason })
      .where('batch_id', '=', claim.batchId)
      .where('attempt_id', '=', claim.attemptId)
      .where('state', '=', 'planned')
      .execute()
    return 'failed'
  }
  if (!(await moveBatch(trx, 'B6s', batch, mover, closed))) return undefined
  const refs = claim.recipients.map(({ ref }) => ref)
  await release(trx, claim)
  const guilty = index === undefined ? undefined : refs[index]
  if (guilty !== undefined) {
    const others = refs.filter((ref) => ref !== guilty)
    await splitBatch(trx, claim.batchId, [[guilty], others], mover.ports)
    return 'waiting'
  }
  const half = Math.ceil(refs.length / 2)
  const halves = [refs.slice(0, half), refs.slice(half)]
  await splitBatch(trx, claim.batchId, halves, mover.ports, mover.ports.now() + HALVES_WAIT_MS)
  return 'waiting'
}

type Attempt = { batchId: string; attemptId: string }

const closed = { lease_until: null }
const freed = { lease_until: null, attempt_id: null, owner: null }

async function attempts(trx: Transaction<Tables>, batchId: string): Promise<number> {
  const row = await trx
    .selectFrom('batch')
    .select('attempts')
    .where('id', '=', batchId)
    .executeTakeFirstOrThrow()
  return row.attempts
}

/** Its recipients have the mail, as far as the next server goes. */
export async function submitted(trx: Transaction<Tables>, attempt: Attempt): Promise<void> {
  await trx
    .updateTable('recipient')
    .set({ state: 'submitted' })
    .where('batch_id', '=', attempt.batchId)
    .where('attempt_id', '=', attempt.attemptId)
    .where('state', '=', 'planned')
    .execute()
}

/** Its recipients are free for a next attempt. Gives how many they are. */
export async function release(trx: Transaction<Tables>, attempt: Attempt): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('recipient')
    .set({ attempt_id: null })
    .where('batch_id', '=', attempt.batchId)
    .where('attempt_id', '=', attempt.attemptId)
    .where('state', '=', 'planned')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

function attemptState(outcome: SubmitOutcome): AttemptState {
  switch (outcome.kind) {
    case 'accepted':
      return 'accepted'
    case 'unknown':
      return 'unknown'
    case 'refused-for-now':
    case 'rejected':
    case 'pause':
      return 'refused'
  }
}

async function endAttempt(
  trx: Transaction<Tables>,
  attemptId: string,
  state: AttemptState,
  outcome: SubmitOutcome,
  now: number,
): Promise<void> {
  await trx
    .updateTable('attempt')
    .set({
      state,
      http_status: outcome.status ?? null,
      error_class: outcome.kind === 'accepted' ? null : outcome.reason,
      x_message_id: outcome.kind === 'accepted' ? (outcome.messageId ?? null) : null,
      ended_at: now,
    })
    .where('id', '=', attemptId)
    .execute()
}
