import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openBudget, type Budget } from '../../src/dispatch/budget.ts'
import { claimBatch, type Claim } from '../../src/dispatch/claim.ts'
import { loadFrozenContent } from '../../src/dispatch/frozen-content.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { openNoticeSession } from '../../src/dispatch/notice-session.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { dispatchProgress } from '../../src/dispatch/progress.ts'
import { recordOutcome } from '../../src/dispatch/record.ts'
import { sweep } from '../../src/dispatch/recover.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { isSendingNow, openSendingSession } from '../../src/dispatch/sending-session.ts'
import { serverTime } from '../../src/dispatch/server-time.ts'
import { pauseDispatch, resumeDispatch } from '../../src/dispatch/settle.ts'
import { NOTICING, openPostgres, type PostgresStore } from '../../src/store/postgres.ts'
import { storageFault } from '../../src/store/storage-fault.ts'
import { WAITS, waitsBesidePauses } from '../support/budget-cases.ts'
import { startSink } from '../support/copy-sink.ts'
import {
  accepted,
  countingProvider,
  dispatchState,
  fakeClock,
} from '../support/counting-provider.ts'
import { planFor, setUp, type Person } from '../support/dispatch-data.ts'
import { addPeople, temporaryFolder } from '../support/dispatch-fixture.ts'
import { startPostgres, type Server } from '../support/postgres.ts'

let server: Server
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.stop())

describe('several senders on one PostgreSQL database', () => {
  test('share the work, and everyone gets one mail', async () => {
    const { dispatchId, machines } = await planned(400, 4, 3)
    const provider = countingProvider(4, () => ({ outcome: accepted, reached: true }))
    const ended = await Promise.all(machines.map((store) => send(store, dispatchId, provider)))
    for (const { end, progress } of ended) {
      expect(end).toBe('finished')
      expect(progress).toMatchObject({ total: 400, sent: 400 })
    }
    expect(provider.copies.size).toBe(400)
    expect(new Set(provider.copies.values())).toEqual(new Set([1]))
    const [first] = machines
    expect(await dispatchState(first, dispatchId)).toBe('done')
    expect(await checkInvariants(first)).toEqual([])
    // More than one of them took part.
    const owners = await first.db.selectFrom('attempt').select('owner').distinct().execute()
    expect(owners.length).toBeGreaterThan(1)
  })

  test('stop together when an editor pauses, and whoever unsubscribed meanwhile gets nothing', async () => {
    const { dispatchId, machines, people } = await planned(120, 2)
    const [one, two] = machines
    const late = people[119] as Person
    let calls = 0
    const provider = countingProvider(2, () => {
      if (++calls === 10) void pauseDispatch(one, dispatchId, 'by-hand', 'editor', systemPorts)
      return { outcome: accepted, reached: true }
    })
    const ended = await Promise.all([
      send(one, dispatchId, provider),
      send(two, dispatchId, provider),
    ])
    for (const { end } of ended) expect(end).toBe('paused')
    expect(provider.copies.size).toBeLessThan(60)
    await one.db
      .updateTable('subscriber')
      .set({ newsletter: 'withdrawn' })
      .where('id', '=', late.id)
      .execute()
    await resumeDispatch(two, dispatchId, 'editor', systemPorts)
    const { progress } = await send(two, dispatchId, provider)
    expect(progress).toMatchObject({ total: 120, sent: 119, skipped: 1 })
    expect(provider.copies.has(late.email)).toBe(false)
    expect(new Set(provider.copies.values())).toEqual(new Set([1]))
  })

  test('plan one issue once, whoever is first', async () => {
    const [one, two] = await machinesOf(2)
    await addPeople(one, 20)
    const issues = Array.from({ length: 25 }, (_, i) => `2027-${i}`)
    const people = await peopleOf(one)
    const plans = issues.flatMap((issueId) =>
      [one, two].map((store) => planDispatch(store, planFor(people, { issueId }), systemPorts)),
    )
    const made = await Promise.all(plans)
    expect(made.filter(({ kind }) => kind === 'planned')).toHaveLength(25)
    const rows = await one.db
      .selectFrom('recipient')
      .select((eb) => ['issue_id', eb.fn.countAll<number>().as('n')])
      .groupBy('issue_id')
      .execute()
    expect(rows.map(({ n }) => n)).toEqual(issues.map(() => 20))
  })

  test('decide one at a time: who comes second reads what the first wrote', async () => {
    const [one, two] = await machinesOf(2)
    const order: string[] = []
    let second: Promise<void> | undefined
    await one.db.transaction().execute(async () => {
      second = two.db.transaction().execute(() => {
        order.push('second')
        return Promise.resolve()
      })
      const waits = () =>
        sql<{ n: number }>`select count(*)::int as n from pg_locks
          where locktype = 'advisory' and not granted`.execute(one.beside)
      await expect.poll(async () => (await waits()).rows[0]?.n).toBeGreaterThan(0)
      order.push('first')
    })
    await second
    expect(order).toEqual(['first', 'second'])
  })
})

