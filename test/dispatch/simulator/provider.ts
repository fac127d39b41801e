import type { OutgoingBatch, SubmitOutcome, Transport } from '../../../src/dispatch/transport.ts'
import type { Process, World } from './world.ts'

/** A mail that really reached somebody. Known to the simulator, not to the ledger. */
export type Copy = { address: string; ref: string; attemptId: string; messageId: string }

/**
 * A provider that accepts, refuses, breaks off, answers too late or never, and whose bad answers
 * say nothing about whether it took the request.
 */
export type Provider = {
  copies: Copy[]
  /** Called for each mail that reaches somebody, with the time at which the request was made. */
  onCopy: (copy: Copy, requestedAt: number) => void
  /** How often it does not simply accept. */
  trouble: number
  /** Always refused: the address is wrong. */
  poison: Set<string>
  transportFor(process: Process): Transport
}

export function newProvider(
  world: World,
  options: { proof: boolean; batchSize: number; leaseMs: number },
): Provider {
  const { rng } = world
  const { proof, batchSize, leaseMs } = options
  const provider: Provider = {
    copies: [],
    onCopy: () => undefined,
    trouble: 0,
    poison: new Set(),
    transportFor: (process) => ({
      name: 'sendgrid',
      batchSize,
      concurrency: 2,
      leaseMs,
      verify: () => Promise.resolve([]),
      submit: (batch) => submit(batch, process),
      close: () => Promise.resolve(),
      ...(proof && {
        proof: ({ attemptId }: { attemptId: string }) =>
          Promise.resolve(provider.copies.some((copy) => copy.attemptId === attemptId)),
      }),
    }),
  }
  return provider

  async function submit(batch: OutgoingBatch, process: Process): Promise<SubmitOutcome> {
    const requestedAt = world.time()
    await process.effect('submit')
    const bad = batch.messages.findIndex(({ to }) => provider.poison.has(to.address))
    if (bad >= 0) {
      await world.sleep(rng.between(1, 500))
      const index = rng.chance(0.5) ? bad : undefined
      return { kind: 'rejected', reason: 'address-refused', status: 400, index }
    }
    if (!rng.chance(provider.trouble)) {
      reach(batch, requestedAt)
      await answer(process, rng.between(1, 2_000))
      return { kind: 'accepted', messageId: `m-${batch.attemptId}`, status: 202 }
    }
    switch (rng.pick(['error', 'timeout', 'reset', 'refused', 'busy', 'key'] as const)) {
      case 'error':
        return maybe('server-error', 500, 3_000)
      case 'timeout':
        return maybe('no-answer', undefined, 30_000)
      case 'reset':
        return maybe('connection-lost', undefined, 200)
      case 'refused':
        return no({ reason: 'unreachable', status: undefined, concerns: 'server', waitMs: 5_000 })
      case 'busy': {
        const concerns = rng.pick(['batch', 'server'] as const)
        return no({ reason: 'busy', status: 429, concerns, waitMs: rng.between(1_000, 60_000) })
      }
      case 'key':
        await answer(process, 100)
        return { kind: 'pause', reason: 'login-refused', status: 401 }
    }

    async function no(
      refusal: Omit<Extract<SubmitOutcome, { kind: 'refused-for-now' }>, 'kind'>,
    ): Promise<SubmitOutcome> {
      await answer(process, 100)
      return { kind: 'refused-for-now', ...refusal }
    }

    /** The request may have been taken, perhaps only after its answer. */
    async function maybe(
      reason: 'server-error' | 'no-answer' | 'connection-lost',
      status: number | undefined,
      ms: number,
    ): Promise<SubmitOutcome> {
      if (rng.chance(0.5)) {
        const late = !proof && rng.chance(0.3)
        if (late) void world.sleep(rng.between(1, 120_000)).then(() => reach(batch, requestedAt))
        else reach(batch, requestedAt)
      }
      await answer(process, rng.between(1, ms))
      return { kind: 'unknown', reason, status }
    }
  }

  function reach({ attemptId, messages }: OutgoingBatch, requestedAt: number): void {
    for (const { ref, to } of messages) {
      const copy = { address: to.address, ref, attemptId, messageId: `m-${attemptId}.${ref}` }
      provider.copies.push(copy)
      provider.onCopy(copy, requestedAt)
    }
  }

  async function answer(process: Process, ms: number): Promise<void> {
    await world.sleep(ms)
    await process.effect('answered')
  }
}
