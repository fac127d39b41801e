import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { Condition } from '../../src/subscribers/condition.ts'
import { choicesText } from '../../src/subscribers/choices.ts'
import { matches } from '../../src/subscribers/segment-predicate.ts'
import { segmentSql } from '../../src/subscribers/segment-sql.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'

const attributes = {
  organisation_type: ['gemeente', 'politie', 'zorg'],
  role: ['ciso', 'gvb-contact'],
  area: ['GM0501', 'GM1992', 'GM0599'],
  language: ['nl', 'en'],
} as const
const choices = {
  theme: ['burgernet', 'burger', 'privacy'],
  partner: ['var', 'riec', 'pvo'],
} as const

const some = <T>(values: readonly T[]) => fc.subarray([...values])
const orUnknown = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values))
const person = fc.record({
  organisation_type: orUnknown(attributes.organisation_type),
  role: orUnknown(attributes.role),
  area: orUnknown(attributes.area),
  language: fc.constantFrom(...attributes.language),
  choices: fc
    .record({ theme: some(choices.theme), partner: some(choices.partner) })
    .map(choicesText),
})
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Condition>({ kind: 'everyone' }),
    fc.constantFrom('organisation_type', 'role', 'area', 'language' as const).chain((attribute) =>
      some(attributes[attribute]).map((values): Condition => ({
        kind: 'attribute',
        attribute,
        values,
      })),
    ),
    fc
      .constantFrom('theme', 'partner' as const)
      .chain((choice) =>
        fc
          .tuple(some(choices[choice]), fc.boolean())
          .map(([values, whenNone]): Condition => ({ kind: 'choice', choice, values, whenNone })),
      ),
    fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => ({ kind: 'all', of })),
    fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => ({ kind: 'any', of })),
    tie('condition').map((of): Condition => ({ kind: 'not', of })),
  ),
}))

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
