import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dispatchLog } from '../../src/dispatch/dispatch-log.ts'
import { resumeByHand } from '../../src/dispatch/editor.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { planDispatch, type Plan } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch, type RunResult } from '../../src/dispatch/run.ts'
import type { SendingSession } from '../../src/dispatch/sending-session.ts'
import type { OutgoingBatch, SubmitOutcome, Transport } from '../../src/dispatch/transport.ts'
import type { Store } from '../../src/store/store.ts'
import { accepted, fakeClock, unknown } from '../support/counting-provider.ts'
import {
  alone,
  ISSUE,
  planFor,
  recipientsAmong,
  setUp,
  type Person,
} from '../support/dispatch-data.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { bothDatabases, kinds } from '../support/store-kinds.ts'

const databases = bothDatabases()
const OWN = 'eigen.example.org'
const first = { people: 20, domain: OWN }
const refused: SubmitOutcome = {
  kind: 'rejected',
  reason: 'address-refused',
  status: 550,
  index: undefined,
}
const later: SubmitOutcome = {
  kind: 'refused-for-now',
  reason: 'busy',
  status: 450,
  concerns: 'batch',
  waitMs: 60_000,
}

describe.each(kinds)('on %s', (kind) => {
  test.each([1, 100])(
    'twenty go first, those of the own organisation among them, in batches of %i',
    async (batchSize) => {
      const { store, people, dispatchId } = await planned({ own: [3, 41, 57], batchSize })
      const calls: string[][] = []
      const { end } = await send(store, dispatchId, batchSize, (to) => {
        calls.push(to)
        return accepted
      })
      expect(end).toBe('finished')
      const all = calls.flat()
      expect(new Set(all).size).toBe(60)
      expect(all).toHaveLength(60)
      const among = all.slice(0, 20)
      for (const i of [3, 41, 57]) expect(among).toContain(people[i]?.email)
      const sizes = batchSize === 1 ? all.map(() => 1) : [20, 40]
      expect(calls.map(({ length }) => length)).toEqual(sizes)
      expect(await log(store, dispatchId)).toEqual(['D1', 'rest-opened', 'D7'])
      expect(await checkInvariants(store)).toEqual([])
    },
  )

  test('nobody else has a turn before all of them were answered, whoever of several senders is fast', async () => {
    const { store, people, dispatchId } = await planned({ own: [7] })
    const answered = new Set<string>()
    const early: string[] = []
    let begun = 0
    const submit = async (to: string[]): Promise<SubmitOutcome> => {
      const mine = ++begun
      if (mine > 20 && answered.size < 20) early.push(...to)
      // The first of them takes by far the longest.
      for (let i = 0; i < (mine === 1 ? 200 : 2); i++) await setImmediate()
      for (const one of to) answered.add(one)
      return accepted
    }
    const senders = kind === 'SQLite' ? [alone] : [together('a'), together('b'), together('c')]
    const ends = await Promise.all(
      senders.map((session) => send(store, dispatchId, 1, submit, session)),
    )
    expect(ends.map(({ end }) => end)).toEqual(senders.map(() => 'finished'))
    expect(early).toEqual([])
    expect(answered.size).toBe(people.length)
  })

  test('when nobody knows whether one of them has it, it pauses and says so; gone on, each gets it once', async () => {
    const { store, dispatchId } = await planned({ own: [7] })
    const copies = new Map<string, number>()
    let calls = 0
    const submit = ([to = '']: string[]) => {
      copies.set(to, (copies.get(to) ?? 0) + 1)
      return ++calls === 5 ? unknown : accepted
    }
    const paused = await send(store, dispatchId, 1, submit)
    expect(paused).toMatchObject({ end: 'paused', reason: 'first-unsure', progress: { unsure: 1 } })
    expect(copies.size).toBeLessThanOrEqual(10)
    expect(await send(store, dispatchId, 1, submit)).toMatchObject({ end: 'paused' })
    expect(copies.size).toBeLessThanOrEqual(10)
    const before = await store.db.selectFrom('dispatch').select('version').executeTakeFirstOrThrow()
    await resumeByHand(store, dispatchId, systemPorts, { person: 'Noor', seen: before })
    const { end, progress } = await send(store, dispatchId, 1, submit)
    expect([end, progress.sent, progress.unsure]).toEqual(['finished', 59, 1])
    expect([...copies.values()].every((count) => count === 1)).toBe(true)
    expect(await checkInvariants(store)).toEqual([])
  })

  test('found unsure after a crash it pauses too', async () => {
    const { store, dispatchId } = await planned({ own: [] })
    await store.db
      .updateTable('batch')
      .set({ status: 'submitting', attempts: 1 })
      .where('seq', '=', -3)
      .execute()
    const calls: string[][] = []
    const { end, reason } = await send(store, dispatchId, 1, (to) => {
      calls.push(to)
      return accepted
    })
    expect([end, reason, calls]).toEqual(['paused', 'first-unsure', []])
  })

  test('one address that is refused, and one that is to come back later, keep nobody waiting', async () => {
    const { store, dispatchId } = await planned({ own: [7] })
    const order: string[] = []
    const { progress } = await send(store, dispatchId, 1, ([to = '']) => {
      const turn = order.push(to)
      if (turn === 2) return refused
      return turn === 4 ? later : accepted
    })
    expect(progress).toMatchObject({ sent: 59, failed: 1 })
    // Whoever was to come back later did, when the others had long had their turn.
    expect(order.lastIndexOf(order[3] ?? '')).toBeGreaterThan(30)
  })

  test('one that is refused while all others are to come back later waits for what comes of those', async () => {
    const { store, dispatchId } = await planned({ own: [7] })
    const tried = new Set<string>()
    let turns = 0
    const { end, progress } = await send(store, dispatchId, 1, ([to = '']) => {
      if (++turns === 2) return refused
      if (tried.has(to) || turns > 20) return accepted
      tried.add(to)
      return later
    })
    expect([end, progress.sent, progress.failed]).toEqual(['finished', 59, 1])
  })

  test('one that was unsure for a day is not taken for answered: it pauses before the rest', async () => {
    const { store, dispatchId } = await planned({ own: [] })
    const batch = store.db.selectFrom('batch').select('id').where('seq', '=', -3)
    const { id } = await batch.executeTakeFirstOrThrow()
    const attempt = { id: 'a', batch_id: id, n: 1, transport: 'test', count: 1, started_at: 0 }
    await store.db
      .insertInto('attempt')
      .values({ ...attempt, state: 'unknown', owner: 'somebody' })
      .execute()
    await store.db
      .updateTable('batch')
      .set({ status: 'in_doubt', attempts: 1, attempt_id: 'a', doubt_since: 0 })
      .where('id', '=', id)
      .execute()
    let calls = 0
    const { end, reason } = await send(store, dispatchId, 1, () => (calls++, accepted))
    expect([end, reason, calls]).toEqual(['paused', 'first-unsure', 0])
  })

  test('when most of them are refused it pauses before anybody else is tried', async () => {
    const { store, dispatchId } = await planned({ own: [7] })
    let calls = 0
    const submit = () => (++calls > 20 || calls % 3 === 0 ? accepted : refused)
    const paused = await send(store, dispatchId, 1, submit)
    expect(paused).toMatchObject({ end: 'paused', reason: 'first-refused' })
    expect(calls).toBe(20)
    await resumeByHand(store, dispatchId, systemPorts)
    expect(await send(store, dispatchId, 1, submit)).toMatchObject({ end: 'finished' })
    expect(calls).toBe(60)
  })

  test('a login that is refused and put right begins with the same twenty, and the rest waits for them', async () => {
    const { store, dispatchId } = await planned({ own: [7] })
    const login: SubmitOutcome = { kind: 'pause', reason: 'login-refused', status: 535 }
    expect(await send(store, dispatchId, 1, () => login)).toMatchObject({ reason: 'login-refused' })
    await resumeByHand(store, dispatchId, systemPorts)
    let calls = 0
    const unsure = await send(store, dispatchId, 1, () => (++calls === 20 ? unknown : accepted))
    expect(unsure).toMatchObject({ end: 'paused', reason: 'first-unsure' })
    expect(calls).toBe(20)
  })

  test('of two versions of the mail there are people of both among the first, and every batch has one', async () => {
    const { store, dispatchId } = await planned({ own: [3, 50], batchSize: 25, versions: true })
    const calls: string[][] = []
    const { end } = await send(store, dispatchId, 25, (to) => {
      calls.push(to)
      return accepted
    })
    expect(end).toBe('finished')
    const sizes = calls.map(({ length }) => length)
    expect(sizes[0]! + sizes[1]!).toBe(20)
    expect(calls.flat()).toHaveLength(60)
    expect(await checkInvariants(store)).toEqual([])
  })

  test('a short list goes at once, and so does what cannot wait', async () => {
    for (const changes of [{ count: 40 }, { plan: { onUnknown: 'resend' as const } }]) {
      const { store, dispatchId } = await planned({ own: [3], ...changes })
      await send(store, dispatchId, 1, () => accepted)
      expect(await log(store, dispatchId)).not.toContain('rest-opened')
    }
  })

  async function planned({
    own,
    batchSize = 1,
    count = 60,
    versions = false,
    plan = {},
  }: {
    own: number[]
    batchSize?: number
    count?: number
    versions?: boolean
    plan?: Partial<Plan>
  }): Promise<{ store: Store; people: Person[]; dispatchId: string }> {
    const store = await databases.emptyStore(kind)
    onTestFinished(() => store.close())
    const people = await addPeople(store, count)
    for (const i of own) {
      const person = people[i] as Person
      person.email = `lezer${i}@${OWN}`
      await store.db
        .updateTable('subscriber')
        .set({ email: person.email })
        .where('id', '=', person.id)
        .execute()
    }
    const { variants } = planFor(people)
    const [one] = variants
    const half = people.slice(count / 2)
    const two = versions && {
      variants: [
        { key: 'all', frozen: one!.frozen, count: count / 2 },
        { key: 'other', frozen: { ...one!.frozen, subject: 'Anders' }, count: count / 2 },
      ],
      recipients: recipientsAmong(people, { variant: 'other', people: half }),
    }
    const made = await planDispatch(
      store,
      planFor(people, { batchSize, first, ...two, ...plan }),
      systemPorts,
    )
    if (made.kind !== 'planned') throw new Error('It was planned before')
    return { store, people, dispatchId: made.dispatchId }
  }

  async function send(
    store: Store,
    dispatchId: string,
    batchSize: number,
    answer: (to: string[]) => SubmitOutcome | Promise<SubmitOutcome>,
    session = alone,
  ): Promise<RunResult> {
    const transport: Transport = {
      name: 'smtp',
      batchSize,
      concurrency: 4,
      leaseMs: 600_000,
      verify: () => Promise.resolve([]),
      submit: ({ messages }: OutgoingBatch) =>
        Promise.resolve(answer(messages.map(({ to }) => to.address))),
      close: () => Promise.resolve(),
    }
    const given = { transport, session, ports: fakeClock() }
    return runDispatch(dispatchId, setUp('', store, 0).options(given))
  }

  async function log(store: Store, dispatchId: string): Promise<string[]> {
    const entries = await dispatchLog(store, ISSUE, dispatchId)
    return entries.map((entry) => (entry.kind === 'dispatch' ? entry.move : entry.kind))
  }
})

/** One of several machines that send at the same time. */
function together(name: string): SendingSession {
  return { ...alone, kind: 'shared', owner: name }
}
