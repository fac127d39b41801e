import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemName } from '../../src/content/contribution.ts'
import { partnerChoice, variantFor, variantsFor } from '../../src/issue/variants.ts'
import { contribution, issueOf } from './parts.ts'

const segment = fc.constantFrom<string[]>('gemeenten', 'politie', 'pers', 'ondernemers')
const segmentSet = fc.uniqueArray(segment)
const anyIssue = fc
  .uniqueArray(fc.record({ slug: fc.stringMatching(/^[a-z]{1,3}$/), segments: segmentSet }), {
    selector: ({ slug }) => slug,
  })
  .map((items) =>
    issueOf(items.map(({ slug, segments }) => contribution(`var/${slug}`, { segments }))),
  )

describe('a recipient', () => {
  test('sees an item exactly when it is for everyone or for one of their segments', () => {
    fc.assert(
      fc.property(anyIssue, segmentSet, (issue, segments) => {
        const seen = new Set(variantFor(issue, segments).items)
        for (const item of issue.items) {
          const wanted =
            item.segments.length === 0 || item.segments.some((id) => segments.includes(id))
          expect(seen.has(item)).toBe(wanted)
        }
      }),
    )
  })

  test('sees the items in the order of the issue', () => {
    fc.assert(
      fc.property(anyIssue, segmentSet, (issue, segments) => {
        const { items } = variantFor(issue, segments)
        expect(items).toEqual(issue.items.filter((item) => items.includes(item)))
      }),
    )
  })
})

describe('a recipient who chose partners', () => {
  const partner = fc.constantFrom<string[]>('var', 'riec', 'pvo')
  const itemsOfPartners = fc
    .uniqueArray(
      fc.record({ partner, slug: fc.stringMatching(/^[a-z]{1,3}$/), segments: segmentSet }),
      {
        selector: ({ partner, slug }) => `${partner}/${slug}`,
      },
    )
    .map((items) =>
      issueOf(
        items.map(({ partner, slug, segments }) =>
          contribution(`${partner}/${slug}`, { segments }),
        ),
      ),
    )
  const choice = fc.uniqueArray(partner)

  test('sees only what comes from them, and all of what they would see of it', () => {
    let narrowed = 0
    fc.assert(
      fc.property(itemsOfPartners, segmentSet, choice, (issue, segments, chosen) => {
        const all = variantFor(issue, segments).items
        const { items } = variantFor(issue, [...segments, ...chosen.map(partnerChoice)])
        const from = all.filter(({ partner }) => chosen.includes(partner))
        expect(items).toEqual(from.length === 0 ? all : from)
        if (items.length < all.length) narrowed++
      }),
      { numRuns: 500 },
    )
    expect(narrowed).toBeGreaterThan(10)
  })
})

describe('variants', () => {
  test('have the same key exactly when they hold the same items', () => {
    fc.assert(
      fc.property(anyIssue, segmentSet, segmentSet, (issue, one, other) => {
        const [a, b] = [variantFor(issue, one), variantFor(issue, other)]
        expect(a.key === b.key).toBe(a.items.map(itemName).join() === b.items.map(itemName).join())
      }),
    )
  })

  test('are one per distinct set of items, and every recipient has theirs among them', () => {
    fc.assert(
      fc.property(anyIssue, fc.array(segmentSet), (issue, recipients) => {
        const variants = variantsFor(issue, recipients)
        const keys = variants.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(new Set(keys)).toEqual(
          new Set(recipients.map((segments) => variantFor(issue, segments).key)),
        )
      }),
    )
  })

  test('keep their key when texts, order and other items change', () => {
    const a = contribution('var/a')
    const b = contribution('riec/b')
    const before = variantFor(issueOf([a, b]), [])
    const after = variantFor(
      issueOf([b, { ...a, title: 'Nieuw' }, contribution('pvo/c', { segments: ['pers'] })]),
      [],
    )
    expect(after.key).toBe(before.key)
    expect(before.key).toMatch(/^[0-9a-f]{16}$/)
  })

  test('of a hundred thousand recipients are found in a moment', () => {
    const issue = issueOf(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((slug, index) =>
        contribution(`var/${slug}`, { segments: index % 2 === 0 ? [] : [`s${index}`] }),
      ),
    )
    const recipients = Array.from({ length: 100_000 }, (_, n) => [`s${(n % 4) * 2 + 1}`, 'nieuws'])
    const started = performance.now()
    expect(variantsFor(issue, recipients)).toHaveLength(4)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
