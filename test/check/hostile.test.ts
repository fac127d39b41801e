import fc from 'fast-check'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readabilityOf } from '../../src/check/readability.ts'
import { readConfig } from '../../src/config.ts'
import { copyProject } from '../support/project-copy.ts'
import { marchToCheck, text, withItem } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})

/** What the checks of this text take, in ms of this process's own time. */
function took(markdown: string): number {
  const begin = cpuTime()
  check(markdown)
  return cpuTime() - begin
}

function check(markdown: string) {
  const issue = withItem(march.issue, markdown)
  readabilityOf(issue, march.config)
  return checkIssue({ ...march, issue })
}

/**
 * Milliseconds that the text kept us from anything else: what others do on the machine, or V8 beside
 * us, does not count.
 */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
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

const LENGTH = 95_000

describe('100 kB of one thing takes all checks together no second', () => {
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
    '06',
    '1',
    '1.000.',
    '1,000 ',
    '123 456 ',
    '0612345678 ',
    '+31 (0)',
    '€ 1.',
    'januari ',
    'jan. ',
    '1 januari en ',
    'van 1 januari tot en met ',
    '1-1-',
    '2023-01-',
    '01-01-2023 ',
    'maandag ',
    'maandag 3 april en ',
    'van 10.00 tot ',
    '10.00-',
    'om 9 uur ',
    'gemeente ',
    'gemeenten ',
    'de gemeente Rotterdam en ',
    'de gemeenten Brielle, ',
    'verdachte ',
    'de verdachte van ',
    'werd ',
    'is door de ',
    'J. de ',
    'A.B.',
    'mevrouw van de ',
    'moord op ',
    'Jan B. ',
    'Jan B. heeft ',
    'Jan B. en Jan de Vries kreeg ',
    'politie hield Jan B. ',
    'bij Jan B. lag drugs ',
    'gestolen door Jan B. (30) uit A, die a a a a a a, en ',
    'zaak tegen ',
    'politie ',
    'voorzitter ',
    'kenteken ',
    '16-RSL-9 ',
    'BSN ',
    'NL91 ',
    'Dorpsstraat 12 ',
    'Dorpsstraat 12, 3011 ',
    'Hij woont aan de ',
    '||\n',
    '| | 1 |\n',
    '| Totaal | 1.000 |\n| x | 3 |\n',
    '| waarvan | 1 |\n',
    '| maart | 1-1-2023 |\n',
    '| Jan de Vries | diefstal |\n',
    '+ a\n',
    '> a\n\n',
    '*a* ',
    '`a` ',
    '[a](b) ',
  ])('%j', (repeated) => {
    const table = repeated.startsWith('|') ? '| a | b |\n|---|---|\n| Totaal | 1 |\n' : ''
    const markdown = table + repeated.repeat(Math.ceil(LENGTH / repeated.length))
    expect(took(markdown.slice(0, LENGTH))).toBeLessThan(1000)
  })

  const word = (at: number) => `q${at.toString(26).replaceAll(/\d/g, 'x')}zq`
  const months = ['januari', 'mei', 'augustus', 'december']
  const different: Record<string, (at: number) => string> = {
    'unknown words': word,
    'unknown names': (at) => `Q${word(at)}`,
    abbreviations: (at) => word(at + 1000).toUpperCase(),
    'telephone numbers': (at) => `06${10_000_000 + at * 7919}`,
    'citizen numbers': (at) => `${100_000_000 + at * 11}`,
    accounts: (at) => `NL${10 + (at % 89)} ABNA ${1_000_000_000 + at}`,
    addresses: (at) => `Zij woont aan de Q${word(at)}straat ${1 + (at % 99)}.`,
    suspects: (at) => `Jan Q${word(at)} is aangehouden.`,
    municipalities: (at) => `gemeente Alblasserd${word(at)}`,
    dates: (at) => `zondag ${1 + (at % 28)} ${months[at % 4]} ${1900 + (at % 200)} Leerhuis`,
    times: (at) => `${at % 24}:${10 + (at % 50)} uur`,
    amounts: (at) => `${at + 1},${100 + (at % 900)}`,
  }
  const places: Record<string, (pieces: string[]) => string> = {
    'in a line': (pieces) => pieces.join(' '),
    'on lines of their own': (pieces) => pieces.join('\n'),
    'in paragraphs of their own': (pieces) => pieces.slice(0, 4900).join('\n\n'),
    'in a list of totals': (pieces) =>
      `| a | b |\n|---|---|\n${pieces.map((piece) => `| ${piece} | 1.000 |\n| Totaal | 3 |\n`).join('')}`,
    'in one wide row': (pieces) => {
      const row = pieces.slice(0, 2000).join(' | ')
      return `| ${row} |\n|${'-|'.repeat(2000)}\n| ${row} |`
    },
  }
  const cases = Object.keys(different).flatMap((what) =>
    Object.keys(places).map((where) => [what, where] as const),
  )
  test.each(cases)('%s that all differ, %s', (what, where) => {
    const make = different[what] ?? String
    const pieces = Array.from({ length: 9000 }, (_, at) => make(at))
    const markdown = places[where]?.(pieces) ?? ''
    expect(took(markdown.slice(0, LENGTH))).toBeLessThan(1000)
  })
})

test('as much as one text may hold is read, rendered and checked within a second', async () => {
  const root = copyProject()
  const read = readConfig(root, {})
  if (read.kind === 'invalid') throw new Error('The settings cannot be read')
  const whole = () => inspectIssue(read.config, text, '2023-03', { knownSegments: [] })
  await whole()
  for (const [repeated, count] of [
    ['+ a\n', 4500],
    ['`a` ', 4900],
    ['| a | b |\n|---|---|\n| a | b |\n\n', 400],
    ['a ', 47_000],
    ['## a\n', 4900],
  ] as const) {
    writeFileSync(
      join(root, 'newsletters/2023-03/riec/extra.md'),
      `---\ntitle: x\nrubric: nieuws\n---\n${repeated.repeat(count)}`,
    )
    const begin = cpuTime()
    const { problems } = await whole()
    const middle = cpuTime()
    await whole()
    // Of the first V8 had never seen the like.
    expect(Math.min(middle - begin, cpuTime() - middle), repeated).toBeLessThan(1000)
    expect(problems.filter(({ code }) => code === 'markdown/too-large')).toEqual([])
  }
})
