import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openBudget } from '../../src/dispatch/budget.ts'
import { claimBatch, type Claim } from '../../src/dispatch/claim.ts'
import { loadFrozenContent } from '../../src/dispatch/frozen-content.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { planDispatch, type Plan } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { recordAndClaim } from '../../src/dispatch/record-and-claim.ts'
import { recordOutcome } from '../../src/dispatch/record.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import type { SendingSession } from '../../src/dispatch/sending-session.ts'
import { pauseDispatch } from '../../src/dispatch/settle.ts'
import type { SubmitOutcome, Transport } from '../../src/dispatch/transport.ts'
import type { Database, SqliteStore } from '../../src/store/store.ts'
import { WAITS, waitsBesidePauses } from '../support/budget-cases.ts'
import { accepted, countingProvider, fakeClock, unknown } from '../support/counting-provider.ts'
import { alone, planFor, setUp } from '../support/dispatch-data.ts'
import { addReaders, memoryStore } from '../support/memory-store.ts'

const worker = { owner: 'test', transport: { name: 'sendgrid', leaseMs: 60_000 } as const }
const busy: SubmitOutcome = {
  kind: 'refused-for-now',
  reason: 'busy',
  status: 429,
  concerns: 'batch',
  waitMs: 0,
}

test('an answer for an attempt that was given up changes nothing for the next', async () => {
  const { record, claim, state } = await planned()
  const first = await claim()
  expect(await record(first, busy)).toBe('waiting')
  const second = await claim()
  expect(second.attemptId).not.toBe(first.attemptId)
  expect(await record(first, busy)).toBeUndefined()
  expect(await record(first, accepted)).toBeUndefined()
  expect(await state()).toBe('submitting')
  expect(await record(second, accepted)).toBe('sent')
})

test('what is taken stays taken, whatever else is said of the attempt', async () => {
  const { record, claim, state } = await planned()
  const only = await claim()
  expect(await record(only, accepted)).toBe('sent')
  for (const outcome of [unknown, busy, accepted])
    expect(await record(only, outcome)).toBeUndefined()
  expect(await state()).toBe('accepted')
})

test('an answer that comes after its doubt was written down is evidence', async () => {
  const { record, claim, state, store } = await planned()
  const only = await claim()
  expect(await record(only, unknown)).toBe('unsure')
  expect(await record(only, accepted)).toBe('sent')
  expect(await state()).toBe('accepted')
  expect(await checkInvariants(store)).toEqual([])
})

test('of two planners at once one plans, and the other writes nothing', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const plan = planFor(addReaders(store, 3))
  const both = [planDispatch(store, plan, systemPorts), planDispatch(store, plan, systemPorts)]
  const kinds = (await Promise.all(both)).map(({ kind }) => kind)
  expect(kinds.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['exists', 'planned'])
  expect(await store.db.selectFrom('recipient').select('ref').execute()).toHaveLength(3)
  expect(await checkInvariants(store)).toEqual([])
})

test('one address in the list twice is refused by the database itself, and nobody is sent to', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const plan = planFor(addReaders(store, 3))
  const [once] = plan.variants
  if (once === undefined) throw new Error('The plan has no variant')
  const twice: Plan = {
    ...plan,
    variants: [{ ...once, count: 6 }],
    agreed: 6,
    recipients: (db) => {
      const list = sql`select * from (${plan.recipients(db)}) as once`
      return sql`${list} union all ${list}`
    },
  }
  await expect(planDispatch(store, twice, systemPorts)).rejects.toThrow(/recipient\.email_key/)
  expect(await store.db.selectFrom('recipient').select('ref').execute()).toEqual([])
  expect(await planDispatch(store, plan, systemPorts)).toMatchObject({ kind: 'planned' })
})

test('a second dispatch of an issue is refused by the database itself', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  await planDispatch(store, planFor(addReaders(store, 1)), systemPorts)
  const [row] = await store.db.selectFrom('dispatch').selectAll().execute()
  if (row === undefined) throw new Error('Nothing was planned')
  const again = store.db.insertInto('dispatch').values({ ...row, id: 'another' })
  await expect(again.execute()).rejects.toThrow(/dispatch\.issue_id/)
})

test('among others, a claim whose commit got no answer is looked up, given back and sent once', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const made = await planDispatch(store, planFor(addReaders(store, 3)), systemPorts)
  if (made.kind !== 'planned') throw new Error('It was planned before')
  const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
  const { progress } = await runDispatch(
    made.dispatchId,
    setUp('', losing(store), 0).options({
      transport: { ...provider, concurrency: 1 },
      session: { ...alone, kind: 'shared', owner: 'one of many' },
    }),
  )
  expect(progress).toMatchObject({ total: 3, sent: 3, unsure: 0 })
  expect([...provider.copies.values()]).toEqual([1, 1, 1])
  const attempts = await store.db.selectFrom('attempt').select('state').execute()
  expect(attempts.map(({ state }) => state).toSorted()).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'refused',
  ])
})

