import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { parseMarkdown } from '../../src/content/markdown.ts'
import type { Problem } from '../../src/problem.ts'
import { marchToCheck, withItem } from './march.ts'
import { excerpts } from './report-excerpts.ts'

/** Where the excerpt begins in the file that `withItem` makes of it. */
const FIRST = 10
const file = 'newsletters/2023-03/var/extra.md'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})

/** What the text itself says wrongly: not how it reads. */
function factsIn(name: keyof typeof excerpts): string[] {
  const markdown = excerpts[name]
  const found = [
    ...parseMarkdown(markdown, file, FIRST).problems,
    ...checkIssue({ ...march, issue: withItem(march.issue, markdown) }),
  ].filter(
    (problem) => problem.file === file && /^(?:fact|table|link|content)\//.test(problem.code),
  )
  return found.filter(({ severity }) => severity !== 'tip').map(shown)
}

function shown({ code, line, column, values }: Problem): string {
  const found = values['found'] === undefined ? '' : ` ${values['found']}`
  return `${Number(line) - FIRST + 1}:${column} ${code}${found}`
}

describe('what the report contradicts itself about is found, at its line and column', () => {
  test.each<[keyof typeof excerpts, string[]]>([
    [
      'A1',
      [
        '1:53 fact/term Statische Dreigingen',
        '1:53 fact/term Statische Dreigingen',
        '1:517 fact/event-date 2023-04-03',
      ],
    ],
    ['A4', ['3:116 fact/tense-year in 2023']],
    ['A5', ['17:1 fact/table-total 396.101', '7:12 fact/term Citdeal cyberweerbaarheid']],
    ['A6', ['4:1 fact/number-format 207,144']],
    [
      'A8',
      [
        '1:14 fact/municipality Alblasterdam',
        '1:28 fact/municipality Hendrik Ido Ambacht',
        '1:49 fact/municipality Goeree- Overflakkee',
        '1:72 fact/municipality Hardinxveld- Giessendam',
      ],
    ],
    ['A9', ['5:1 content/section-empty APP DOWNLOADS PER GEMEENTE']],
    ['A10', ['1:28 link/target-empty #', '1:96 content/link-text-empty ▶']],
    ['A12', ['1:116 fact/term Seksualiteit Sekswork en Mensenhandel']],
    ['A14', ['3:56 fact/event-title Personen met verward gedrag']],
    ['A15', ['1:150 fact/role-vacant voorzitter']],
  ])('%s', (name, expected) => {
    expect(factsIn(name).toSorted()).toEqual(expected.toSorted())
  })

  test('A7: rows that lack cells, and the row without a label', () => {
    expect(factsIn('A7')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^3:\d+ table\/cell-count/),
        expect.stringMatching(/^4:\d+ table\/cell-count/),
        expect.stringMatching(/^5:\d+ table\/label-missing/),
      ]),
    )
  })
})

describe('what is right, or needs a second reader, stays silent', () => {
  test.each<keyof typeof excerpts>([
    'A3',
    'A13',
    'clean totals 2022',
    'clean totals Burgernet',
    'clean totals Burgernet 2023',
  ])('%s', (name) => {
    expect(factsIn(name)).toEqual([])
  })
})