describe('what a machine held when it went away', () => {
  test('is left alone until its lease ends, and is then in doubt', async () => {
    const { dispatchId, machines } = await planned(2, 1)
    const [one, two] = machines
    const claim = await claimed(one, dispatchId, 60_000)
    await sweep(two, dispatchId, { kind: 'shared' }, await serverTime(two, systemPorts))
    expect(await dispatchProgress(two, dispatchId)).toMatchObject({ underWay: 1, unsure: 0 })
    const later = { ...(await serverTime(two, systemPorts)), now: () => Date.now() + 61_000 }
    await sweep(two, dispatchId, { kind: 'shared' }, later)
    expect(await dispatchProgress(two, dispatchId)).toMatchObject({ underWay: 0, unsure: 1 })
    // It was only slow: its answer is evidence all the same.
    expect(await recordOutcome(one, claim, accepted, { owner: 'one' }, systemPorts)).toBe('sent')
    expect(await dispatchProgress(two, dispatchId)).toMatchObject({ sent: 1, unsure: 0 })
  })

  test('is not waited for longer than its lease by who is still there', async () => {
    const { dispatchId, machines } = await planned(3, 1)
    const [one, two] = machines
    await claimed(one, dispatchId, 1_500)
    const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
    const { end, progress } = await send(two, dispatchId, provider)
    expect(end).toBe('finished')
    expect(progress).toMatchObject({ total: 3, sent: 2, unsure: 1 })
    expect(await dispatchState(two, dispatchId)).toBe('settling')
  })
})

describe('the database server', () => {
  test('may restart in the middle: nobody gets two mails and nobody is forgotten', async () => {
    const { dispatchId, machines } = await planned(200, 1)
    const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
    const sending = Promise.allSettled(
      machines.map((store) => send(store, dispatchId, slowly(provider), 2_000)),
    )
    for (const [how, at] of [
      ['immediate', 30],
      ['fast', 90],
    ] as const) {
      while (provider.copies.size < at) await new Promise((resolve) => setTimeout(resolve, 10))
      await server.restart(how)
    }
    const ended = await sending
    const [first] = machines
    // Whoever met the restart where it cannot go on ends; what is left goes on with the same rows.
    for (let i = 0; i < 3; i++) await send(first, dispatchId, provider, 100)
    expect(new Set(provider.copies.values())).toEqual(new Set([1]))
    const progress = await dispatchProgress(first, dispatchId)
    expect(progress.sent + progress.unsure).toBe(200)
    expect(progress.sent).toBeGreaterThan(150)
    expect(await checkInvariants(first)).toEqual([])
    expect(ended.length).toBe(2)
  }, 60_000)
})

