import { releaseBallast } from '../store/ballast.ts'
import { storageFault } from '../store/storage-fault.ts'
import { openBudget, type Room } from './budget.ts'
import { claimBatch, type Claim, type Claimed, type Claiming } from './claim.ts'
import { firstGoOn } from './first-batch.ts'
import { ContentChanged, type FrozenContent } from './frozen-content.ts'
import type { Progress } from './progress.ts'
import { fieldsFor } from './recipient-fields.ts'
import { recordAndClaim } from './record-and-claim.ts'
import { giveBack, giveBackLost, recordOutcome, type Recorded } from './record.ts'
import type { RunOptions, RunResult } from './run.ts'
import { pauseDispatch } from './settle.ts'
import { noteBallast } from './dispatch-log.ts'
import type { OutgoingBatch, Reason, SubmitOutcome } from './transport.ts'

/** More than this between T1 and the call, and the batch is given back (B3): it may be stale. */
const STALE_CLAIM_MS = 30_000
/** Nothing but refusals for this long: stop and say so instead of waiting without end. */
const UNREACHABLE_MS = 10 * 60_000
/** What the database refuses is tried this often, about a minute and a half, before this run gives up. */
const STORAGE_TRIES = 24

/** However long the next batch has to wait, a pause or a cancel is noticed within this. */
const LOOK_AGAIN_MS = 5_000
/** A server that refuses this many in a row for what is in them, or names no one, would refuse them all. */
const REFUSED_IN_A_ROW = 5

/** After this many mails or requests in a row that a server took, one more of them may be under way. */
const TAKEN_IN_A_ROW = 200

/** When a claim began, by the monotonic clock, and the room in the budget that it took. */
type Turn = { started: number; room: Room | undefined }

type Stop = Pick<RunResult, 'end' | 'reason'>

/**
 * The workers of one run: each claims a batch (T1), makes its one call and records the answer
 * (T2), until nothing is ready. What one learns about the server or the disk holds for all.
 */