test.each(['alone', 'shared'] as const)(
  'an answer and the next claim whose commit was refused leave nobody out and nobody twice (%s)',
  async (kind) => {
    const { store, run, copies, attempts } = await threePeople(kind)
    const disk = { refusals: 0 }
    const provider = copies(() => (disk.refusals = 1))
    expect((await run(refusing(store, disk), provider)).progress).toMatchObject({ sent: 3 })
    expect(disk.refusals).toBe(0)
    expect([...provider.copies.values()]).toEqual([1, 1, 1])
    expect(await attempts()).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await checkInvariants(store)).toEqual([])
  },
)

test.each(['alone', 'shared'] as const)(
  'an answer and the next claim whose commit got no answer are looked up, and sent once (%s)',
  async (kind) => {
    const { store, run, copies, attempts } = await threePeople(kind)
    const provider = copies(() => undefined)
    // The first attempt is claimed alone; the second with the answer to the first.
    const { progress } = await run(losing(store, 2), provider)
    expect(progress).toMatchObject({ total: 3, sent: 3, unsure: 0 })
    expect([...provider.copies.values()]).toEqual([1, 1, 1])
    expect(await attempts()).toEqual(['accepted', 'accepted', 'accepted', 'refused'])
    expect(await checkInvariants(store)).toEqual([])
  },
)

test('a pause that comes during a call stops the next claim, and not the answer', async () => {
  const { store, run, copies, attempts, dispatchId } = await threePeople('alone')
  const provider = copies(() => pauseDispatch(store, dispatchId, 'by-hand', 'editor', systemPorts))
  const { end, progress } = await run(store, provider)
  expect({ end, progress }).toMatchObject({ end: 'paused', progress: { sent: 1, waiting: 2 } })
  expect(await attempts()).toEqual(['accepted'])
})

test('content that is changed during a call stops the next claim, and not the answer', async () => {
  const { store, run, copies, attempts } = await threePeople('alone')
  const provider = copies(() => store.sqlite.exec(`update variant set content_hash = 'another'`))
  const { end, progress } = await run(store, provider)
  expect({ end, progress }).toMatchObject({ end: 'paused', progress: { sent: 1, waiting: 2 } })
  expect(await attempts()).toEqual(['accepted'])
})

test('an answer that somebody else overtook keeps nobody from the next claim', async () => {
  const { record, claim, claiming, store } = await planned()
  const first = await claim()
  expect(await record(first, busy)).toBe('waiting')
  const next = claiming()
  const { recorded, claimed } = await recordAndClaim(
    store,
    { claim: first, outcome: accepted },
    next,
    systemPorts,
  )
  expect(recorded).toBeUndefined()
  expect(claimed).toMatchObject({ kind: 'claimed', claim: { attemptId: next.attemptId } })
})

test('room that is given back shortens no pause that was asked meanwhile', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const clock = fakeClock()
  const budget = openBudget(store, { name: 'sendgrid' }, 1, clock)
  expect(await waitsBesidePauses(budget, budget, clock)).toEqual(WAITS)
})

test('a pause that a provider asks for does not grow when the clock of the computer is set back', async () => {
  const store = await memoryStore()
  let [time, wall] = [0, 1_800_000_000_000]
  const ports = { ...systemPorts, now: () => wall, monotonic: () => time }
  const budget = openBudget(store, { name: 'sendgrid' }, undefined, ports)
  await budget.pause(60_000)
  wall -= 24 * 60 * 60_000
  expect(await budget.take(1)).toEqual({ kind: 'none', waitMs: 60_000 })
  time += 60_000
  expect(await budget.take(1)).toMatchObject({ kind: 'room' })
})

test('a claim that became too old is given back also when the database refuses that at first', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const made = await planDispatch(store, planFor(addReaders(store, 2)), systemPorts)
  if (made.kind !== 'planned') throw new Error('It was planned before')
  const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
  const clock = fakeClock()
  const disk = { refusals: 0 }
  let slept = false
  const { end, progress } = await runDispatch(
    made.dispatchId,
    setUp('', refusing(store, disk), 0).options({
      transport: { ...provider, concurrency: 1 },
      ports: clock,
      checkpoint(point) {
        if (slept || point !== 'claimed') return
        slept = true
        // A laptop that was closed between the claim and the call.
        clock.advance(31_000)
        disk.refusals = 3
      },
    }),
  )
  expect(disk.refusals).toBe(0)
  expect({ end, progress }).toMatchObject({ end: 'finished', progress: { sent: 2, unsure: 0 } })
  expect([...provider.copies.values()]).toEqual([1, 1])
})

