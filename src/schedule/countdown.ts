/** How long before its moment an issue says that it is about to go and can be stopped, in ms. */
export const COUNTDOWN_MS = 10 * 60_000

/**
 * Whole minutes, rounded up, until an issue goes out by itself; 0 when its moment has come. Undefined
 * while that is longer than the countdown, and when it is so long ago that it no longer goes.
 */
export function minutesLeft(dueAt: number, now: number, graceMs: number): number | undefined {
  const left = dueAt - now
  if (left > COUNTDOWN_MS || left < -graceMs) return undefined
  return Math.max(0, Math.ceil(left / 60_000))
}
