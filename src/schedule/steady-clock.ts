/** More than this between two clocks, and the wall clock is not believed. */
const MAX_DRIFT_MS = 5 * 60_000

/** After a jump the wall clock is not believed for this long: most of a tick, so that the next counts. */
const SETTLE_MS = 25_000

/** True when two clocks say nearly the same, both in epoch milliseconds. */
export function clocksAgree(one: number, other: number): boolean {
  return Math.abs(one - other) <= MAX_DRIFT_MS
}

/**
 * Tells whether the wall clock went on as fast as the one that never jumps since the last call.
 * A clock that is wrong for one tick would otherwise send an issue a day early, which nothing can
 * undo. After sleep the two differ too; the look of half a minute later is then the first to count,
 * and not one that a save causes before it. The first call has nothing to compare with.
 */
export function steadyClock(clock: { now(): number; monotonic(): number }): () => boolean {
  let last: { wall: number; monotonic: number } | undefined
  let jumpedAt = -Infinity
  return () => {
    const seen = { wall: clock.now(), monotonic: clock.monotonic() }
    const expected = last === undefined ? seen.wall : last.wall + seen.monotonic - last.monotonic
    last = seen
    if (!clocksAgree(seen.wall, expected)) jumpedAt = seen.monotonic
    return seen.monotonic - jumpedAt >= SETTLE_MS
  }
}
