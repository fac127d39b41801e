/**
 * Real processes that send, killed with SIGKILL at random moments, and now and then stopped and
 * continued; on PostgreSQL four at a time, and the server itself breaks off too. Whatever they say,
 * copies are counted at an independent sink.
 *
 *   node bin/run.js bench/kills.ts --database sqlite --kills 2000
 *   node bin/run.js bench/kills.ts --database postgres --kills 2000 --workers 4
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { checkInvariants } from '../src/dispatch/invariants.ts'
import { planDispatch } from '../src/dispatch/plan.ts'
import { systemPorts } from '../src/dispatch/ports.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { startSink, type CopySink } from '../test/support/copy-sink.ts'
import { people, planFor } from '../test/support/dispatch-data.ts'
import { addPeople } from '../test/support/dispatch-fixture.ts'
import { startPostgres, type Server } from '../test/support/postgres.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    kills: { type: 'string', default: '200' },
    workers: { type: 'string', default: '' },
  },
})
const onServer = values.database === 'postgres'
const wanted = Number(values.kills)
const workerCount = Number(values.workers || (onServer ? 4 : 1))

const PEOPLE = 600
const BATCH = 5
const SLOW_MS = 30
/** One kill in so many is a stop for a while instead, longer than a lease. */
const STOPS = 12
const STOPPED_MS = 3_000

type Tally = {
  rounds: number
  kills: number
  stops: number
  restarts: number
  recipients: number
  copies: number
  twice: number
  missing: number
  held: number
  broken: number
}
const tally: Tally = {
  rounds: 0,
  kills: 0,
  stops: 0,
  restarts: 0,
  recipients: 0,
  copies: 0,
  twice: 0,
  missing: 0,
  held: 0,
  broken: 0,
}

const server = onServer ? await startPostgres() : undefined
const began = performance.now()
try {
  while (tally.kills < wanted) {
    await round(server)
    const minutes = ((performance.now() - began) / 60_000).toFixed(1)
    process.stderr.write(`${tally.kills} kills, ${tally.twice} twice, ${minutes} min\n`)
  }
} finally {
  await server?.stop()
}
process.stdout.write(
  [
    `${onServer ? 'PostgreSQL' : 'SQLite'}, ${workerCount} process(es) at a time`,
    ...Object.entries(tally).map(([what, count]) => `  ${what.padEnd(12)}${count}`),
    '',
  ].join('\n'),
)
if (tally.twice + tally.missing + tally.broken > 0) process.exitCode = 1

/** One dispatch from its plan to its end. */
async function round(postgres: Server | undefined): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-kills-'))
  const url = await postgres?.newDatabase()
  const sink = await startSink(SLOW_MS)
  const store = await open(root, url)
  try {
    await addPeople(store, PEOPLE)
    const made = await planDispatch(
      store,
      planFor(people(PEOPLE), { batchSize: BATCH }),
      systemPorts,
    )
    if (made.kind !== 'planned') throw new Error('It was planned before')
    await sendAmongKills({ root, url, sink, dispatchId: made.dispatchId, postgres })
    await judge(store, sink)
  } finally {
    await store.close()
    await sink.close()
    rmSync(root, { recursive: true, force: true })
  }
}

function open(root: string, url: string | undefined): Promise<Store> {
  const folder = join(root, 'data')
  return url === undefined ? openStore(join(folder, 'rondbrief.db')) : openPostgres(url, folder)
}

type Round = {
  root: string
  url: string | undefined
  sink: CopySink
  dispatchId: string
  postgres: Server | undefined
}

async function sendAmongKills({ root, url, sink, dispatchId, postgres }: Round): Promise<void> {
  const running = new Set<ChildProcess>()
  /** Those that have claimed a batch: killing one that only starts proves nothing. */
  const sending = new Set<ChildProcess>()
  const over = new AbortController()
  const killing = kill()
  await Promise.all(Array.from({ length: workerCount }, work))
  over.abort()
  for (const child of running) child.kill('SIGKILL')
  await killing

  /** A process after another, until one comes to the end of the dispatch. */
  async function work(): Promise<void> {
    const script = join(import.meta.dirname, '../test/support/worker-process.ts')
    while (!over.signal.aborted) {
      const args = [script, root, dispatchId, sink.url, ...(url === undefined ? [] : [url])]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
      running.add(child)
      child.stdout?.once('data', (said) => String(said).includes('sending') && sending.add(child))
      await once(child, 'exit')
      running.delete(child)
      sending.delete(child)
      if (child.exitCode === 0) over.abort()
    }
  }

  async function kill(): Promise<void> {
    while (!over.signal.aborted) {
      await sleep(20 + Math.random() * 400)
      const alive = [...sending]
      const victim = alive[Math.floor(Math.random() * alive.length)]
      if (victim === undefined || over.signal.aborted) continue
      if (Math.random() < 1 / STOPS) {
        tally.stops++
        victim.kill('SIGSTOP')
        void sleep(STOPPED_MS).then(() => victim.kill('SIGCONT'))
      } else if (postgres !== undefined && Math.random() < 1 / 60) {
        tally.restarts++
        await postgres.restart(Math.random() < 0.5 ? 'immediate' : 'fast')
      } else if (victim.kill('SIGKILL')) {
        tally.kills++
      }
    }
  }
}

/** The ledger against what really reached people. */
async function judge(store: Store, sink: CopySink): Promise<void> {
  const rows = await store.db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select(['email', 'state', 'status'])
    .execute()
  tally.rounds++
  tally.recipients += rows.length
  tally.missing += PEOPLE - rows.length
  for (const { email, state, status } of rows) {
    const copies = sink.copies.get(email ?? '') ?? 0
    tally.copies += copies
    if (copies > 1) tally.twice++
    if (state === 'submitted' && copies === 0) tally.missing++
    if (state !== 'submitted' && status === 'in_doubt') tally.held++
    if (state !== 'submitted' && status !== 'in_doubt') tally.missing++
  }
  tally.broken += (await checkInvariants(store)).length
}
