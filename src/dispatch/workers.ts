import { openBudget } from './budget.ts'
import type { Claim } from './claim.ts'
import { firstGoOn } from './first-batch.ts'
import { ContentChanged, type FrozenContent } from './frozen-content.ts'
import { openPace } from './pace.ts'
import type { Progress } from './progress.ts'
import { fieldsFor } from './recipient-fields.ts'
import type { RunOptions, RunResult } from './run.ts'
import { pauseDispatch } from './settle.ts'
import type { OutgoingBatch, Reason, SubmitOutcome } from './transport.ts'
import { LOOK_AGAIN_MS, openTurns, type Turn } from './turns.ts'
import { openWrites, unlessStorage } from './until-stored.ts'

/** More than this between T1 and the call, and the batch is given back (B3): it may be stale. */
const STALE_CLAIM_MS = 30_000

type Stop = Pick<RunResult, 'end' | 'reason'>

/**
 * The workers of one run: each claims a batch (T1), makes its one call and records the answer
 * (T2), until nothing is ready. What one learns about the server (`pace.ts`) or the disk
 * (`until-stored.ts`) holds for all.
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
  const pace = openPace(transport.concurrency, budget, ports)
  const writes = openWrites(store, dispatchId, ports, storageFailed)
  const turns = openTurns(dispatchId, options, frozen, budget, writes, {
    mayClaimNow: () => mayClaim() && mustWait() === 0,
    contentChanged: () => pauseFor('content-changed'),
    storageFailed,
  })
  const fields = fieldsFor({
    ...options,
    publicUrl: options.config.publicUrl,
    issueId: frozen.issueId,
  })
  const progress = { ...start }
  let stop: Stop | undefined
  let isFirst = false
  let working = 0
  const team: Promise<void>[] = []
  let failure: { error: unknown } | undefined
  /** The transport threw, which no transport may. */
  let isBroken = false

  return { drain, stopped: () => stop }

  async function drain(first: boolean): Promise<void> {
    isFirst = first
    while (team.length < pace.allowed()) addWorker()
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
    let next: Turn | undefined
    while (next !== undefined || mayClaim()) {
      const pause = next === undefined ? mustWait() : 0
      if (pause > 0) {
        await ports.wait(pause, signal)
        continue
      }
      const turn: Turn | undefined = next ?? (await turns.next())
      next = undefined
      if (turn === undefined) return
      if (turn.kind === 'none') {
        if (turn.nextAt === undefined) return
        // Of the first people somebody is to come back later: that need not keep the others waiting.
        if (isFirst) {
          isFirst = await firstGoOn(store, dispatchId, { ports, actor: owner }).catch(unlessStorage)
          if (!isFirst) continue
        }
        const wait = Math.max(turn.nextAt - ports.now(), 1)
        await ports.wait(Math.min(wait, LOOK_AGAIN_MS), signal)
        continue
      }
      move('waiting', 'skipped', turn.suppressed)
      if (turn.kind === 'claimed') next = await attempt(turn.claim, turn)
      options.onProgress?.({ ...progress }, isFirst)
    }
  }

  /** Also not by one of more workers than may be at it now: that one ends. */
  function mayClaim(): boolean {
    return !signal.aborted && stop === undefined && working <= pace.allowed()
  }

  /** How many milliseconds nobody may claim, as far as this process knows. */
  function mustWait(): number {
    return Math.max(pace.waitMs(), writes.areFailing() ? 100 : 0)
  }

  /** Gives what this worker claimed next with the record of this attempt, where it did. */
  async function attempt(claimed: Claim, { started, room }: Turn): Promise<Turn | undefined> {
    const count = claimed.recipients.length
    await checkpoint?.('claimed')
    if (ports.monotonic() - started > STALE_CLAIM_MS) {
      await turns.giveBack(claimed, room)
      return undefined
    }
    move('waiting', 'underWay', count)
    const outcome = await call(claimed)
    await checkpoint?.('submitted')
    const { recorded, next } = await turns.answer(claimed, outcome)
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

  /** What this outcome means for the batches that follow. */
  async function consider(outcome: SubmitOutcome): Promise<void> {
    const verdict = await pace.learn(outcome)
    switch (verdict.kind) {
      case 'go-on':
        return
      case 'one-more':
        return addWorker()
      case 'pause':
        return pauseFor(verdict.reason)
      case 'paused':
      case 'unreachable':
        stop ??= { end: verdict.kind, reason: verdict.reason }
    }
  }

  async function pauseFor(reason: Reason): Promise<void> {
    stop ??= { end: 'paused', reason }
    await pauseDispatch(store, dispatchId, reason, owner, ports)
  }

  function storageFailed(): void {
    stop ??= { end: 'storage', reason: 'disk-full' }
  }

  function move(from: keyof Progress, to: keyof Progress, count: number): void {
    progress[from] -= count
    progress[to] += count
  }
}
