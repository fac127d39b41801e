import { parseArgs } from 'node:util'
import {
  policies,
  simulate,
  type Policy,
  type Senders,
  type Simulated,
} from '../test/dispatch/simulator/simulate.ts'

/**
 * Runs the simulator over many seeds and says what they came to; exit code 1 when one fails.
 *
 *   node bench/simulate.ts --seeds 200000 [--from 1] [--policy hold] [--senders many] [--until-bad]
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    policy: { type: 'string' },
    senders: { type: 'string' },
    'until-bad': { type: 'boolean', default: false },
  },
})
const [from, seeds] = [Number(values.from), Number(values.seeds)]
let failed = 0
for (const policy of policies.filter(
  (one) => values.policy === undefined || one === values.policy,
)) {
  for (const senders of ['one', 'many'] as const) {
    if (values.senders === undefined || values.senders === senders) {
      failed += await report(policy, senders)
    }
  }
}
process.exitCode = failed > 0 ? 1 : 0

async function report(policy: Policy, senders: Senders): Promise<number> {
  const start = performance.now()
  const sum = { kills: 0, copies: 0, duplicated: 0, held: 0, heldSeeds: 0, bad: 0 }
  for (let seed = from; seed < from + seeds; seed++) {
    const { problems, kills, copies, duplicated, held } = await simulated(seed, policy, senders)
    sum.kills += kills
    sum.copies += copies
    sum.duplicated += duplicated
    sum.held += held
    if (held > 0) sum.heldSeeds++
    if (problems.length === 0) continue
    sum.bad++
    process.stdout.write(`${policy}, ${senders}: seed ${seed}: ${problems.join('; ')}\n`)
    if (values['until-bad']) break
  }
  const seconds = (performance.now() - start) / 1_000
  process.stdout.write(
    `${policy}, ${senders}: ${seeds} seeds, ${sum.bad} bad; ${sum.kills} kills, ${sum.copies} mails, ` +
      `${sum.duplicated} people twice, ${sum.held} held in ${sum.heldSeeds} seeds; ${seconds.toFixed(1)} s\n`,
  )
  return sum.bad
}

/** One that does not come to its end is a bad one, and no reason to stop. */
async function simulated(seed: number, policy: Policy, senders: Senders): Promise<Simulated> {
  try {
    return await simulate(seed, policy, senders)
  } catch (error) {
    const problems = [error instanceof Error ? error.message : String(error)]
    return { seed, problems, kills: 0, copies: 0, duplicated: 0, held: 0 }
  }
}
