import * as nodeFiles from 'node:fs/promises'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { DatabaseSync } from 'node:sqlite'
import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ports } from '../../src/dispatch/ports.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { dispatchProgress, failureReasons, unsureRecipients } from '../../src/dispatch/progress.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { claimBatch } from '../../src/dispatch/claim.ts'
import { loadFrozenContent } from '../../src/dispatch/frozen-content.ts'
import { recordOutcome } from '../../src/dispatch/record.ts'
import { sweep } from '../../src/dispatch/recover.ts'
import { resumeDispatch } from '../../src/dispatch/settle.ts'
import type { OutgoingBatch, SubmitOutcome, Transport } from '../../src/dispatch/transport.ts'
import { fileTransport } from '../../src/dispatch/transports/file.ts'
import { openStore } from '../../src/store/store.ts'
import { alone, planFor, sender } from '../support/dispatch-data.ts'
import {
  fixture,
  outboxOf,
  planned,
  temporaryFolder,
  type Fixture,
} from '../support/dispatch-fixture.ts'

describe('an unknown answer', () => {
  test('puts its people in doubt, and no later run sends to them again', async () => {
    const made = await fixture(10)
    const provider = scripted({
      batchSize: 5,
      answer: (_, call) => (call === 1 ? unknown : accepted),
    })
    const id = await plannedFor(made, 5)
    const first = await runDispatch(id, made.options({ transport: provider }))
    expect(first.progress).toMatchObject({ total: 10, sent: 5, unsure: 5 })
    expect((await unsureRecipients(made.store, id)).length).toBe(5)
    const second = await runDispatch(id, made.options({ transport: provider }))
    expect(second.progress).toMatchObject({ sent: 5, unsure: 5 })
    expect(provider.copies()).toEqual(Array.from({ length: 10 }, () => 1))
    expect(await state(made, id)).toBe('settling')
  })

  test('is held after a day, stays listed, and the dispatch ends with it in sight', async () => {
    const made = await fixture(4)
    const clock = fakeClock()
    const provider = scripted({
      batchSize: 2,
      answer: (_, call) => (call === 1 ? unknown : accepted),
    })
    const id = await plannedFor(made, 2)
    await runDispatch(id, made.options({ transport: provider, ports: clock }))
    clock.advance(23 * 60 * 60_000)
    await runDispatch(id, made.options({ transport: provider, ports: clock }))
    expect(await state(made, id)).toBe('settling')
    clock.advance(2 * 60 * 60_000)
    await runDispatch(id, made.options({ transport: provider, ports: clock }))
    expect(await state(made, id)).toBe('done_with_holds')
    expect(await dispatchProgress(made.store, id)).toMatchObject({ sent: 2, unsure: 2 })
    expect((await unsureRecipients(made.store, id)).map((one) => one.state)).toEqual([
      'held',
      'held',
    ])
    expect(provider.copies()).toEqual([1, 1, 1, 1])
  })
})

