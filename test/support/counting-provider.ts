import type { Store } from '../../src/store/store.ts'
import type { OutgoingBatch, SubmitOutcome, Transport } from '../../src/dispatch/transport.ts'
import type { Ports } from '../../src/dispatch/ports.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'

export const accepted: SubmitOutcome = { kind: 'accepted', messageId: undefined, status: 202 }
export const unknown: SubmitOutcome = { kind: 'unknown', reason: 'no-answer', status: undefined }

/** A provider that answers as told, and counts how often each person's mail reached it for sure. */
export function countingProvider(
  batchSize: number,
  answer: (call: number) => { outcome: SubmitOutcome; reached: boolean },
): Transport & { copies: ReadonlyMap<string, number> } {
  const copies = new Map<string, number>()
  let calls = 0
  return {
    name: 'sendgrid',
    batchSize,
    concurrency: 2,
    leaseMs: 60_000,
    copies,
    verify: () => Promise.resolve([]),
    submit({ messages }: OutgoingBatch) {
      const { outcome, reached } = answer(++calls)
      if (reached) {
        for (const { to } of messages) copies.set(to.address, (copies.get(to.address) ?? 0) + 1)
      }
      return Promise.resolve(outcome)
    },
    close: () => Promise.resolve(),
  }
}

/** Time that passes only when somebody waits for it. */
export function fakeClock(): Ports & { advance(ms: number): void } {
  let now = 1_800_000_000_000
  return {
    now: () => now,
    monotonic: () => now,
    newId: () => systemPorts.newId(),
    random: (bytes) => systemPorts.random(bytes),
    wait(ms) {
      now += ms
      return new Promise((resolve) => setImmediate(resolve))
    },
    advance: (ms) => {
      now += ms
    },
  }
}

export async function dispatchState(store: Store, id: string): Promise<string> {
  const row = await store.db
    .selectFrom('dispatch')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.status
}
