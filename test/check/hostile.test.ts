import fc from 'fast-check'
import process from 'node:process'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { readabilityOf } from '../../src/check/readability.ts'
import { marchToCheck, withItem } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})

function check(markdown: string) {
  const issue = withItem(march.issue, markdown)
  readabilityOf(issue, march.config)
  return checkIssue({ ...march, issue })
}

/** Milliseconds that this process worked: what others do on the machine does not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Pieces that the checks look for, so that arbitrary text comes near them. */
const pieces = [
  'Jan|de|V.|aangehouden|06|12345678|NL91|ABNA|0417|1643|00|16-RSL-9|Dorpsstraat|12|3011 AB|in|2023',
  '|maart|Leerhuis|‘Zorg|dwang’|heeft|georganiseerd|RVO|(PPER)|✅|▶|9:30|uur|vorig|jaar|ondernijning',
  '|Goeree- Overflakkee|€|1,234|.|’|-|\u0301|👩‍👩‍👧|\uD800|\n|\n\n|## Kop\n|- |**|[x](tel:+31)',
]
const piece = fc.constantFrom(
  '| a | b |\n|---|---|\n| Totaal | 1.000 |\n',
  ...pieces.join('').split('|'),
)

test('no text makes a check throw, and every place is in its file', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }),
      (parts) => {
        const markdown = parts.join(' ')
        const lines = markdown.split('\n').length
        for (const { file, line, column } of check(markdown)) {
          if (file !== 'newsletters/2023-03/var/extra.md' || line === undefined) continue
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThan(10 + lines)
          expect(column ?? 1).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 150 },
  )
})

describe('100 kB of one thing takes no check more than a second', () => {
  test.each([
    'a',
    'A',
    'Aa ',
    '0',
    '06 ',
    '1 2-',
    '.',
    'a.',
    'A. ',
    "'",
    '‘a',
    'Jan ',
    'Jan van ',
    'Jan de Vries aangehouden ',
    'dhr. ',
    'Straat 1 ',
    'Straat a b c 12 ',
    'NL91 ABNA 0417 ',
    '99-XX-',
    'in 2023 heeft ',
    'heeft in 2024 georganiseerd. ',
    '3 april 2023 ',
    'aanmelden voor de Voorjaarscarrousel 3 april ',
    'In 2024 heeft gemeente gehouden in ',
    '3 en 4 april ',
    'Leerhuis op 3 april 2023 ‘x’ ',
    "In september 2022 een Leerhuis 'abc def'. ",
    'Statische Dreigingen ',
    'XYZ ',
    'Qwxz',
    'Qwxz ',
    'portefeuilledverdeling ',
    'ondermijnings',
    'Alblasterdam ',
    'Alblasser ',
    'Hendrik Ido ',
    'met betrekking ',
    'met betrekking tot ',
    'vorig ',
    'vorig jaar ',
    '9:',
    '9:30 ',
    '✅ a\n',
    '✅',
    '- a\n',
    '## a\n',
    '> ',
    '| 1.000 | 1,000 |\n',
    'x@',
    'http://',
    'www.',
    '12345678',
    '123456782 ',
    '(PPER) ',
    'i.s.m. ',
    '\u0301',
    'é',
  ])('%j', (repeated) => {
    const table = repeated.startsWith('|') ? '| a | b |\n|---|---|\n| Totaal | 1 |\n' : ''
    const markdown = (table + repeated.repeat(Math.ceil(95_000 / repeated.length))).slice(0, 95_000)
    const begin = cpuTime()
    check(markdown)
    expect(cpuTime() - begin).toBeLessThan(3000)
  })

  test('also a table of totals, and words that are each unknown', () => {
    const totals = `| a | b |\n|---|---|\n${'| Totaal | 1.000 |\n| x | 3 |\n'.repeat(2500)}`
    const unknown = Array.from(
      { length: 9000 },
      (_, at) => `q${at.toString(26).replaceAll(/\d/g, 'x')}zq`,
    )
    for (const markdown of [totals, unknown.join(' ')]) {
      const begin = cpuTime()
      check(markdown.slice(0, 95_000))
      expect(cpuTime() - begin).toBeLessThan(3000)
    }
  })
})
