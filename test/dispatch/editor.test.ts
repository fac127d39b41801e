import {
  assert,
  asyncModelRun,
  asyncProperty,
  commands,
  constant,
  integer,
  type AsyncCommand,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptDoubts,
  cancelDispatch,
  holdDoubts,
  restOf,
  sendRest,
} from '../../src/dispatch/editor.ts'
import { batchesOf } from '../../src/dispatch/batches-of.ts'
import { issueAudience } from '../../src/dispatch/correction.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { dispatchProgress } from '../../src/dispatch/progress.ts'
import { receivedBy } from '../../src/dispatch/received.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { pauseDispatch, resumeDispatch } from '../../src/dispatch/settle.ts'
import type { SubmitOutcome } from '../../src/dispatch/transport.ts'
import {
  accepted,
  countingProvider,
  dispatchState,
  fakeClock,
  unknown,
} from '../support/counting-provider.ts'
import { planFor, setUp } from '../support/dispatch-data.ts'
import { addReaders, memoryStore } from '../support/memory-store.ts'
import { fixture, planned, type Fixture } from '../support/dispatch-fixture.ts'
import { membersOf } from '../support/audience-members.ts'

const yes = { outcome: accepted, reached: true }
const lost = { outcome: unknown, reached: false }
const silent = { outcome: unknown, reached: true }

describe('cancelling', () => {
  test('lets what is under way finish, and nobody whose turn had not come gets it', async () => {
    const made = await fixture(10)
    const id = await plannedIn(made, 2)
    const provider = countingProvider(2, () => yes)
    let seen = 0
    const checkpoint = async (point: string) => {
      if (point === 'claimed' && ++seen === 2) await cancelDispatch(made.store, id, systemPorts)
    }
    const { progress } = await runDispatch(id, made.options({ transport: provider, checkpoint }))
    expect(await dispatchState(made.store, id)).toBe('cancelled')
    expect(progress.sent).toBeGreaterThanOrEqual(2)
    expect(progress.sent + progress.notSent).toBe(10)
    expect(provider.copies.size).toBe(progress.sent)
    expect(await checkInvariants(made.store)).toEqual([])
  })

  test('does not end while somebody is in doubt; the doubt stays in sight', async () => {
    const made = await fixture(4)
    const id = await plannedIn(made, 2)
    const provider = countingProvider(2, (call) => (call === 1 ? silent : busy))
    const clock = fakeClock()
    await runDispatch(id, made.options({ transport: provider, ports: clock }))
    await cancelDispatch(made.store, id, clock)
    expect(await dispatchState(made.store, id)).toBe('cancelling')
    expect(await acceptDoubts(made.store, id, clock)).toMatchObject({ kind: 'not-now' })
    await holdDoubts(made.store, id, clock)
    expect(await dispatchState(made.store, id)).toBe('cancelled')
    expect(await dispatchProgress(made.store, id)).toMatchObject({ unsure: 2, notSent: 2 })
  })

  test('sends nobody again, also where doubts are otherwise sent again by policy', async () => {
    const made = await fixture(2)
    const plan = planFor(made.people, { batchSize: 2, onUnknown: 'resend' })
    const id = await planned({ ...made, plan })
    const provider = countingProvider(2, () => silent)
    const checkpoint = async (point: string) => {
      if (point === 'submitted') await cancelDispatch(made.store, id, systemPorts)
    }
    const { progress } = await runDispatch(id, made.options({ transport: provider, checkpoint }))
    expect(progress).toMatchObject({ unsure: 2, notSent: 0 })
    expect([...provider.copies.values()]).toEqual([1, 1])
    expect(await dispatchState(made.store, id)).toBe('cancelling')
  })

  test('is refused when everything was sent', async () => {
    const made = await fixture(2)
    const id = await plannedIn(made, 1)
    await runDispatch(id, made.options({ transport: countingProvider(1, () => yes) }))
    expect(await cancelDispatch(made.store, id, systemPorts)).toEqual({
      kind: 'not-now',
      state: 'done',
    })
  })
})

