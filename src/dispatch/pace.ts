import type { Budget } from './budget.ts'
import type { Ports } from './ports.ts'
import type { Reason, SubmitOutcome } from './transport.ts'

/** Nothing but refusals for this long: stop and say so instead of waiting without end. */
const UNREACHABLE_MS = 10 * 60_000

/** A server that refuses this many in a row for what is in them, or names no one, would refuse them all. */
const REFUSED_IN_A_ROW = 5

/** After this many mails or requests in a row that a server took, one more of them may be under way. */
const TAKEN_IN_A_ROW = 200

/** What one answer means for the batches that follow. */
export type Verdict =
  | { kind: 'go-on' }
  /** One more may be under way from now on. */
  | { kind: 'one-more' }
  /** They would fare the same, so the dispatch is to pause. */
  | { kind: 'pause'; reason: Reason }
  /** T2 of this very answer pauses the dispatch (B7). */
  | { kind: 'paused'; reason: Reason }
  | { kind: 'unreachable'; reason: Reason }

/** What one run has learnt of its server; it holds for all who work in it. */
export type Pace = {
  /** How many batches may be under way. */
  allowed(): number
  /** For how many milliseconds nothing may be claimed. */
  waitMs(): number
  learn(outcome: SubmitOutcome): Promise<Verdict>
}

/** A server that refuses to take more now gets half as many at once, and one more each time it takes enough. */
export function openPace(most: number, budget: Budget, ports: Ports): Pace {
  let allowed = most
  let takenInARow = 0
  let refusedInARow = 0
  let waitUntil = 0
  let refusedSince: number | undefined

  return { allowed: () => allowed, waitMs: () => waitUntil - ports.monotonic(), learn }

  async function learn(outcome: SubmitOutcome): Promise<Verdict> {
    if (outcome.kind === 'refused-for-now' && outcome.concerns === 'server') {
      refusedInARow = 0
      return refused(outcome)
    }
    refusedSince = undefined
    const isOfContent =
      outcome.kind === 'rejected' &&
      (outcome.reason === 'message-refused' || outcome.index === undefined)
    refusedInARow = isOfContent ? refusedInARow + 1 : 0
    switch (outcome.kind) {
      case 'accepted':
        if (outcome.restMs !== undefined) await budget.pause(outcome.restMs)
        return taken()
      case 'rejected':
        if (refusedInARow !== REFUSED_IN_A_ROW) return goOn
        return { kind: 'pause', reason: 'message-refused' }
      case 'unknown':
        // What makes or sends a mail is broken, so the next one would be as unknown.
        return outcome.reason === 'thread-lost' ? { kind: 'pause', reason: outcome.reason } : goOn
      case 'pause':
        return { kind: 'paused', reason: outcome.reason }
      case 'refused-for-now':
        return goOn
    }
  }

  function taken(): Verdict {
    if (++takenInARow < TAKEN_IN_A_ROW) return goOn
    takenInARow = 0
    if (allowed === most) return goOn
    allowed++
    return { kind: 'one-more' }
  }

  async function refused(by: Extract<SubmitOutcome, { kind: 'refused-for-now' }>) {
    const now = ports.monotonic()
    takenInARow = 0
    // Those that were under way at the same time say the same once more; one that is not there says nothing.
    if (by.status !== undefined && now >= waitUntil) allowed = Math.max(1, allowed >> 1)
    refusedSince ??= now
    waitUntil = Math.max(waitUntil, now + by.waitMs)
    await budget.pause(by.waitMs)
    const isUnreachable = now - refusedSince >= UNREACHABLE_MS
    return isUnreachable ? ({ kind: 'unreachable', reason: by.reason } as const) : goOn
  }
}

const goOn = { kind: 'go-on' } as const
