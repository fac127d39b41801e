import { schedule } from 'node-cron'
import type { Ports } from './ports.ts'

/** Calls `wake` now and then; gives what ends that. */
export type Waking = (wake: () => void, ports: Ports) => () => Promise<void>

/**
 * Nobody was woken for this long, in ms, though node-cron does it every 30 s: it waits for a clock that
 * was put back. Measured with 4.6.0: a second after the clock went back an hour, it woke no more.
 */
const OVERDUE = 45_000

/** By node-cron in UTC, and by a timer that knows no clock where that one sleeps. */
export const everyHalfMinute: Waking = (wake, ports) => {
  let wokenAt = ports.monotonic()
  const woken = () => {
    wokenAt = ports.monotonic()
    // Not waited for: node-cron would tell in its own words that a long dispatch is still going on.
    wake()
  }
  const task = schedule('*/30 * * * * *', woken, {
    timezone: 'UTC',
    noOverlap: true,
    suppressMissedWarning: true,
  })
  const overdue = setInterval(() => {
    if (ports.monotonic() - wokenAt > OVERDUE) woken()
  }, 30_000)
  return async () => {
    clearInterval(overdue)
    await task.destroy()
  }
}
