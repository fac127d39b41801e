import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audience } from '../../src/subscribers/audience.ts'
import {
  segmentNumbers,
  shownNumbers,
  type SegmentNumbers,
} from '../../src/subscribers/segment-numbers.ts'
import { shownParts } from '../../src/subscribers/small-cells.ts'
import { condition, person } from '../support/segment-arbitraries.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'
import { membersOf } from '../support/audience-members.ts'

const small = (count: number) => count > 0 && count < 5

describe('the table of what segments share', () => {
  test('counts whom both reach, each for its own purpose', async () => {
    const states = fc.constantFrom('confirmed', 'active', 'pending', 'withdrawn', null)
    const segment = fc.record({ condition, purpose: fc.constantFrom('newsletter', 'press') })
    const reader = fc.record({ person, newsletter: states, press: states })
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        fc.array(reader, { maxLength: 12 }),
        async (given, people) => {
          const segments = given.map((one, index) => ({
            ...one,
            id: `s${index}`,
            title: '',
            file: '',
            line: 1,
          }))
          const store = await openEmptyStore()
          try {
            // Eight of each, so that nothing is hidden.
            const rows = people.flatMap(({ person: profile, ...state }, index) =>
              Array.from({ length: 8 }, (_, copy) =>
                subscriber({ id: `${index}-${copy}`, ...profile, ...state }),
              ),
            )
            await insertSubscribers(store, rows)
            const reached = await Promise.all(
              segments.map(async ({ id, purpose }) => {
                const found = await audience(store, segments, { purpose, segmentIds: [id] })
                return new Set((await membersOf(store, found)).map((one) => one.id))
              }),
            )
            const expected = reached.map((one) =>
              reached.map((other) => one.intersection(other).size),
            )
            expect(await segmentNumbers(store, segments)).toEqual({
              total: rows.length,
              overlap: expected,
            })
          } finally {
            await store.close()
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('never lets anybody work out a group of one to four', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), groups, (segments, people) => {
        const { counts, total } = countsOf(segments, people)
        const shown = shownNumbers(counts, total)
        const cells = counts.flatMap((row, at) =>
          row.map((count, column) => ({ count, cell: shown.overlap[at]?.[column] })),
        )
        const wrong = cells.filter(
          ({ count, cell }) => typeof cell === 'number' && (small(count) || cell !== count),
        )
        expect(wrong).toEqual([])
        expect(workedOut(shown, counts)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('shows every number of a list of which no part is small', () => {
    const { counts, total } = countsOf(2, [0, 10, 20, 30])
    expect(shownNumbers(counts, total)).toEqual({
      total: 60,
      overlap: [
        [40, 30],
        [30, 50],
      ],
    })
  })

  test('withholds the smallest of parts that leave a few', () => {
    // Everyone, municipalities, entrepreneurs, and three of the press: 58 = 30 + 25 + 3.
    const counts = [
      [58, 30, 25, 3],
      [30, 30, 0, 0],
      [25, 0, 25, 0],
      [3, 0, 0, 3],
    ]
    expect(shownNumbers(counts, 58)).toEqual({
      total: 58,
      overlap: [
        [58, 30, 'withheld', 'few'],
        [30, 30, 0, 'withheld'],
        ['withheld', 0, 'withheld', 'withheld'],
        ['few', 'withheld', 'withheld', 'few'],
      ],
    })
  })
})

test('parts beside their whole never leave one hidden part of one to four', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 6 }), (parts) => {
      const shown = shownParts(parts)
      const hidden = parts.filter((_, index) => typeof shown[index] !== 'number')
      const together = hidden.reduce((sum, part) => sum + part, 0)
      const isSafe = hidden.length === 0 || (hidden.length > 1 && together >= 5)
      const areAllHidden = parts.every((part) => part === 0 || hidden.includes(part))
      expect(parts.filter((part, index) => small(part) && shown[index] !== 'few')).toEqual([])
      expect(isSafe || areAllHidden).toBe(true)
    }),
  )
})

/**
 * How many people are in each combination of segments: bit n is segment n. Most are empty, as where
 * segments are kinds of organisations; often the first segment is everyone.
 */
const sizes = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat(6) },
  { weight: 2, arbitrary: fc.nat(40) },
)
const groups = fc
  .tuple(fc.array(sizes, { minLength: 16, maxLength: 16 }), fc.boolean())
  .map(([people, isFirstAll]) =>
    people.map((count, group) => (isFirstAll && (group & 1) === 0 ? 0 : count)),
  )

function countsOf(segments: number, people: readonly number[]) {
  const ids = [...Array(segments).keys()]
  const inBoth = (one: number, other: number) =>
    people.reduce(
      (sum, count, group) => ((group >> one) & 1 && (group >> other) & 1 ? sum + count : sum),
      0,
    )
  const counts = ids.map((row) => ids.map((column) => inBoth(row, column)))
  return { counts, total: people.reduce((sum, count) => sum + count, 0) }
}

/**
 * What somebody can work out who has the table and knows which segment is inside which: every set of
 * parts that share nobody, taken from every whole that is shown.
 */
function workedOut({ total, overlap }: SegmentNumbers, counts: number[][]): string[] {
  const ids = [...overlap.keys()]
  const shown = (row: number, column: number) => {
    const cell = overlap[row]?.[column]
    return typeof cell === 'number' ? cell : undefined
  }
  const isInside = (part: number, whole: number) => counts[whole]?.[part] === counts[part]?.[part]
  const size = (part: number) =>
    ids.filter((id) => isInside(part, id)).find((id) => shown(id, part) !== undefined)
  const inWhole = (whole: number | undefined, part: number) => {
    const from = whole === undefined || isInside(part, whole) ? size(part) : undefined
    const own = whole === undefined ? undefined : shown(whole, part)
    return own ?? (from === undefined ? undefined : shown(from, part))
  }
  const found: string[] = []
  for (let family = 1; family < 1 << ids.length; family++) {
    const parts = ids.filter((id) => (family >> id) & 1)
    const apart = parts.every((one) =>
      parts.every((other) => one === other || shown(one, other) === 0),
    )
    if (!apart) continue
    for (const whole of [undefined, ...ids]) {
      if (whole !== undefined && parts.includes(whole)) continue
      const sizes = parts.map((part) => inWhole(whole, part))
      const all = whole === undefined ? total : shown(whole, whole)
      if (typeof all !== 'number' || sizes.includes(undefined)) continue
      const left = all - sizes.reduce<number>((sum, one) => sum + (one ?? 0), 0)
      if (small(left)) found.push(`${whole ?? 'all'} without ${parts.join(', ')}: ${left}`)
    }
  }
  return found
}
