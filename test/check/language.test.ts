import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { countWords, sentencesIn } from '../../src/check/sentences.ts'
import { openSpeller } from '../../src/check/speller.ts'
import { countSyllables } from '../../src/check/syllables.ts'
import { marchToCheck, withItem } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})
const file = 'newsletters/2023-03/var/extra.md'
const found = (code: string, markdown: string) =>
  checkIssue({ ...march, issue: withItem(march.issue, markdown) }).filter(
    (one) => one.code === code && one.file === file,
  )
const values = (code: string, markdown: string) =>
  found(code, markdown).map((one) => one.values['found'])

describe('a sentence', () => {
  test.each([
    ['Dhr. Jansen komt. Mevr. De Boer ook.', 2],
    ['We doen dat i.s.m. de politie en o.a. het RIEC.', 1],
    ['Met J. de Vries. Daarna koffie.', 2],
    ['Om 9.30 uur beginnen we. Kosten: € 8.100.', 2],
    ['Wat is dat? Een vraag! Ja.', 3],
  ])('%s', (text, count) => {
    expect(sentencesIn(text)).toHaveLength(count)
  })

  test('stands where it says, and together they are the whole text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sentences = sentencesIn(text)
        expect(sentences.map((one) => one.text).join('')).toBe(text)
        for (const one of sentences) expect(text.startsWith(one.text, one.index)).toBe(true)
      }),
    )
  })

  test('has as many words as a reader counts', () => {
    expect(countWords('Op 23 maart i.s.m. Zuid-Holland: 8.100 euro – echt.')).toBe(8)
  })
})

describe('spelling', () => {
  test('knows compounds and the words of this field, and says what is one letter away', async () => {
    const speller = await openSpeller()
    for (const word of ['nieuwsbrief', 'veiligheidsdagen', 'samenwerkingsverband'])
      expect(speller.knows(word), word).toBe(true)
    expect(speller.nearest('tweearig')).toMatch(/^twee(jarig|armig)$/)
    expect(speller.nearest('qqqqqqq')).toBeUndefined()
  })

  test('leaves the process to itself: a bug elsewhere stays a bug elsewhere', async () => {
    const fresh: string = '../../src/check/speller.ts?fresh'
    const count = () => process.listenerCount('uncaughtException')
    const { openSpeller: again } = await import(fresh)
    const before = count()
    await again()
    expect(count()).toBe(before)
  })

  test.each([
    'De heer Jan Heijkoop en Astrid de Jong uit Capelle aan den IJssel.',
    'Zie https://veiligheidsalliantie.nl/xyzzy of mail info@qwxyz.nl.',
    'Het IVP, de VAR-bestuurders, de veiligheids-thema’s en HackShield.',
    'MKB-ondernemers en Zuid-Holland-Zuid.',
    'Eén idee, foto’s, ’s ochtends en re-integratie.',
  ])('says nothing of: %s', (markdown) => {
    expect(values('spelling/unknown', markdown)).toEqual([])
  })

  test('names a word once for each file, at its first place, with a suggestion', () => {
    expect(found('spelling/unknown', 'Een.\n\nDe ondernijning, ja ondernijning.')).toMatchObject([
      { values: { found: 'ondernijning', suggestion: 'ondermijning' }, line: 12, column: 4 },
    ])
  })

  test('is not checked in a newsletter in another language', () => {
    const input = { ...march, issue: withItem(march.issue, 'De ondernijning.') }
    const config = { ...march.config, language: 'en' as const }
    expect(
      checkIssue({ ...input, config }).filter((one) => one.code === 'spelling/unknown'),
    ).toEqual([])
  })
})

describe('an abbreviation', () => {
  test.each([
    'Het Regionaal VeiligheidsOverleg (RVO) besloot. Het RVO deed dat.',
    'Het RVO (Regionaal VeiligheidsOverleg) besloot.',
    'Het Privacy Platform Eenheid Rotterdam doet mee. Het PPER ook.',
    'De VAR, het RIEC en het PVO volgen de AVG.',
    'Deel III begint.',
    'DIT IS EEN KOP MET XYZ.',
  ])('needs nothing in: %s', (markdown) => {
    expect(values('readability/abbreviation', markdown)).toEqual([])
  })

  test('is told once, with its full form where it is known', () => {
    expect(found('readability/abbreviation', 'Het RVO besloot. Het RVO deed dat.')).toMatchObject([
      { values: { found: 'RVO', suggestion: 'Regionaal VeiligheidsOverleg (RVO)' } },
    ])
    expect(values('readability/abbreviation', 'De XYZ. Later: Xyloof Yzer Zaak (XYZ).')).toEqual([
      'XYZ',
    ])
  })
})

describe('a time', () => {
  test.each([
    ['Om 09:30', '9.30 uur'],
    ['Om 9u30', '9.30 uur'],
    ['Om 14:00 uur', '14.00 uur'],
    ['Om 09.30 uur', '9.30 uur'],
    ['Om 10u', '10.00 uur'],
  ])('%s is better as %s', (markdown, suggestion) => {
    expect(found('typography/time', markdown)[0]?.values['suggestion']).toBe(suggestion)
  })
  test.each(['9.30 uur', '€ 9.30', 'regel 12.15', '16:9', '2023-03-23', '12:30:45', '10 uur'])(
    '%s is left alone',
    (markdown) => {
      expect(found('typography/time', `Het is ${markdown} hier.`)).toEqual([])
    },
  )
})

test('syllables are those of Dutch', () => {
  const wanted = {
    veiligheid: 3,
    gemeenten: 3,
    politie: 3,
    radio: 3,
    coördinatie: 5,
    nieuwsbrief: 2,
    bijeenkomst: 3,
    RIEC: 4,
    eeuw: 1,
    ruïne: 3,
  }
  expect(
    Object.fromEntries(Object.keys(wanted).map((word) => [word, countSyllables(word)])),
  ).toEqual(wanted)
})