describe('the rest', () => {
  test('of a cancelled dispatch gets it later, once, and nobody else does', async () => {
    const made = await fixture(9)
    const id = await plannedIn(made, 3)
    const provider = countingProvider(3, () => yes)
    const checkpoint = async (point: string) => {
      if (point === 'submitted') await cancelDispatch(made.store, id, systemPorts)
    }
    await runDispatch(id, made.options({ transport: { ...provider, concurrency: 1 }, checkpoint }))
    expect(await restOf(made.store, id)).toEqual({ cancelled: 6, failed: 0, held: 0 })
    expect(await sendRest(made.store, id, { duplicates: false }, systemPorts)).toEqual({
      kind: 'decided',
      people: 6,
    })
    const { progress } = await runDispatch(id, made.options({ transport: provider }))
    expect(progress).toMatchObject({ total: 9, sent: 9 })
    expect([...provider.copies.values()]).toEqual(Array.from({ length: 9 }, () => 1))
    expect(await dispatchState(made.store, id)).toBe('done')
    expect(await restOf(made.store, id)).toEqual({ cancelled: 0, failed: 0, held: 0 })
    expect(await receivedBy(made.store, id)).toHaveLength(9)
  })

  test('takes those who are held only when somebody accepts that they may get it twice', async () => {
    const made = await fixture(4)
    const id = await plannedIn(made, 2)
    const provider = countingProvider(2, (call) => (call === 1 ? lost : yes))
    await runDispatch(id, made.options({ transport: provider }))
    await holdDoubts(made.store, id, systemPorts)
    expect(await dispatchState(made.store, id)).toBe('done_with_holds')
    expect(await sendRest(made.store, id, { duplicates: false }, systemPorts)).toEqual({
      kind: 'decided',
      people: 0,
    })
    expect(await dispatchState(made.store, id)).toBe('done_with_holds')
    expect(await sendRest(made.store, id, { duplicates: true }, systemPorts)).toEqual({
      kind: 'decided',
      people: 2,
    })
    const { progress } = await runDispatch(id, made.options({ transport: provider }))
    expect(progress).toMatchObject({ total: 4, sent: 4 })
    expect(provider.copies.size).toBe(4)
    expect(await checkInvariants(made.store)).toEqual([])
  })

  test('leaves out who unsubscribed meanwhile', async () => {
    const made = await fixture(4)
    const id = await plannedIn(made, 1)
    await pauseDispatch(made.store, id, 'by-hand', 'editor', systemPorts)
    await cancelDispatch(made.store, id, systemPorts)
    await unsubscribe(made, 2)
    await sendRest(made.store, id, { duplicates: false }, systemPorts)
    const provider = countingProvider(1, () => yes)
    const { progress } = await runDispatch(id, made.options({ transport: provider }))
    expect(progress).toMatchObject({ sent: 3, skipped: 1 })
    expect(provider.copies.has('lezer2@example.org')).toBe(false)
  })
})

test('who received it is shown without whole addresses', async () => {
  const made = await fixture(1)
  const id = await plannedIn(made, 1)
  await runDispatch(id, made.options({ transport: countingProvider(1, () => yes) }))
  const people = await receivedBy(made.store, id)
  expect(people).toEqual([{ ref: expect.any(String), address: 'l…@example.org', outcome: null }])
})

test('an invariant that is broken is found', async () => {
  const made = await fixture(2)
  const id = await plannedIn(made, 2)
  await runDispatch(id, made.options({ transport: countingProvider(2, () => yes) }))
  const broken = async (sql: string) => {
    made.store.sqlite.exec('savepoint sound')
    made.store.sqlite.exec(sql)
    const found = await checkInvariants(made.store)
    made.store.sqlite.exec('rollback to sound; release sound')
    return found.map(({ invariant }) => invariant)
  }
  expect(await checkInvariants(made.store)).toEqual([])
  expect(
    await broken(`insert into attempt (id, batch_id, n, transport, count, state, owner, started_at)
      select 'other', batch_id, 2, transport, count, 'accepted', owner, 1 from attempt`),
  ).toEqual(['I1'])
  expect(await broken(`update dispatch set candidate_count = 3`)).toEqual(['I2'])
  expect(await broken(`update dispatch set recipient_count = 3, candidate_count = 3`)).toEqual([
    'I2',
  ])
  expect(await broken(`update recipient set state = 'planned'`)).toEqual(['I2', 'I2'])
  expect(await broken(`update attempt set state = 'refused'`)).toEqual(['I3'])
  expect(await broken(`update recipient set state = 'suppressed'`)).toEqual(['I3'])
  expect(await broken(`update batch set status = 'held'`)).toEqual(['I3'])
  expect(await broken(`update variant set html = 'other'`)).toEqual(['I6'])
  expect(
    await broken(`insert into event_post (id, received_at, body) values ('p', 1, '');
      insert into provider_event (id, post_id, dedupe_key, recipient_ref, type, at, message_id, quarantined)
      select message || ref, 'p', message || ref, ref, 'delivered', 1, message, 0
      from recipient, (select 'm1' as message union select 'm2')`),
  ).toEqual(['I8'])
})

