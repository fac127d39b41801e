import { expect, test } from 'vitest'
import { simulate, type Simulated } from './simulator/simulate.ts'

const SEEDS = 2_000

test('sent again by policy, people get it twice only where the log says so', async () => {
  const bad: Simulated[] = []
  let duplicated = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const found = await simulate(seed, 'resend')
    duplicated += found.duplicated
    if (found.problems.length > 0) bad.push(found)
  }
  expect(bad).toEqual([])
  // That is what this policy costs, and why it is not the default.
  expect(duplicated).toBeGreaterThan(0)
}, 300_000)

test('with a transport that can look, nobody gets it twice', async () => {
  const bad: Simulated[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const found = await simulate(seed, 'proof')
    if (found.problems.length + found.duplicated > 0) bad.push(found)
  }
  expect(bad).toEqual([])
}, 300_000)