test('the room of a claim of which nothing came is there for the next at once', async () => {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const made = await planDispatch(store, planFor(addReaders(store, 1)), systemPorts)
  if (made.kind !== 'planned') throw new Error('It was planned before')
  const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
  const clock = fakeClock()
  const before = clock.now()
  const options = setUp('', losing(store), 0).options({
    transport: { ...provider, concurrency: 1, batchSize: 100 },
    session: { ...alone, kind: 'shared', owner: 'one of many' },
    ports: clock,
  })
  const config = { ...options.config, maxPerSecond: 1 }
  const { progress } = await runDispatch(made.dispatchId, { ...options, config })
  expect(progress).toMatchObject({ total: 1, sent: 1 })
  // Not the hundred seconds that a whole batch takes.
  expect(clock.now() - before).toBeLessThan(10_000)
})

/** As many transactions as `disk.refusals` says are refused, as by a disk that fails for a while. */
function refusing(store: SqliteStore, disk: { refusals: number }): SqliteStore {
  const fault = Object.assign(new Error('disk I/O error'), {
    code: 'ERR_SQLITE_ERROR',
    errcode: 10,
  })
  const db = withTransaction(store.db, (work) => {
    if (disk.refusals === 0) return store.db.transaction().execute(work)
    disk.refusals--
    return Promise.reject(fault)
  })
  return { ...store, db }
}

/** The `nth` transaction that writes an attempt holds, and whoever asked for it hears that it failed. */
function losing(store: SqliteStore, nth = 1): SqliteStore {
  let written = 0
  const rows = async (db: Database) =>
    (await db.selectFrom('attempt').select('id').execute()).length
  const db = withTransaction(store.db, async (work) => {
    const before = await rows(store.db)
    const made = await store.db.transaction().execute(work)
    if ((await rows(store.db)) === before || ++written !== nth) return made
    throw new Error('Connection terminated unexpectedly')
  })
  return { ...store, db }
}

type Work = Parameters<ReturnType<Database['transaction']>['execute']>[0]

function withTransaction(real: Database, execute: (work: Work) => Promise<unknown>): Database {
  return new Proxy(real, {
    get(_, key) {
      if (key === 'transaction') return () => ({ execute })
      const value: unknown = Reflect.get(real, key)
      return typeof value === 'function' ? (value.bind(real) as unknown) : value
    },
  })
}

async function threePeople(kind: SendingSession['kind']) {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const made = await planDispatch(store, planFor(addReaders(store, 3)), systemPorts)
  if (made.kind !== 'planned') throw new Error('It was planned before')
  const { dispatchId } = made
  return {
    store,
    dispatchId,
    run: (over: SqliteStore, transport: Transport) =>
      runDispatch(
        dispatchId,
        setUp('', over, 0).options({ transport, session: { ...alone, kind, owner: 'one' } }),
      ),
    /** Takes everything, one at a time; `during` happens while the server has it. */
    copies: (during: () => unknown) => {
      const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
      const submit: Transport['submit'] = async (batch) => {
        await during()
        return provider.submit(batch)
      }
      return { ...provider, concurrency: 1, submit }
    },
    attempts: async () =>
      (await store.db.selectFrom('attempt').select('state').execute())
        .map(({ state }) => state)
        .toSorted(),
  }
}

async function planned() {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const made = await planDispatch(
    store,
    planFor(addReaders(store, 2), { batchSize: 2 }),
    systemPorts,
  )
  if (made.kind !== 'planned') throw new Error('It was planned before')
  const { verified } = await loadFrozenContent(store, made.dispatchId)
  const claiming = () => {
    // What is refused waits; here it is its turn again at once.
    store.sqlite.exec('update batch set not_before = 0')
    return { ...worker, attemptId: systemPorts.newId(), verified, tellsMoves: false }
  }
  const claim = async (): Promise<Claim> => {
    const found = await claimBatch(store, made.dispatchId, claiming(), systemPorts)
    if (found.kind !== 'claimed') throw new Error('There was nothing to claim')
    return found.claim
  }
  const record = (of: Claim, outcome: SubmitOutcome) =>
    recordOutcome(store, of, outcome, worker, systemPorts)
  const state = async () =>
    (await store.db.selectFrom('batch').select('status').executeTakeFirstOrThrow()).status
  return { store, claiming, claim, record, state }
}