/** What anyone may do to a dispatch, in any order; after each the ledger must be sound. */
describe('editors, in any order', () => {
  type Model = { mayDuplicate: boolean }
  type Real = {
    made: Fixture
    id: string
    clock: ReturnType<typeof fakeClock>
    provider: ReturnType<typeof countingProvider>
  }
  const act = (
    name: string,
    work: (real: Real, model: Model) => Promise<unknown>,
  ): AsyncCommand<Model, Real> => ({
    check: () => true,
    toString: () => name,
    async run(model, real) {
      await work(real, model)
      expect(await checkInvariants(real.made.store)).toEqual([])
      const { total, ...parts } = await dispatchProgress(real.made.store, real.id)
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
      expect(total).toBe(PEOPLE)
      const most = Math.max(0, ...real.provider.copies.values())
      if (!model.mayDuplicate) expect(most).toBeLessThanOrEqual(1)
    },
  })
  const PEOPLE = 6
  const run = (real: Real, checkpoint?: (point: string) => unknown) =>
    runDispatch(
      real.id,
      real.made.options({
        transport: real.provider,
        ports: real.clock,
        ...(checkpoint && { checkpoint: async (point) => void (await checkpoint(point)) }),
      }),
    )
  const during = (name: string, work: (real: Real) => Promise<unknown>) =>
    integer({ min: 1, max: 6 }).map((nth) =>
      act(`${name} at checkpoint ${nth}`, (real) => {
        let seen = 0
        return run(real, () => (++seen === nth ? work(real) : undefined))
      }),
    )

  test('break no invariant, and without accepting duplicates cause none', async () => {
    const all = [
      constant(act('run', (real) => run(real))),
      constant(
        act('pause', ({ made, id, clock }) =>
          pauseDispatch(made.store, id, 'by-hand', 'editor', clock),
        ),
      ),
      constant(
        act('resume', ({ made, id, clock }) => resumeDispatch(made.store, id, 'editor', clock)),
      ),
      constant(act('cancel', ({ made, id, clock }) => cancelDispatch(made.store, id, clock))),
      constant(act('hold', ({ made, id, clock }) => holdDoubts(made.store, id, clock))),
      constant(act('a day', ({ clock }) => Promise.resolve(clock.advance(25 * 60 * 60_000)))),
      constant(
        act('accept doubt', async ({ made, id, clock }, model) => {
          const decided = await acceptDoubts(made.store, id, clock)
          if (decided.kind === 'decided' && decided.people > 0) model.mayDuplicate = true
        }),
      ),
      constant(
        act('rest', ({ made, id, clock }) =>
          sendRest(made.store, id, { duplicates: false }, clock),
        ),
      ),
      constant(
        act('rest with duplicates', async ({ made, id, clock }, model) => {
          const { held } = await restOf(made.store, id)
          if (held > 0) model.mayDuplicate = true
          await sendRest(made.store, id, { duplicates: true }, clock)
        }),
      ),
      constant(act('correction', ({ made, id }) => reachesOnlyTheMistaken(made, id))),
      integer({ min: 0, max: PEOPLE - 1 }).map((n) =>
        act(`unsubscribe ${n}`, ({ made }) => unsubscribe(made, n)),
      ),
      during('pause', ({ made, id, clock }) =>
        pauseDispatch(made.store, id, 'by-hand', 'editor', clock),
      ),
      during('cancel', ({ made, id, clock }) => cancelDispatch(made.store, id, clock)),
      during('hold', ({ made, id, clock }) => holdDoubts(made.store, id, clock)),
    ]
    const answers = [yes, yes, silent, lost, rejected, busy]
    await assert(
      asyncProperty(
        commands(all, { maxCommands: 14 }),
        integer({ min: 0, max: 1_000_000 }),
        async (steps, seed) => {
          const store = await memoryStore()
          const made = { ...setUp('', store, PEOPLE), people: addReaders(store, PEOPLE) }
          const provider = countingProvider(
            2,
            (call) =>
              answers[Math.floor(seed / answers.length ** (call % 7)) % answers.length] ?? yes,
          )
          const id = await plannedIn(made, 2)
          const real = { made, id, clock: fakeClock(), provider }
          await asyncModelRun(() => ({ model: { mayDuplicate: false }, real }), steps)
          await store.close()
        },
      ),
      { numRuns: 200 },
    )
  }, 60_000)
})

const refusal: SubmitOutcome = {
  kind: 'rejected',
  reason: 'message-refused',
  status: 554,
  index: 0,
}
const rejected = { outcome: refusal, reached: false }
const busy = {
  outcome: { kind: 'pause', reason: 'login-refused', status: 401 } satisfies SubmitOutcome,
  reached: false,
}

/** Whom a correction made now would go to: of those who have it, who may still be mailed. */
async function reachesOnlyTheMistaken({ store, plan }: Fixture, id: string): Promise<void> {
  const corrects = { issueId: plan.issueId, version: undefined, unsure: false }
  const issue = { segments: [], file: '', corrects }
  const { audience, problems } = await issueAudience(store, plan.listId, issue, [])
  const got = await store.db
    .selectFrom('recipient')
    .innerJoin('subscriber', 'subscriber.id', 'recipient.subscriber_id')
    .select('recipient.email_key')
    .where('recipient.batch_id', 'in', batchesOf(store.db, id))
    .where('recipient.state', '=', 'submitted')
    .where('subscriber.newsletter', '=', 'confirmed')
    .execute()
  const moving = ['sending', 'paused', 'cancelling'].includes(await dispatchState(store, id))
  expect((await membersOf(store, audience)).map(({ email_key }) => email_key).sort()).toEqual(
    moving ? [] : got.map(({ email_key }) => email_key).sort(),
  )
  const held = problems.some(({ code }) => code === 'correction/still-sending')
  expect(held).toBe(moving)
}

function plannedIn(made: Fixture, batchSize: number): Promise<string> {
  return planned({ ...made, plan: planFor(made.people, { batchSize }) })
}

async function unsubscribe(made: Fixture, person: number): Promise<void> {
  await made.store.db
    .updateTable('subscriber')
    .set({ newsletter: 'withdrawn' })
    .where('id', '=', `s${person}`)
    .execute()
}
