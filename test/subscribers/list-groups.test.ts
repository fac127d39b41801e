import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import type { Store } from '../../src/store/store.ts'
import { audience } from '../../src/subscribers/audience.ts'
import { listGroups } from '../../src/subscribers/list-groups.ts'
import { segmentCounts } from '../../src/subscribers/segment-counts.ts'
import { exclusionsOf } from '../../src/subscribers/segment-preview.ts'
import { purposes } from '../../src/subscribers/vocabulary.ts'
import { startPostgres, type Server } from '../support/postgres.ts'
import { condition, person } from '../support/segment-arbitraries.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'

let server: Server
let stores: Store[]
beforeAll(async () => {
  server = await startPostgres()
  stores = [await openEmptyStore(), await openPostgres(await server.newDatabase(), undefined)]
}, 60_000)
afterAll(async () => {
  for (const store of stores) await store.close()
  await server.stop()
})

const state = fc.constantFrom('confirmed', 'active', 'pending', 'withdrawn', 'bounced', null)
const states = fc.record(Object.fromEntries(purposes.map((purpose) => [purpose, state])))
const suppression = fc.record({
  scope: fc.constantFrom('all', ...purposes),
  reason: fc.constantFrom('unsubscribed', 'hard-bounce', 'complaint'),
})
const reader = fc.record({
  person,
  states,
  suppressed: fc.uniqueArray(suppression, { maxLength: 2, selector: ({ scope }) => scope }),
})

describe('the list in groups', () => {
  test('gives each segment the numbers of its audience, on SQLite and on PostgreSQL', async () => {
    const readers = fc.sample(reader, { numRuns: 250, seed: 1871 })
    const rows = readers.map(({ person: profile, states: own }, index) =>
      subscriber({ id: `p${index}`, ...profile, ...own }),
    )
    const ended = rows.flatMap(({ email_key }, index) =>
      (readers[index]?.suppressed ?? []).map((one) => ({ ...one, email_key, at: 1 })),
    )
    for (const store of stores) {
      await insertSubscribers(store, rows)
      await store.db.insertInto('suppression').values(ended).execute()
    }
    const segment = fc.record({ condition, purpose: fc.constantFrom(...purposes) })
    let [telling, missed] = [0, 0]
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async (given) => {
        const place = { title: '', file: '', line: 1 }
        const segments = given.map((one, index) => ({ ...one, id: `s${index}`, ...place }))
        for (const store of stores) {
          const groups = await listGroups(store, segments, { withReasons: true })
          expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(rows.length)
          for (const [index, one] of segments.entries()) {
            const { count, excluded } = await audience(store, segments, {
              purpose: one.purpose,
              segmentIds: [one.id],
            })
            expect(exclusionsOf(groups, one, index)).toEqual(excluded)
            const inSegment = groups.filter(({ isIn }) => isIn[index])
            const all = inSegment.reduce((sum, { people }) => sum + people, 0)
            const out = excluded.reduce((sum, one) => sum + one.count, 0)
            expect(all - out).toBe(count)
            if (count > 0) telling++
            if (excluded.length > 1) missed++
          }
        }
      }),
      { numRuns: 40 },
    )
    expect([telling > 20, missed > 20]).toEqual([true, true])
  })

  test('is no group at all of an empty list, and no segments count nobody', async () => {
    const empty = await openEmptyStore()
    expect(await listGroups(empty, [], { withReasons: true })).toEqual([])
    expect(await segmentCounts(empty, [])).toEqual(new Map())
    await empty.close()
  })
})
