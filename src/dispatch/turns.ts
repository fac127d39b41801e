import type { Budget, Room } from './budget.ts'
import { claimBatch, type Claim, type Claimed, type Claiming } from './claim.ts'
import { ContentChanged, type FrozenContent } from './frozen-content.ts'
import { recordAndClaim } from './record-and-claim.ts'
import { giveBack, giveBackLost, recordOutcome, type Recorded } from './record.ts'
import type { RunOptions } from './run.ts'
import type { SubmitOutcome } from './transport.ts'
import { isStorageError, STORAGE_TRIES, unlessStorage, type Writes } from './until-stored.ts'

/** However long the next batch has to wait, a pause or a cancel is noticed within this. */
export const LOOK_AGAIN_MS = 5_000

/** A claim, when it began by the monotonic clock, and the room in the budget that it took. */
export type Turn = Claimed & { started: number; room: Room | undefined }

/** How the workers of one run come by their batches: room in the budget, and then T1. */
export type Turns = {
  /** Undefined when nothing may be claimed any more; `Run` was then told why. */
  next(): Promise<Turn | undefined>
  /**
   * T2, and with it T1 of this worker's next batch where the answer changes nothing for it and nobody
   * has to wait. Whatever keeps both from being written keeps no answer from it: that is then
   * written alone, as often as it takes, and the claim is looked up like any other that was lost.
   */
  answer(claimed: Claim, outcome: SubmitOutcome): Promise<{ recorded: Recorded; next?: Turn }>
  /** B3: nothing was handed over. */
  giveBack(claimed: Claim, room: Room | undefined): Promise<void>
}

/** What the turns ask and tell of the run that they are of. */
type Run = {
  mayClaimNow(): boolean
  contentChanged(): Promise<void>
  storageFailed(): void
}

export function openTurns(
  dispatchId: string,
  { store, session, transport, ports, checkpoint }: RunOptions,
  { verified, tellsMoves }: FrozenContent,
  budget: Budget,
  writes: Writes,
  run: Run,
): Turns {
  const { owner } = session
  /** Attempts of claims of which it is not known whether they hold, and the room taken for them. */
  const lostClaims = new Map<string, Room | undefined>()
  let failedClaims = 0

  return { next, answer, giveBack: handBack }

  async function next(): Promise<Turn | undefined> {
    await checkpoint?.('claiming')
    const attemptId = ports.newId()
    let started = ports.monotonic()
    let room: Room | undefined
    try {
      await lookUpLost()
      const taken = await budget.take(transport.batchSize)
      if (taken.kind === 'none') {
        return { kind: 'none', nextAt: ports.now() + taken.waitMs, started, room }
      }
      room = taken
      started = ports.monotonic()
      const claimed = await claimBatch(store, dispatchId, claiming(attemptId), ports)
      await giveRoomBack(room, claimed)
      failedClaims = 0
      return { ...claimed, started, room }
    } catch (error) {
      if (isStorageError(error)) return lostClaim(attemptId, room)
      if (room !== undefined) await budget.giveBack(room, transport.batchSize)
      if (!(error instanceof ContentChanged)) throw error
      await run.contentChanged()
      return undefined
    }
  }

  async function answer(claimed: Claim, outcome: SubmitOutcome) {
    const goesOn = outcome.kind === 'accepted' && outcome.restMs === undefined
    const room = goesOn ? await roomAtOnce() : undefined
    if (room === undefined) return { recorded: await record(claimed, outcome) }
    const attemptId = ports.newId()
    const started = ports.monotonic()
    try {
      const answered = { claim: claimed, outcome }
      const both = await recordAndClaim(store, answered, claiming(attemptId), ports)
      await giveRoomBack(room, both.claimed)
      failedClaims = 0
      const recorded = both.recorded ?? ('unsure' as const)
      return { recorded, next: { ...both.claimed, started, room } }
    } catch (error) {
      if (isStorageError(error)) lostClaims.set(attemptId, room)
      const recorded = await record(claimed, outcome)
      if (isStorageError(error)) return { recorded }
      await budget.giveBack(room, transport.batchSize)
      // The claim by itself finds the same, and says so.
      if (error instanceof ContentChanged) return { recorded }
      throw error
    }
  }

  /** When somebody else decided first, the final count from the rows tells what. */
  async function record(claimed: Claim, outcome: SubmitOutcome): Promise<Recorded> {
    const recorded = await writes.untilStored(() =>
      recordOutcome(store, claimed, outcome, { owner }, ports),
    )
    return recorded ?? 'unsure'
  }

  async function handBack(claimed: Claim, room: Room | undefined): Promise<void> {
    await writes.untilStored(() => giveBack(store, claimed, owner, ports))
    if (room !== undefined) await budget.giveBack(room, claimed.recipients.length)
  }

  function claiming(attemptId: string): Claiming {
    return { owner, attemptId, transport, verified, tellsMoves }
  }

  /** Undefined when the next batch has to wait, for whatever reason. */
  async function roomAtOnce(): Promise<Room | undefined> {
    if (!run.mayClaimNow() || lostClaims.size > 0) return undefined
    const taken = await budget.take(transport.batchSize).catch(unlessStorage)
    return taken === true || taken.kind === 'none' ? undefined : taken
  }

  async function giveRoomBack(room: Room, claimed: Claimed): Promise<void> {
    const count = claimed.kind === 'claimed' ? claimed.claim.recipients.length : 0
    if (count < transport.batchSize) await budget.giveBack(room, transport.batchSize - count)
  }

  async function lookUpLost(): Promise<void> {
    for (const [attemptId, room] of lostClaims) {
      await giveBackLost(store, attemptId, owner, ports)
      if (room !== undefined) await budget.giveBack(room, transport.batchSize)
      lostClaims.delete(attemptId)
    }
  }

  /**
   * T1 failed. In our own file it was rolled back: nothing was sent and nothing is in doubt. Of a
   * server its COMMIT may have held, so it is looked up as soon as the server is there again.
   */
  function lostClaim(attemptId: string, room: Room | undefined): Turn | undefined {
    failedClaims++
    if (session.kind === 'alone' || failedClaims >= STORAGE_TRIES) {
      run.storageFailed()
      return undefined
    }
    lostClaims.set(attemptId, room)
    const wait = Math.min(100 * 2 ** failedClaims, LOOK_AGAIN_MS)
    return { kind: 'none', nextAt: ports.now() + wait, started: ports.monotonic(), room: undefined }
  }
}
