import { randomFillSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time and chance, handed in: the core is the same in production, in a test and in a simulator. */
export type Ports = {
  /** Wall clock, epoch milliseconds. Decides when to look, never what is true. */
  now(): number
  /** Milliseconds that never go back, for deadlines. */
  monotonic(): number
  /** Random and unguessable; safe in a file name, a header and a URL. */
  newId(): string
  /** Resolves after `ms`, or as soon as `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export const systemPorts: Ports = {
  now: Date.now,
  monotonic: () => performance.now(),
  newId,
  wait: async (ms, signal) => {
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  },
}

const ID_BYTES = 12
const randomness = Buffer.alloc(ID_BYTES * 512)
let used = randomness.length

/** 96 random bits. Drawn 512 at a time: one by one, a snapshot spent a third of its time on them. */
function newId(): string {
  if (used === randomness.length) {
    randomFillSync(randomness)
    used = 0
  }
  used += ID_BYTES
  return randomness.toString('hex', used - ID_BYTES, used)
}
