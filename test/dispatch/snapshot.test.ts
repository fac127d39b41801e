import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { planDispatch, type Plan } from '../../src/dispatch/plan.ts'
import { regularDispatch } from '../../src/dispatch/regular-dispatch.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { planOf, prepareIssue } from '../../src/dispatch/prepare.ts'
import { readConfig } from '../../src/config.ts'
import type { Store } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'
import { frozen, people, planFor, recipientsAmong, sender } from '../support/dispatch-data.ts'
import { addPeople, fixture } from '../support/dispatch-fixture.ts'
import { memoryStore } from '../support/memory-store.ts'
import { openTestStore, startPostgres, type Server } from '../support/postgres.ts'
import { copyProject } from '../support/project-copy.ts'
import { insertSubscribers, openEmptyStore, subscriber } from '../subscribers/subscriber-fixture.ts'

let server: Server
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.stop())

describe('a snapshot', () => {
  const databases: [string, number, () => Promise<Store>][] = [
    ['SQLite', 60, memoryStore],
    ['PostgreSQL', 6, () => openTestStore(server)],
  ]
  test.each(databases)(
    'on %s puts everyone of the plan in one batch of their own version',
    async (_, numRuns, open) => {
      await assert(
        asyncProperty(
          array(constantFrom('all', 'other'), { maxLength: 40 }),
          tuple(integer({ min: 1, max: 7 }), integer({ min: 0, max: 3 })),
          async (versions, [batchSize, strangers]) => {
            const store = await open()
            try {
              const all = await addPeople(store, versions.length + strangers)
              const chosen = all.slice(0, versions.length)
              const others = chosen.filter((__, index) => versions[index] === 'other')
              const plan = planFor(chosen, {
                variants: [
                  { key: 'all', frozen, count: chosen.length - others.length },
                  { key: 'other', frozen, count: others.length },
                ],
                recipients: recipientsAmong(chosen, { variant: 'other', people: others }),
                batchSize,
              })
              expect(await planDispatch(store, plan, systemPorts)).toMatchObject({
                kind: 'planned',
              })
              const rows = await rowsOf(store)
              expect(new Map(rows.map(({ subscriber_id, key }) => [subscriber_id, key]))).toEqual(
                new Map(chosen.map(({ id }, index) => [id, versions[index]])),
              )
              expect(rows).toHaveLength(chosen.length)
              expect(new Set(rows.map(({ ref }) => ref)).size).toBe(rows.length)
              await batchesAddUp(store, rows, batchSize)
              expect(await checkInvariants(store)).toEqual([])
            } finally {
              await store.close()
            }
          },
        ),
        { numRuns },
      )
    },
  )
})

describe('a list that changes between the agreement and the snapshot', () => {
  test('is not sent to when it grew, and can be agreed to again', async () => {
    const store = await memoryStore()
    const agreed = planFor(await addPeople(store, 3), {
      recipients: recipientsAmong(people(4)),
    })
    await addPeople(store, 4)
    expect(await planDispatch(store, agreed, systemPorts)).toEqual({ kind: 'changed' })
    expect(await regularDispatch(store.db, agreed.issueId, sender.list.id)).toBeUndefined()
    expect(await rowsOf(store)).toEqual([])
    const again: Plan = { ...agreed, agreed: 4 }
    expect(await planDispatch(store, again, systemPorts)).toMatchObject({ kind: 'planned' })
    expect(await rowsOf(store)).toHaveLength(4)
    await store.close()
  })

  test('counts who left among those who get nothing', async () => {
    const store = await memoryStore()
    const plan = { ...planFor(await addPeople(store, 3)), excluded: 2 }
    await store.db.deleteFrom('subscriber').where('id', '=', 's1').execute()
    await planDispatch(store, plan, systemPorts)
    expect(await regularDispatch(store.db, plan.issueId, sender.list.id)).toMatchObject({
      candidate_count: 5,
      excluded_count: 3,
      recipient_count: 2,
    })
    expect(await checkInvariants(store)).toEqual([])
    await store.close()
  })

  test('is not sent to when somebody is now in segments for which nothing was made', async () => {
    const read = readConfig(copyProject(), {})
    if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
    const store = await openEmptyStore()
    await insertSubscribers(store, [subscriber({ id: 'a' })])
    const prepared = await prepareIssue(read.config, textFor('nl'), store, '2023-03')
    const plan = planOf(prepared, read.config, {
      batchSize: 1,
      scheduled: undefined,
      agreed: undefined,
    })
    await store.db.updateTable('subscriber').set({ choices: ' partner:pvo ' }).execute()
    expect(await planDispatch(store, plan, systemPorts)).toEqual({ kind: 'changed' })
    await store.db.updateTable('subscriber').set({ choices: '' }).execute()
    expect(await planDispatch(store, plan, systemPorts)).toMatchObject({ kind: 'planned' })
    await store.close()
  })
})

function rowsOf({ db }: Store) {
  return db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .innerJoin('variant', 'variant.id', 'batch.variant_id')
    .select(['recipient.subscriber_id', 'recipient.ref', 'recipient.batch_id', 'variant.key'])
    .execute()
}

/** Every batch holds as many as it says, none too many, and they are numbered without a gap. */
async function batchesAddUp(
  { db }: Store,
  rows: Awaited<ReturnType<typeof rowsOf>>,
  batchSize: number,
): Promise<void> {
  const batches = await db
    .selectFrom('batch')
    .select(['id', 'seq', 'size'])
    .orderBy('seq')
    .execute()
  expect(batches.map(({ seq }) => seq)).toEqual(batches.map((_, index) => index))
  for (const { id, size } of batches) {
    expect(rows.filter(({ batch_id }) => batch_id === id)).toHaveLength(size)
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThanOrEqual(batchSize)
  }
}

test.skipIf(process.platform !== 'linux')('leaves no file with addresses open', async () => {
  const made = await fixture(30_000)
  const open = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      const path = `/proc/self/fd/${fd}`
      return existsSync(path) && readlinkSync(path).includes('etilqs')
    }).length
  const before = open()
  expect((await planDispatch(made.store, made.plan, systemPorts)).kind).toBe('planned')
  expect(open()).toBe(before)
})
