import { randomBytes } from 'node:crypto'
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
  newId: () => randomBytes(12).toString('hex'),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  },
}