export function openWorkers(
  dispatchId: string,
  options: RunOptions,
  frozen: FrozenContent,
  start: Progress,
): { drain(first: boolean): Promise<void>; stopped(): Stop | undefined } {
  const { store, transport, session, ports, signal, checkpoint } = options
  const { owner } = session
  const budget = openBudget(store, transport, options.config.maxPerSecond, ports)
  const progress = { ...start }
  const fields = fieldsFor({
    ...options,
    publicUrl: options.config.publicUrl,
    issueId: frozen.issueId,
  })
  let stop: Stop | undefined
  let waitUntil = 0
  let refusedSince: number | undefined
  let refusedInARow = 0
  /** Records that failed and are being tried again: nobody claims meanwhile. */
  let unrecorded = 0
  /** Attempts of claims of which it is not known whether they hold, and the room taken for them. */
  const lostClaims = new Map<string, Room | undefined>()
  let failedClaims = 0
  let isFirst = false
  /** How many may work, and how many do. A server that refuses to take more now has half as many. */
  let allowed = transport.concurrency
  let working = 0
  let takenInARow = 0
  const team: Promise<void>[] = []
  let failure: { error: unknown } | undefined
  /** The transport threw, which no transport may. */
  let isBroken = false

  return { drain, stopped: () => stop }

  async function drain(first: boolean): Promise<void> {
    isFirst = first
    while (team.length < allowed) addWorker()
    // Also those who are added meanwhile.
    for (const one of team) await one
    team.length = 0
    if (failure !== undefined) throw failure.error
  }

  function addWorker(): void {
    working++
    const ended = work().finally(() => working--)
    team.push(
      ended.catch((error: unknown) => {
        failure ??= { error }
      }),
    )
  }

  async function work(): Promise<void> {
    let next: (Claimed & Turn) | undefined
    while (next !== undefined || mayClaim()) {
      const pause = next === undefined ? mustWait() : 0
      if (pause > 0) {
        await ports.wait(pause, signal)
        continue
      }
      const claimed: (Claimed & Turn) | undefined = next ?? (await claim())
      next = undefined
      if (claimed === undefined) return
      if (claimed.kind === 'none') {
        if (claimed.nextAt === undefined) return
        // Of the first people somebody is to come back later: that need not keep the others waiting.
        if (isFirst) {
          isFirst = await firstGoOn(store, dispatchId, { ports, actor: owner }).catch(unlessStorage)
          if (!isFirst) continue
        }
        const wait = Math.max(claimed.nextAt - ports.now(), 1)
        await ports.wait(Math.min(wait, LOOK_AGAIN_MS), signal)
        continue
      }
      move('waiting', 'skipped', claimed.suppressed)
      if (claimed.kind === 'claimed') next = await attempt(claimed.claim, claimed)
      options.onProgress?.({ ...progress }, isFirst)
    }
  }

  /** Also not by one of more workers than may be at it now: that one ends. */
  function mayClaim(): boolean {
    return !signal.aborted && stop === undefined && working <= allowed
  }

  /** How many milliseconds nobody may claim, as far as this process knows. */
  function mustWait(): number {
    return Math.max(waitUntil - ports.monotonic(), unrecorded > 0 ? 100 : 0)
  }

  /** Undefined when nothing may be claimed any more; `stop` then says why. */
  async function claim(): Promise<(Claimed & Turn) | undefined> {
    await checkpoint?.('claiming')
    const attemptId = ports.newId()
    let started = ports.monotonic()
    let room: Room | undefined
    try {
      for (const [lost, its] of lostClaims) {
        await giveBackLost(store, lost, owner, ports)
        if (its !== undefined) await budget.giveBack(its, transport.batchSize)
        lostClaims.delete(lost)
      }
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
      await pauseFor('content-changed')
      return undefined
    }
  }

  function claiming(attemptId: string): Claiming {
    const { verified, tellsMoves } = frozen
    return { owner, attemptId, transport, verified, tellsMoves }
  }

  async function giveRoomBack(room: Room, claimed: Claimed): Promise<void> {
    const count = claimed.kind === 'claimed' ? claimed.claim.recipients.length : 0
    if (count < transport.batchSize) await budget.giveBack(room, transport.batchSize - count)
  }

  /**
   * T1 failed. In our own file it was rolled back: nothing was sent and nothing is in doubt. Of a
   * server its COMMIT may have held, so it is looked up as soon as the server is there again.
   */
  function lostClaim(attemptId: string, room: Room | undefined): (Claimed & Turn) | undefined {
    failedClaims++
    if (session.kind === 'alone' || failedClaims >= STORAGE_TRIES) {
      stop ??= { end: 'storage', reason: 'disk-full' }
      return undefined
    }
    lostClaims.set(attemptId, room)
    const wait = Math.min(100 * 2 ** failedClaims, LOOK_AGAIN_MS)
    return { kind: 'none', nextAt: ports.now() + wait, started: ports.monotonic(), room: undefined }
  }

  /** Gives what this worker claimed next with the record of this attempt, where it did. */
  async function attempt(
    claimed: Claim,
    { started, room }: Turn,
  ): Promise<(Claimed & Turn) | undefined> {
    const count = claimed.recipients.length
    await checkpoint?.('claimed')
    if (ports.monotonic() - started > STALE_CLAIM_MS) {
      await untilStored(() => giveBack(store, claimed, owner, ports))
      if (room !== undefined) await budget.giveBack(room, count)
      return undefined
    }
    move('waiting', 'underWay', count)
    const outcome = await call(claimed)
    await checkpoint?.('submitted')
    const { recorded, next } = await recordAndGoOn(claimed, outcome)
    await checkpoint?.('recorded')
    move('underWay', recorded, count)
    await consider(outcome)
    return next
  }

  /** A bug in what makes or sends a mail would be in the next one too; nobody knows how far it got. */
  async function call(claimed: Claim): Promise<SubmitOutcome> {
    try {
      const outcome = await transport.submit(batchOf(claimed))
      return outcome
    } catch (error) {
      if (!isBroken) {
        const detail = error instanceof Error ? (error.stack ?? '') : String(error)
        process.emitWarning('What makes and sends the mails failed; the issue pauses', { detail })
      }
      isBroken = true
      return { kind: 'unknown', reason: 'thread-lost', status: undefined }
    }
  }

  function batchOf(claimed: Claim): OutgoingBatch {
    const content = frozen.byVariant.get(claimed.variantId)
    if (content === undefined) throw new ContentChanged(claimed.variantId)
    return {
      attemptId: claimed.attemptId,
      issueId: frozen.issueId,
      kind: 'issue',
      date: ports.now(),
      content,
      messages: claimed.recipients.map(({ ref, email, name, moves }) => ({
        ref,
        to: { address: email, name: name ?? undefined },
        fields: fields(ref, name, moves),
      })),
    }
  }

  /**
   * T2, and with it T1 of this worker's next batch where the answer changes nothing for it and nobody
   * has to wait. Whatever keeps both from being written keeps no answer from it: that is then
   * written alone, as often as it takes, and the claim is looked up like any other that was lost.
   */
  async function recordAndGoOn(
    claimed: Claim,
    outcome: SubmitOutcome,
  ): Promise<{ recorded: Recorded; next?: Claimed & Turn }> {
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
      return { recorded: both.recorded ?? 'unsure', next: { ...both.claimed, started, room } }
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

  /** Undefined when the next batch has to wait, for whatever reason. */
  async function roomAtOnce(): Promise<Room | undefined> {
    if (!mayClaim() || mustWait() > 0 || lostClaims.size > 0) return undefined
    const taken = await budget.take(transport.batchSize).catch(unlessStorage)
    return taken === true || taken.kind === 'none' ? undefined : taken
  }

  /** When somebody else decided first, the final count from the rows tells what. */
  async function record(claimed: Claim, outcome: SubmitOutcome): Promise<Recorded> {
    const recorded = await untilStored(() =>
      recordOutcome(store, claimed, outcome, { owner }, ports),
    )
    return recorded ?? 'unsure'
  }

  /**
   * What this process alone knows of an attempt is written until it holds. Undefined, and the run
   * stops, when that cannot be: the next run's sweep finds a doubt.
   */
  async function untilStored<T>(write: () => Promise<T>): Promise<T | undefined> {
    let failing = false
    let freed = false
    try {
      for (let tried = 1; ; tried++) {
        try {
          const written = await write()
          if (freed) await noteBallast(store, dispatchId, ports)
          return written
        } catch (error) {
          if (!isStorageError(error)) throw error
          if (tried === STORAGE_TRIES) {
            stop ??= { end: 'storage', reason: 'disk-full' }
            return undefined
          }
          if (!failing) unrecorded++
          failing = true
          if (isDiskFull(error) && releaseBallast(store.folder)) {
            // Its room is for what was sent already, not for more of it.
            stop ??= { end: 'storage', reason: 'disk-full' }
            freed = true
            continue
          }
          await ports.wait(Math.min(100 * 2 ** tried, 5_000), new AbortController().signal)
        }
      }
    } finally {
      if (failing) unrecorded--
    }
  }

  /** Of this computer: a ballast here makes no room on the server of a database. */
  function isDiskFull(error: unknown): boolean {
    return store.kind === 'sqlite' && storageFault(error)?.kind === 'full'
  }

  /** What this outcome means for the batches that follow. */
  async function consider(outcome: SubmitOutcome): Promise<void> {
    if (outcome.kind === 'accepted' && outcome.restMs !== undefined) {
      await budget.pause(outcome.restMs)
    }
    if (outcome.kind === 'pause') stop ??= { end: 'paused', reason: outcome.reason }
    const refused =
      outcome.kind === 'rejected' &&
      (outcome.reason === 'message-refused' || outcome.index === undefined)
    refusedInARow = refused ? refusedInARow + 1 : 0
    if (refusedInARow === REFUSED_IN_A_ROW) await pauseFor('message-refused')
    if (outcome.kind === 'unknown' && outcome.reason === 'thread-lost') {
      await pauseFor('thread-lost')
    }
    if (outcome.kind === 'accepted' && ++takenInARow >= TAKEN_IN_A_ROW) {
      takenInARow = 0
      if (allowed < transport.concurrency) {
        allowed++
        addWorker()
      }
    }
    if (outcome.kind !== 'refused-for-now' || outcome.concerns !== 'server') {
      refusedSince = undefined
      return
    }
    const now = ports.monotonic()
    takenInARow = 0
    // Those that were under way at the same time say the same once more; one that is not there says nothing.
    if (outcome.status !== undefined && now >= waitUntil) allowed = Math.max(1, allowed >> 1)
    refusedSince ??= now
    waitUntil = Math.max(waitUntil, now + outcome.waitMs)
    await budget.pause(outcome.waitMs)
    if (now - refusedSince >= UNREACHABLE_MS)
      stop ??= { end: 'unreachable', reason: outcome.reason }
  }

  async function pauseFor(reason: Reason): Promise<void> {
    stop ??= { end: 'paused', reason }
    await pauseDispatch(store, dispatchId, reason, owner, ports)
  }

  function move(from: keyof Progress, to: keyof Progress, count: number): void {
    progress[from] -= count
    progress[to] += count
  }
}

/** What cannot be read now is as it was. */
function unlessStorage(error: unknown): true {
  if (!isStorageError(error)) throw error
  return true
}

function isStorageError(error: unknown): boolean {
  return (
    (error as { code?: string }).code === 'ERR_SQLITE_ERROR' || storageFault(error) !== undefined
  )
}
