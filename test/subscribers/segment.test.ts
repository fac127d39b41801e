import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { Condition } from '../../src/subscribers/condition.ts'
import { matches } from '../support/segment-predicate.ts'
import { segmentSql } from '../../src/subscribers/segment-sql.ts'
import { condition, person } from '../support/segment-arbitraries.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'

let store: Store
beforeAll(async () => {
  store = await openEmptyStore()
})
afterAll(() => store.close())

describe('a condition', () => {
  test('finds the same people in the database as in memory', async () => {
    const people = fc.sample(person, { numRuns: 400, seed: 2023 })
    const rows = people.map((profile, index) => subscriber({ id: `p${index}`, ...profile }))
    await insertSubscribers(store, rows)
    let compared = 0
    await fc.assert(
      fc.asyncProperty(condition, async (condition) => {
        const found = await store.db
          .selectFrom('subscriber')
          .select('id')
          .where(segmentSql(condition))
          .execute()
        const expected = rows.filter((row) => matches(condition, row)).map(({ id }) => id)
        expect(found.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
        if (expected.length > 0 && expected.length < rows.length) compared++
      }),
      { numRuns: 300 },
    )
    // The law says little if every condition holds for nobody or for all.
    expect(compared).toBeGreaterThan(50)
  })

  test("that asks for 'not' also finds people of whom nothing is known", () => {
    const notPolice: Condition = {
      kind: 'not',
      of: { kind: 'attribute', attribute: 'organisation_type', values: ['politie'] },
    }
    expect(matches(notPolice, subscriber({ id: 'x' }))).toBe(true)
  })
})