describe('processes that are killed', () => {
  test('four at a time, at any moment: counted at the sink, nobody twice and nobody missing', async () => {
    const { dispatchId, machines, url, root } = await planned(600, 5)
    const sink = await startSink(30)
    onTestFinished(() => sink.close())
    const running = new Set<ChildProcess>()
    /** Those that have claimed something: killing one that only starts proves nothing. */
    const sending = new Set<ChildProcess>()
    let [kills, done] = [0, false]
    const worker = async (): Promise<void> => {
      while (!done) {
        const child = spawn(process.execPath, [script, root, dispatchId, sink.url, url])
        running.add(child)
        child.stdout.once('data', () => sending.add(child))
        await once(child, 'exit')
        running.delete(child)
        sending.delete(child)
        if (child.exitCode === 0) done = true
      }
    }
    const killing = setInterval(() => {
      const [oldest] = sending
      if (kills >= 12 || oldest?.pid === undefined) return
      if (oldest.kill('SIGKILL')) kills++
    }, 300)
    await Promise.all([worker(), worker(), worker(), worker()])
    clearInterval(killing)
    for (const child of running) child.kill('SIGKILL')

    const [store] = machines
    const rows = await store.db
      .selectFrom('recipient')
      .innerJoin('batch', 'batch.id', 'recipient.batch_id')
      .select(['email', 'state', 'status'])
      .execute()
    expect(rows).toHaveLength(600)
    expect(Math.max(...sink.copies.values())).toBe(1)
    // Everyone has it or is listed as a doubt.
    const forgotten = rows.filter(({ email, state, status }) =>
      state === 'submitted' ? !sink.copies.has(email ?? '') : status !== 'in_doubt',
    )
    expect(forgotten).toEqual([])
    expect(await checkInvariants(store)).toEqual([])
    expect(kills).toBeGreaterThan(5)
  }, 90_000)

  test('SIGTERM finishes the calls that are under way, and another goes on', async () => {
    const { dispatchId, machines, url, root } = await planned(400, 1)
    const sink = await startSink(40)
    onTestFinished(() => sink.close())
    const child = spawn(process.execPath, [script, root, dispatchId, sink.url, url])
    while (sink.copies.size < 20) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    const [store] = machines
    const progress = await dispatchProgress(store, dispatchId)
    expect(progress).toMatchObject({ sent: sink.copies.size, underWay: 0, unsure: 0 })
    expect(progress.waiting).toBeGreaterThan(0)
  })
})

test('whether somebody is sending is known on every machine', async () => {
  const [one, two] = await machinesOf(2)
  expect(await isSendingNow({ root: '' }, two)).toBe(false)
  const session = await openSendingSession({ root: '' }, one)
  expect(await isSendingNow({ root: '' }, two)).toBe(true)
  expect(await session?.whileAlone(() => Promise.resolve())).toBe(true)
  const other = await openSendingSession({ root: '' }, two)
  expect(await session?.whileAlone(() => Promise.reject(new Error('somebody else sends')))).toBe(
    false,
  )
  await session?.release()
  await other?.release()
  // The server lets go when it notices that the connection is gone.
  await expect.poll(() => isSendingNow({ root: '' }, one), { timeout: 20_000 }).toBe(false)
})

