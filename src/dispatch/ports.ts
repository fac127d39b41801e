import { randomBytes, randomFillSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time and chance, handed in: the core is the same in production, in a test and in a simulator. */
export type Ports = {
  /** Wall clock, epoch milliseconds. Decides when to look, never what is true. */
  now(): number
  /** Milliseconds that never go back, for deadlines. */
  monotonic(): number
  /** Random and unguessable; safe in a file name, a header and a URL. */
  newId(): string
  /** What nobody can guess, this many bytes of it. */
  random(bytes: number): Uint8Array
  /** Resolves after `ms`, or as soon as `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export const systemPorts: Ports = {
  now: Date.now,
  monotonic: () => performance.now(),
  newId,
  random: randomBytes,
  wait: async (ms, signal) => {
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  },
}

const RANDOM_BYTES = 9
const randomness = Buffer.alloc(RANDOM_BYTES * 512)
let used = randomness.length
let moment = { at: 0, hex: '' }

/**
 * The time in milliseconds, then 72 random bits, as 30 hex digits. Ids come in the order in which they
 * were made, so that an index grows at its end: with random ones a snapshot of a million took three
 * times as long. Randomness is drawn 512 at a time: one by one, a snapshot spent a third of its time
 * on it.
 */
function newId(): string {
  const at = Date.now()
  if (at !== moment.at) moment = { at, hex: at.toString(16).padStart(12, '0') }
  if (used === randomness.length) {
    randomFillSync(randomness)
    used = 0
  }
  used += RANDOM_BYTES
  return moment.hex + randomness.toString('hex', used - RANDOM_BYTES, used)
}
