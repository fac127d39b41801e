import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { marchToCheck } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})
const head = (given: { subject?: string; preheader?: string }) =>
  checkIssue({ ...march, issue: { ...march.issue, ...given } }).filter(({ code }) =>
    /^(subject|preheader)/.test(code),
  )

describe('a subject', () => {
  test.each([
    ['KOM naar de carrousel', 'capitals', 'KOM'],
    ['Kom snel!!!', 'exclamation', '!!!'],
    ['Subsidie van € 8.100', 'currency', '€ 8.100'],
    ['RE: uw vraag', 'reply', 'RE:'],
    ['Fwd: uw vraag', 'reply', 'Fwd:'],
  ])('%s looks like spam', (subject, kind, found) => {
    expect(head({ subject })).toMatchObject([{ code: 'subject/shouting', values: { kind, found } }])
  })

  test.each(['AIVD en NCTV bij het Leerhuis', 'Deel III: de GGZ', 'Kom!', 'Reis mee met de VAR'])(
    '%s is fine',
    (subject) => {
      expect(head({ subject })).toEqual([])
    },
  )

  test('may use the short names of the partners in the settings', () => {
    const { config } = march
    const own = { ...config, organisation: { ...config.organisation, short: 'XYZ' } }
    const input = { ...march, issue: { ...march.issue, subject: 'Nieuws van XYZ' } }
    const shouting = (given: IssueToCheck) =>
      checkIssue(given).filter(({ code }) => code === 'subject/shouting')
    expect(shouting({ ...input, config: own })).toEqual([])
    expect(shouting(input)).toHaveLength(1)
  })

  test('is counted as a reader counts: an accent or a flag is one character', () => {
    expect(head({ subject: `${'e\u0301'.repeat(59)}🇳🇱` })).toEqual([])
  })

  test('is pointed at where it stands', () => {
    expect(head({ subject: '' })).toMatchObject([{ file: march.issue.file, line: 3, column: 10 }])
  })
})

describe('a preheader', () => {
  test('that is too short or too long says how long it is and should be', () => {
    expect(head({ preheader: 'p'.repeat(39) })).toMatchObject([
      { code: 'preheader/length', values: { count: 39, least: 40, most: 90 } },
    ])
    expect(head({ preheader: 'p'.repeat(40) })).toEqual([])
  })

  test('that repeats the first line of the text adds nothing', () => {
    const preheader = 'Graag presenteren we u het jaarverslag 2022 en het jaarplan 2023'
    expect(head({ preheader })).toMatchObject([
      { code: 'preheader/duplicate', values: { other: 'intro' } },
    ])
  })
})