describe('a refusal', () => {
  test('by a busy server makes everyone wait, and counts against nobody', async () => {
    const made = await fixture(1)
    const clock = fakeClock()
    const provider = scripted({
      answer: (_, call) => (call <= 15 ? busy('server') : call === 16 ? busy('batch') : accepted),
    })
    const id = await plannedFor(made, 1)
    const { progress } = await runDispatch(id, made.options({ transport: provider, ports: clock }))
    expect(progress).toMatchObject({ sent: 1, failed: 0 })
    expect(clock.now()).toBeGreaterThanOrEqual(15 * 20_000)
  })

  test('is not waited for: who takes a mail and says it was the last for now is left in peace', async () => {
    const made = await fixture(3)
    const clock = fakeClock()
    const [start, at]: [number, number[]] = [clock.now(), []]
    const provider = scripted({
      answer: (_, call) => {
        at.push(clock.now() - start)
        return call === 1 ? { ...accepted, restMs: 20_000 } : accepted
      },
    })
    const id = await plannedFor(made, 1)
    const run = { ...provider, concurrency: 1 }
    await runDispatch(id, made.options({ transport: run, ports: clock }))
    expect(at[0]).toBeLessThan(1_000)
    expect(at[1]).toBeGreaterThanOrEqual(20_000)
  })

  test('for ten minutes on end stops the run and says so; later it goes on', async () => {
    const made = await fixture(3)
    const clock = fakeClock()
    let open = false
    const provider = scripted({ answer: () => (open ? accepted : busy('server')) })
    const id = await plannedFor(made, 1)
    expect(
      await runDispatch(id, made.options({ transport: provider, ports: clock })),
    ).toMatchObject({
      end: 'unreachable',
      progress: { waiting: 3, sent: 0 },
    })
    expect(clock.now()).toBeGreaterThanOrEqual(10 * 60_000)
    open = true
    clock.advance(60_000)
    expect(
      await runDispatch(id, made.options({ transport: provider, ports: clock })),
    ).toMatchObject({
      end: 'finished',
      progress: { sent: 3 },
    })
  })

  test('of one mail for now is tried ten times, with longer waits, and then given up visibly', async () => {
    const made = await fixture(2)
    const clock = fakeClock()
    const tries: number[] = []
    const provider = scripted({
      answer: ([address]) => {
        if (address !== 'lezer0@example.org') return accepted
        tries.push(clock.now())
        return busy('batch')
      },
    })
    const id = await plannedFor(made, 1)
    const { progress } = await runDispatch(id, made.options({ transport: provider, ports: clock }))
    expect(progress).toMatchObject({ sent: 1, failed: 1 })
    expect(tries).toHaveLength(10)
    const waits = tries.slice(1).map((at, i) => at - (tries[i] ?? 0))
    expect(waits[0]).toBeGreaterThanOrEqual(20_000)
    expect(waits[1]).toBeGreaterThanOrEqual(40_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(31 * 60_000)
    expect(await failureReasons(made.store, id)).toEqual([
      { reason: 'too-many-attempts', count: 1 },
    ])
  })

  test.each([
    ['named by its place', (index: number) => index],
    ['not named', () => undefined],
  ])('of one bad address, %s, costs only that one', async (_, named) => {
    const made = await fixture(16)
    const provider = scripted({
      batchSize: 16,
      answer(addresses) {
        const index = addresses.indexOf('lezer5@example.org')
        if (index < 0) return accepted
        return { kind: 'rejected', reason: 'address-refused', status: 400, index: named(index) }
      },
    })
    const id = await plannedFor(made, 16)
    const { progress } = await runDispatch(id, made.options({ transport: provider }))
    expect(progress).toMatchObject({ total: 16, sent: 15, failed: 1 })
    expect(await failureReasons(made.store, id)).toEqual([{ reason: 'address-refused', count: 1 }])
    expect(await state(made, id)).toBe('done')
  })

  test('of the account pauses the dispatch; resumed, the same rows go on', async () => {
    const made = await fixture(6)
    let allowed = false
    const provider = scripted({
      answer: () => (allowed ? accepted : { kind: 'pause', reason: 'login-refused', status: 401 }),
    })
    const id = await plannedFor(made, 1)
    expect(await runDispatch(id, made.options({ transport: provider }))).toMatchObject({
      end: 'paused',
      reason: 'login-refused',
      progress: { waiting: 6 },
    })
    expect(await state(made, id)).toBe('paused')
    allowed = true
    expect((await runDispatch(id, made.options({ transport: provider }))).progress.sent).toBe(0)
    expect(await resumeDispatch(made.store, id, 'test', systemPorts)).toBe(true)
    expect((await runDispatch(id, made.options({ transport: provider }))).progress.sent).toBe(6)
    expect(provider.copies()).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('of five mails in a row for what is in them pauses, instead of failing everyone', async () => {
    const made = await fixture(40)
    const provider = scripted({
      answer: () => ({ kind: 'rejected', reason: 'message-refused', status: 554, index: 0 }),
    })
    const id = await plannedFor(made, 1)
    const { end, progress } = await runDispatch(id, made.options({ transport: provider }))
    expect(end).toBe('paused')
    expect(progress.failed).toBeLessThanOrEqual(8)
    expect(progress.waiting).toBe(40 - progress.failed)
  })

  test('that names nobody is looked into by halves, slowly, and all others get it', async () => {
    const made = await fixture(100)
    const clock = fakeClock()
    const refusedAt: number[] = []
    const provider = scripted({
      batchSize: 100,
      answer(addresses) {
        if (!addresses.includes('lezer37@example.org')) return accepted
        refusedAt.push(clock.now())
        return { kind: 'rejected', reason: 'message-refused', status: 400, index: undefined }
      },
    })
    const id = await plannedFor(made, 100)
    const result = await runDispatch(id, made.options({ transport: provider, ports: clock }))
    expect(result).toMatchObject({ end: 'finished', progress: { sent: 99, failed: 1 } })
    expect(provider.copies()).toEqual(Array.from({ length: 99 }, () => 1))
    expect(refusedAt.length).toBeLessThanOrEqual(8)
    const waits = refusedAt.slice(1).map((at, i) => at - (refusedAt[i] ?? 0))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(5_000)
  })

  test.each(['message-refused', 'address-refused'] as const)(
    'of everybody that names nobody (%s) pauses after a few requests, and fails nobody',
    async (reason) => {
      const made = await fixture(400)
      let calls = 0
      const provider = scripted({
        batchSize: 100,
        answer: () => {
          calls++
          return { kind: 'rejected', reason, status: 400, index: undefined }
        },
      })
      const id = await plannedFor(made, 100)
      const ports = fakeClock()
      const run = await runDispatch(id, made.options({ transport: provider, ports }))
      expect(run).toMatchObject({ end: 'paused', progress: { failed: 0, waiting: 400 } })
      expect(await state(made, id)).toBe('paused')
      expect(calls).toBeLessThanOrEqual(8)
    },
  )
})

describe('trouble on this side', () => {
  test('a claim that lay still for half a minute is given back unsent', async () => {
    const made = await fixture(2)
    const clock = fakeClock()
    const provider = scripted({ answer: () => accepted })
    const id = await plannedFor(made, 1)
    let stalls = 1
    const checkpoint = (point: string) => {
      if (point === 'claimed' && stalls-- > 0) clock.advance(31_000)
    }
    const { progress } = await runDispatch(
      id,
      made.options({ transport: provider, ports: clock, checkpoint }),
    )
    expect(progress.sent).toBe(2)
    const given = await made.store.db
      .selectFrom('ledger_log')
      .select('why')
      .where('why', '=', 'B3')
      .execute()
    expect(given.length).toBeGreaterThan(0)
    expect(provider.copies()).toEqual([1, 1])
  })

  test('a clock that is set back does not keep a batch waiting for as long', async () => {
    const made = await fixture(1)
    const clock = fakeClock()
    const busy = {
      kind: 'refused-for-now',
      reason: 'busy',
      status: 450,
      concerns: 'batch',
    } as const
    let calls = 0
    const answer = () => (++calls === 1 ? { ...busy, waitMs: 60_000 } : accepted)
    const id = await plannedFor(made, 1)
    const ahead = { ...clock, now: () => clock.now() + 3 * 86_400_000 }
    const stop = new AbortController()
    const provider = scripted({ answer: () => (stop.abort(), answer()) })
    await runDispatch(id, made.options({ transport: provider, ports: ahead, signal: stop.signal }))
    const options = made.options({ transport: scripted({ answer }), ports: clock })
    expect((await runDispatch(id, options)).progress.sent).toBe(1)
    expect(clock.monotonic()).toBeLessThan(3_600_000)
  })

  test('a claim that lay still leaves its room in the budget to who comes next', async () => {
    const made = await fixture(2)
    const clock = fakeClock()
    const provider = { ...scripted({ answer: () => accepted }), concurrency: 1 }
    const id = await plannedFor(made, 1)
    let stalls = 1
    const checkpoint = (point: string) => {
      if (point === 'claimed' && stalls-- > 0) clock.advance(31_000)
    }
    const options = made.options({ transport: provider, ports: clock, checkpoint })
    // A mail every hundred seconds.
    const config = { ...options.config, maxPerSecond: 0.01 }
    await runDispatch(id, { ...options, config })
    expect(provider.copies()).toEqual([1, 1])
    // The half minute, and the room of two mails; not that of the one that went back.
    expect(clock.monotonic()).toBe(231_000)
  })

  test('an answer that cannot be written down is tried until it can, and nobody claims meanwhile', async () => {
    const made = await fixture(5)
    const provider = { ...scripted({ answer: () => accepted }), concurrency: 1 }
    const id = await plannedFor(made, 1)
    made.store.sqlite.exec('PRAGMA busy_timeout = 20')
    const other = new DatabaseSync(join(made.root, 'data', 'rondbrief.db'))
    let held = false
    const checkpoint = (point: string) => {
      if (point !== 'submitted' || held) return
      held = true
      other.exec('BEGIN IMMEDIATE')
      setTimeout(() => other.exec('ROLLBACK'), 700)
    }
    const { end, progress } = await runDispatch(
      id,
      made.options({ transport: provider, checkpoint }),
    )
    other.close()
    expect({ end, sent: progress.sent }).toEqual({ end: 'finished', sent: 5 })
    expect(provider.copies()).toEqual([1, 1, 1, 1, 1])
  })

  test('a database that cannot be written sends nothing', async () => {
    const made = await fixture(3)
    const provider = scripted({ answer: () => accepted })
    const id = await plannedFor(made, 1)
    const other = new DatabaseSync(join(made.root, 'data', 'rondbrief.db'))
    made.store.sqlite.exec('PRAGMA busy_timeout = 20')
    const checkpoint = (point: string) => {
      if (point === 'claiming' && !other.isTransaction) other.exec('BEGIN IMMEDIATE')
    }
    const run = runDispatch(id, made.options({ transport: provider, checkpoint }))
    expect(await run.finally(() => other.close())).toMatchObject({
      end: 'storage',
      progress: { waiting: 3 },
    })
    expect(provider.copies()).toEqual([])
  })

  test('a full disk in the outbox pauses with the reason, and afterwards everyone gets it once', async () => {
    const made = await fixture(8)
    let room = 3
    const full: typeof nodeFiles.open = async (path, flags, mode) => {
      if (flags === 'w' && room-- <= 0)
        throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
      return nodeFiles.open(path, flags, mode)
    }
    const transport = fileTransport(sender, made.outbox, { ...nodeFiles, open: full })
    const id = await planned(made)
    const first = await runDispatch(id, made.options({ transport }))
    expect(first).toMatchObject({ end: 'paused', reason: 'disk-full' })
    expect(await outboxOf(made)).toHaveLength(first.progress.sent)
    await resumeDispatch(made.store, id, 'test', systemPorts)
    expect((await runDispatch(id, made.options())).progress).toMatchObject({ sent: 8 })
    expect(await outboxOf(made)).toHaveLength(8)
  })

  test('a dispatch planned for a large transport goes on over a small one', async () => {
    const made = await fixture(7)
    const id = await plannedFor(made, 100)
    expect((await runDispatch(id, made.options())).progress).toMatchObject({ total: 7, sent: 7 })
    expect(await outboxOf(made)).toHaveLength(7)
  })
})

describe('an answer that comes too late', () => {
  test('changes nothing once the doubt was written down, nor a second time', async () => {
    const made = await fixture(2)
    const id = await plannedFor(made, 1)
    const transport = { name: 'sendgrid', leaseMs: 60_000 } as const
    const worker = {
      owner: 'test',
      transport,
      verified: await verified(made, id),
      tellsMoves: false,
    }
    const [first, second] = [await claimed(), await claimed()]
    expect(await recordOutcome(made.store, first, accepted, worker, systemPorts)).toBe('sent')
    expect(await recordOutcome(made.store, first, unknown, worker, systemPorts)).toBeUndefined()
    await sweep(made.store, id, alone, systemPorts)
    expect(
      await recordOutcome(made.store, second, busy('batch'), worker, systemPorts),
    ).toBeUndefined()
    expect(await dispatchProgress(made.store, id)).toMatchObject({ sent: 1, unsure: 1, waiting: 0 })

    async function claimed() {
      const claiming = { ...worker, attemptId: systemPorts.newId() }
      const found = await claimBatch(made.store, id, claiming, systemPorts)
      if (found.kind !== 'claimed') throw new Error('There was nothing to claim')
      return found.claim
    }
  })
})

// Each zone once, and always two different ones.
describe.each([
  ['UTC', 'America/New_York'],
  ['Europe/Amsterdam', 'Australia/Lord_Howe'],
])('two planners, one on a machine in %s and one in %s', (...zones) => {
  test('plan each issue once, a thousand times over (vector 17)', async () => {
    const root = await temporaryFolder()
    await (await openStore(join(root, 'data', 'rondbrief.db'))).close()
    const script = join(import.meta.dirname, '../support/plan-process.ts')
    const counts = await Promise.all(zones.map((TZ) => output({ TZ }, script, root, '1000')))
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(1000)
    const store = await openStore(join(root, 'data', 'rondbrief.db'))
    const rows = await store.db.selectFrom('dispatch').select(['issue_id', 'status']).execute()
    await store.close()
    expect(new Set(rows.map((row) => row.issue_id)).size).toBe(1000)
    expect(rows.filter(({ status }) => status !== 'discarded')).toHaveLength(1000)
  }, 60_000)
})

test('whatever a provider answers, nobody is sent to twice after a yes or a maybe, and the parts add up', async () => {
  await assert(
    asyncProperty(
      array(constantFrom('yes', 'maybe', 'later', 'no', 'unnamed', 'wait'), {
        maxLength: 30,
      }),
      integer({ min: 1, max: 12 }),
      integer({ min: 1, max: 5 }),
      async (answers, count, batchSize) => {
        const root = await nodeFiles.mkdtemp(join(await temporaryFolder(), 'run-'))
        const made = await fixture(count, root)
        const clock = fakeClock()
        const taken = new Map<string, number>()
        const provider = scripted({
          batchSize,
          answer(addresses, call) {
            const kind = answers[call - 1] ?? 'yes'
            if (kind === 'yes' || kind === 'maybe') {
              for (const one of addresses) taken.set(one, (taken.get(one) ?? 0) + 1)
            }
            return outcomes[kind]
          },
        })
        const id = await plannedFor(made, batchSize)
        for (let i = 0; i < 3; i++) {
          const { progress } = await runDispatch(
            id,
            made.options({ transport: provider, ports: clock }),
          )
          const { total, ...parts } = progress
          expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
          expect(total).toBe(count)
          expect(progress.waiting + progress.underWay).toBe(0)
        }
        expect(Math.max(0, ...taken.values())).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

const accepted: SubmitOutcome = { kind: 'accepted', messageId: undefined, status: 202 }
const unknown: SubmitOutcome = { kind: 'unknown', reason: 'no-answer', status: undefined }
function busy(concerns: 'batch' | 'server'): SubmitOutcome {
  return { kind: 'refused-for-now', reason: 'busy', status: 429, concerns, waitMs: 20_000 }
}
const outcomes = {
  yes: accepted,
  maybe: unknown,
  later: busy('batch'),
  wait: busy('server'),
  no: { kind: 'rejected', reason: 'address-refused', status: 400, index: 0 },
  unnamed: { kind: 'rejected', reason: 'address-refused', status: 400, index: undefined },
} satisfies Record<string, SubmitOutcome>

/** A provider that answers as told and remembers who was in what it may have taken. */
function scripted(script: {
  batchSize?: number
  answer(addresses: string[], call: number): SubmitOutcome
}): Transport & { copies(): number[] } {
  const counted = new Map<string, number>()
  let calls = 0
  return {
    name: 'sendgrid',
    batchSize: script.batchSize ?? 1,
    concurrency: 3,
    leaseMs: 60_000,
    verify: () => Promise.resolve([]),
    submit(batch: OutgoingBatch) {
      const addresses = batch.messages.map(({ to }) => to.address)
      const outcome = script.answer(addresses, ++calls)
      if (outcome.kind === 'accepted' || outcome.kind === 'unknown') {
        for (const one of addresses) counted.set(one, (counted.get(one) ?? 0) + 1)
      }
      return Promise.resolve(outcome)
    },
    close: () => Promise.resolve(),
    /** How often each of the people who may have the mail may have it. */
    copies: () => [...counted.values()],
  }
}

/** Time that passes only when somebody waits for it. */
function fakeClock(): Ports & { advance(ms: number): void } {
  let now = 0
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

async function verified(made: Fixture, id: string) {
  return (await loadFrozenContent(made.store, id)).verified
}

function plannedFor(made: Fixture, batchSize: number): Promise<string> {
  return planned({ ...made, plan: planFor(made.people, { batchSize }) })
}

async function state(made: Fixture, id: string): Promise<string> {
  const row = await made.store.db
    .selectFrom('dispatch')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.status
}

function output(env: NodeJS.ProcessEnv, script: string, ...given: string[]): Promise<string> {
  const child = spawn(process.execPath, [script, ...given], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  return new Promise((resolve) => child.on('close', () => resolve(out.trim())))
}
