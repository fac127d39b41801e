import type { BatchState, DispatchState } from '../store/tables.ts'

/**
 * Everything a batch and a dispatch may become, and nothing else. The ledger moves rows only by
 * these ids, `README.md` beside this file prints the same rows, and a test holds them together.
 * Ids are permanent, because ledger_log keeps them; B10, B11 and B15 wait for fencing.
 */
export type Transition<State extends string> = {
  id: string
  from: State
  to: State
  /** What sets it off. */
  trigger: string
  /** What must hold in the same transaction. */
  guard: string
  /** Written to `ledger_log`; the routine ones are told by their attempt row. */
  logged: boolean
}

export const batchTransitions = [
  move(
    'B1',
    'ready',
    'submitting',
    'claim (T1)',
    'dispatch sending; seq below what may be claimed; not_before passed, or further away than any wait; content hash equal; suppression applied; attempt inserted',
    false,
  ),
  move('B2', 'ready', 'accepted', 'claim, nobody left', 'every recipient suppressed', true),
  move(
    'B3',
    'submitting',
    'ready',
    'given back before the call',
    'same attempt; nothing written',
    true,
  ),
  move('B4', 'submitting', 'accepted', 'positive answer (T2)', 'same attempt', false),
  move(
    'B5',
    'submitting',
    'ready',
    'provable refusal for now',
    'same attempt; not_before set',
    true,
  ),
  move(
    'B6',
    'submitting',
    'rejected',
    'provable refusal for good',
    'same attempt; one recipient',
    true,
  ),
  move(
    'B6s',
    'submitting',
    'split',
    'provable refusal of a larger batch',
    'same attempt; its recipients move to new batches',
    true,
  ),
  move(
    'B7',
    'submitting',
    'ready',
    'account or settings problem',
    'same attempt; dispatch paused with it',
    true,
  ),
  move(
    'B8',
    'submitting',
    'in_doubt',
    'unknown answer, or found at start-up',
    'same attempt; doubt_since set',
    true,
  ),
  move('B9', 'in_doubt', 'accepted', 'proof, evidence or a late answer', 'same attempt', true),
  move(
    'B12',
    'in_doubt',
    'ready',
    'an editor accepts possible duplicates, or policy resend',
    'same attempt; no event names it; attempt becomes presumed_unsent',
    true,
  ),
  move(
    'B13',
    'in_doubt',
    'held',
    '24 hours without evidence, or an editor',
    'same attempt; not sent again',
    true,
  ),
  move(
    'B14',
    'ready',
    'cancelled',
    'cancel',
    'dispatch cancelling; its recipients become cancelled',
    true,
  ),
  move('B16', 'held', 'accepted', 'evidence or an answer after the hold', 'same attempt', true),
  move(
    'B17',
    'held',
    'cancelled',
    'an editor sends the rest and accepts possible duplicates',
    'same attempt; no event names it; attempt becomes presumed_unsent; recipients move to a new batch',
    true,
  ),
  move(
    'B18',
    'in_doubt',
    'ready',
    'proof that it was not taken',
    'process lock held; attempt becomes refused',
    true,
  ),
  move(
    'B19',
    'ready',
    'split',
    'larger than the transport takes',
    'its recipients move to new batches',
    true,
  ),
] as const satisfies Transition<BatchState>[]

export const dispatchTransitions = [
  move(
    'D1',
    'preparing',
    'sending',
    'the snapshot is complete',
    'prepared_at set; candidates = recipients + excluded',
    true,
  ),
  move(
    'D2',
    'preparing',
    'discarded',
    'a crash left half a snapshot, the list changed, or somebody stopped it',
    'prepared_at empty; nobody is a recipient yet',
    true,
  ),
  move(
    'D3',
    'sending',
    'paused',
    'account or settings problem, too late to go on unasked, or the first people are unsure or mostly refused',
    'reason set',
    true,
  ),
  move('D4', 'paused', 'sending', 'resumed', 'reason cleared', true),
  move(
    'D5',
    'sending',
    'settling',
    'nothing ready or submitting, doubts remain',
    'read from the batches',
    true,
  ),
  move('D6', 'settling', 'sending', 'a doubt became ready again', 'read from the batches', true),
  move('D7', 'sending', 'done', 'nothing open', 'no recipient is planned', true),
  move('D8', 'settling', 'done', 'every doubt became accepted', 'no recipient is planned', true),
  move(
    'D9',
    'settling',
    'done_with_holds',
    'every doubt became accepted or held',
    'each held batch is listed',
    true,
  ),
  move(
    'D10',
    'missed',
    'discarded',
    'an editor chose a new moment, sends it now, or took it back before it came',
    'nothing was ever sent',
    true,
  ),
  move('D11', 'sending', 'cancelling', 'cancel', 'all that was ready is cancelled with it', true),
  move('D12', 'paused', 'cancelling', 'cancel', 'all that was ready is cancelled with it', true),
  move(
    'D13',
    'cancelling',
    'cancelled',
    'nothing open',
    'no batch is ready, submitting or in doubt',
    true,
  ),
  move(
    'D14',
    'done_with_holds',
    'sending',
    'an editor sends the rest, or to who joined',
    'somebody of the rest is planned again',
    true,
  ),
  move(
    'D15',
    'done',
    'sending',
    'an editor sends the rest, or to who joined',
    'somebody of the rest is planned again',
    true,
  ),
  move(
    'D16',
    'cancelled',
    'sending',
    'an editor sends the rest, or to who joined',
    'somebody of the rest is planned again',
    true,
  ),
  move(
    'D17',
    'done_with_holds',
    'done',
    'evidence for all that was held',
    'no recipient is planned',
    true,
  ),
  move(
    'D18',
    'scheduled',
    'preparing',
    'its moment has come',
    'what would be sent is what was frozen',
    true,
  ),
  move(
    'D19',
    'scheduled',
    'discarded',
    'an editor took its moment back, chose another, or sends it now',
    'nothing was ever sent',
    true,
  ),
  move(
    'D20',
    'scheduled',
    'missed',
    'its moment went by longer ago than the grace period, or the database was put back from a backup',
    'reason set',
    true,
  ),
  move(
    'D21',
    'preparing',
    'scheduled',
    'a crash left half a snapshot, or the list changed, of what was scheduled',
    'prepared_at empty; nobody is a recipient yet',
    true,
  ),
] as const satisfies Transition<DispatchState>[]

export type BatchMove = (typeof batchTransitions)[number]['id']
export type DispatchMove = (typeof dispatchTransitions)[number]['id']

export function batchTransition(id: BatchMove): Transition<BatchState> {
  return found(batchTransitions, id)
}

export function dispatchTransition(id: DispatchMove): Transition<DispatchState> {
  return found(dispatchTransitions, id)
}

function found<State extends string>(
  all: readonly Transition<State>[],
  id: string,
): Transition<State> {
  const transition = all.find((one) => one.id === id)
  if (transition === undefined) throw new Error(`There is no transition ${id}`)
  return transition
}

function move<Id extends string, From extends string, To extends string>(
  id: Id,
  from: From,
  to: To,
  trigger: string,
  guard: string,
  logged: boolean,
) {
  return { id, from, to, trigger, guard, logged }
}
