import { expect, test } from 'vitest'
import { policies, simulate, type Simulated } from './simulator/simulate.ts'

const SEEDS = 250

test.each(policies)(
  'senders that work at the same time, each under its leases, leave it as sound (%s)',
  async (policy) => {
    const bad: Simulated[] = []
    let kills = 0
    for (let seed = 1; seed <= SEEDS; seed++) {
      const found = await simulate(seed, policy, 'many')
      kills += found.kills
      const twice = policy === 'resend' ? 0 : found.duplicated
      if (found.problems.length + twice > 0) bad.push(found)
    }
    expect(bad).toEqual([])
    expect(kills).toBeGreaterThan(SEEDS)
  },
  300_000,
)

/**
 * Each was once a fault of ours; what it was is said with it. Since an answer and the next claim share a
 * transaction these seeds take other turns: they no longer come by their fault, which
 * `guards.test.ts` and `ledger.test.ts` hold to ("when the clock of the computer is set back", "a clock that is set back").
 */
const known = [
  // The computer's clock went back by a day while everybody waited for the provider.
  ['hold', 22_314, { problems: [], duplicated: 0 }],
  // The same, with the moment from which a batch may be tried again.
  ['resend', 400_474, { problems: [] }],
] as const

test.each(known)('what once went wrong stays right (%s, seed %i)', async (policy, seed, wanted) => {
  expect(await simulate(seed, policy, 'many')).toMatchObject(wanted)
})
