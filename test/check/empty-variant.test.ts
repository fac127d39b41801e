import { describe, expect, test } from 'vitest'
import { checkEmptyVariant } from '../../src/check/empty-variant.ts'
import { composeIssue } from '../../src/issue/compose-issue.ts'
import { contribution, parts } from '../issue/parts.ts'

const place = { file: 'newsletters/2023-03/issue.md', line: 5, column: 12 }

describe('a mail without items', () => {
  test('is what everybody would get of an issue whose only item is for another segment', () => {
    expect(checkEmptyVariant(issue(['gemeenten'], ['nieuwsbrief-alle']))).toMatchObject([
      {
        code: 'issue/variant-empty',
        severity: 'blocks',
        values: { segments: 'nieuwsbrief-alle', found: 'gemeenten' },
        ...place,
      },
    ])
  })

  test('is no matter while an item is for everyone, or for a segment that the issue goes to', () => {
    expect(checkEmptyVariant(issue([], ['nieuwsbrief-alle']))).toEqual([])
    expect(checkEmptyVariant(issue(['gemeenten'], ['pers', 'gemeenten']))).toEqual([])
  })

  test('depends on who really gets the issue, once that is known', () => {
    const some = issue(['gemeenten'], ['nieuwsbrief-alle'])
    const inBoth = ['gemeenten', 'nieuwsbrief-alle']
    expect(checkEmptyVariant(some, [inBoth])).toEqual([])
    expect(checkEmptyVariant(some, [inBoth, ['nieuwsbrief-alle'], ['pers']])).toHaveLength(1)
  })

  test('is not what is wrong with an issue that has no items or no segments at all', () => {
    expect(checkEmptyVariant(issue(undefined, ['nieuwsbrief-alle']))).toEqual([])
    expect(checkEmptyVariant(issue(['gemeenten'], []))).toEqual([])
  })
})

/** An issue with one item for these segments, or with none. */
function issue(forSegments: string[] | undefined, goesTo: string[]) {
  const contributions =
    forSegments === undefined ? [] : [contribution('var/a', { segments: forSegments })]
  const composed = composeIssue(parts({ contributions })).issue
  return {
    ...composed,
    segments: goesTo.map((value) => ({ value, place })),
    places: { segments: place },
  }
}