test('notices go on however often the server breaks the connection off that says whose they are', async () => {
  const [one, two] = await machinesOf(2)
  const open = () => openNoticeSession({ root: '' }, one)
  for (let times = 0; times < 13; times++) {
    const session = await open()
    expect(session?.isOurs()).toBe(true)
    // Whoever finds it taken has no connection less for it either.
    expect(await openNoticeSession({ root: '' }, two)).toBeUndefined()
    await sql`select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and objid = ${NOTICING}`.execute(two.db)
    while (session?.isOurs() === true) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const last = await open()
  expect(last?.isOurs()).toBe(true)
  await last?.release()
}, 30_000)

test('a connection that cannot be had is said to be the database, so that a worker tries again', async () => {
  const store = await openPostgres(await server.newDatabase(), undefined)
  await store.close()
  const error: unknown = await store.connect().catch((found: unknown) => found)
  expect(storageFault(error)).toEqual({ kind: 'unreachable' })
})

test('a connection that the network breaks off half-way a query is said to be the database', async () => {
  const url = new URL(await server.newDatabase())
  const [watching] = await machinesOf(1, url.href)
  const { port } = url
  const sockets: Socket[] = []
  const cable = createServer((socket) => {
    sockets.push(socket)
    const onward = connect(Number(port), url.hostname)
    socket.on('error', () => onward.destroy())
    socket.pipe(onward).pipe(socket)
  })
  await once(cable.listen(0, '127.0.0.1'), 'listening')
  url.port = String((cable.address() as AddressInfo).port)
  const store = await openPostgres(url.href, undefined)
  onTestFinished(async () => {
    await store.close()
    cable.close()
  })
  const asked = sql`select pg_sleep(60)`.execute(store.beside).catch((found: unknown) => found)
  const asleep = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event = 'PgSleep'`
  while ((await asleep.execute(watching.db)).rows.length === 0);
  for (const socket of sockets) socket.resetAndDestroy()
  expect(storageFault(await asked)).toEqual({ kind: 'unreachable' })
})

test('all machines keep to one budget, and one that is asked to wait makes all wait', async () => {
  const [one, two] = await machinesOf(2)
  const ports = await serverTime(one, systemPorts)
  const budgets = [one, two].map((store) => openBudget(store, { name: 'sendgrid' }, 100, ports))
  const start = performance.now()
  let taken = 0
  await Promise.all(
    budgets.map(async (budget) => {
      while (performance.now() - start < 1_000) {
        const room = await budget.take(5)
        if (room.kind === 'room') taken += 5
        else await new Promise((resolve) => setTimeout(resolve, room.waitMs))
      }
    }),
  )
  // A hundred a second, and the one batch that the first moment gives.
  expect(taken).toBeLessThanOrEqual(110)
  // However slow the machine is.
  expect(taken).toBeGreaterThan(5)
  await budgets[0]?.pause(60_000)
  const asked = await budgets[1]?.take(1)
  expect(asked?.kind === 'none' && asked.waitMs).toBeGreaterThan(59_000)
})

test('on a server too, room that is given back shortens no pause that was asked meanwhile', async () => {
  const [one, two] = await machinesOf(2)
  const clock = fakeClock()
  const budgets = [one, two].map((store) => openBudget(store, { name: 'sendgrid' }, 1, clock))
  expect(await waitsBesidePauses(budgets[0] as Budget, budgets[1] as Budget, clock)).toEqual(WAITS)
})

const script = join(import.meta.dirname, '../support/worker-process.ts')

type Planned = {
  dispatchId: string
  people: Person[]
  root: string
  url: string
  /** Each with connections of its own, as on a machine of its own. */
  machines: [PostgresStore, PostgresStore, ...PostgresStore[]]
}

async function planned(count: number, batchSize: number, machineCount = 2): Promise<Planned> {
  const url = await server.newDatabase()
  const root = await temporaryFolder()
  const machines = await machinesOf(machineCount, url)
  const [store] = machines
  const people = await addPeople(store, count)
  const plan = planFor(people, { batchSize })
  const made = await planDispatch(store, plan, systemPorts)
  if (made.kind !== 'planned') throw new Error('It was planned before')
  return { dispatchId: made.dispatchId, people, root, url, machines }
}

async function machinesOf(
  count: number,
  url?: string,
): Promise<[PostgresStore, PostgresStore, ...PostgresStore[]]> {
  const at = url ?? (await server.newDatabase())
  const stores: PostgresStore[] = []
  for (let i = 0; i < count; i++) {
    const store = await openPostgres(at, await temporaryFolder())
    onTestFinished(() => store.close())
    stores.push(store)
  }
  return stores as [PostgresStore, PostgresStore]
}

async function peopleOf(store: PostgresStore): Promise<Person[]> {
  const rows = await store.db.selectFrom('subscriber').selectAll().orderBy('id').execute()
  return rows.map(({ id, email, email_key: key, name }) => ({ id, email, key, name }))
}

async function send(
  store: PostgresStore,
  dispatchId: string,
  transport: Parameters<typeof runDispatch>[1]['transport'],
  leaseMs = 60_000,
): Promise<Awaited<ReturnType<typeof runDispatch>>> {
  const session = await openSendingSession({ root: '' }, store)
  if (session === undefined) throw new Error('Senders on PostgreSQL never wait for each other')
  try {
    const ports = await serverTime(store, systemPorts)
    const given = { session, transport: { ...transport, leaseMs }, ports }
    return await runDispatch(dispatchId, setUp('', store, 0).options(given))
  } finally {
    await session.release()
  }
}

async function claimed(store: PostgresStore, dispatchId: string, leaseMs: number): Promise<Claim> {
  const { verified } = await loadFrozenContent(store, dispatchId)
  const ports = await serverTime(store, systemPorts)
  const transport = { name: 'sendgrid', leaseMs } as const
  const claiming = {
    owner: 'one',
    attemptId: ports.newId(),
    transport,
    verified,
    tellsMoves: false,
  }
  const found = await claimBatch(store, dispatchId, claiming, ports)
  if (found.kind !== 'claimed') throw new Error('There was nothing to claim')
  return found.claim
}

function slowly(provider: ReturnType<typeof countingProvider>): typeof provider {
  return {
    ...provider,
    async submit(batch) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      return provider.submit(batch)
    },
  }
}
