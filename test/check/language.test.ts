import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { countWords, sentencesIn } from '../../src/check/sentences.ts'
import { openSpeller } from '../../src/check/speller.ts'
import { suggestWord } from '../../src/check/suggest-word.ts'
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
    expect(speller.oneAway('tweearig').likely).toEqual(expect.arrayContaining(['tweejarig']))
    expect(speller.oneAway('qqqqqqq')).toEqual({ likely: [], unlikely: [] })
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
    'Neem bijv. een pen mee, evt. papier, incl. lunch, mbt de zaal en uw bsn.',
  ])('says nothing of: %s', (markdown) => {
    expect(values('spelling/unknown', markdown)).toEqual([])
  })

  test('names a word once for each file, at its first place, with a suggestion', () => {
    expect(found('spelling/unknown', 'Een.\n\nDe ondermijnning, ja ondermijnning.')).toMatchObject([
      { values: { found: 'ondermijnning', suggestion: 'ondermijning' }, line: 12, column: 4 },
    ])
  })

  test.each([
    ['De Veiligheidsaliantie doet mee.', 'VeiligheidsAlliantie'],
    ['De portefeuilledverdeling is nieuw.', 'portefeuilleverdeling'],
    ['Portefeuilledverdeling is nieuw.', 'Portefeuilleverdeling'],
    ['Een vergaderign in Rotterdam.', 'vergadering'],
    ['Over veiligheeid in de wijk.', 'veiligheid'],
    ['Bibliotheeek open.', 'Bibliotheek'],
  ])('is put right where only one word can be meant: %s', (markdown, suggestion) => {
    expect(found('spelling/unknown', markdown).map((one) => one.values)).toMatchObject([
      { suggestion },
    ])
  })

  test.each([
    ['Over Stadelijke dreigingen.', 'Statelijke'],
    ['Het tweearig plan.', 'tweejarig'],
    ['De drie opgaves van de regio.', 'opgave'],
    ['De veiligheidspartnes doen mee.', 'veiligheidspartner'],
    ['Wij zien de gemeete graag.', 'gemeet'],
    ['Wij nodigen Bakkerr uit.', 'Bakker'],
  ])('only names what is near where something else may be meant: %s', (markdown, near) => {
    const [one] = found('spelling/unknown', markdown)
    expect(one?.values['near']).toBe(near)
    expect(one?.values['suggestion']).toBeUndefined()
  })

  test('makes no button of a compound that nobody wrote down', async () => {
    const speller = await openSpeller()
    expect(suggestWord('drivergroep', [], speller, false)).toEqual({ near: 'drivegroep' })
    expect(suggestWord('vergaderign', [], speller, false)).toEqual({ sure: 'vergadering' })
  })

  test('names nothing near a short word, or near one that no slip explains', () => {
    expect(found('spelling/unknown', 'De xaq en de practices.').map((one) => one.values)).toEqual([
      { found: 'xaq' },
      { found: 'practices' },
    ])
  })

  test.each([
    'De gemeente Vlaardigen doet mee.',
    'In Roterdam-Zuid.',
    'De aanpak van ondernijning.',
    'Subsidie Citdeal cyberweerbaarheid.',
    'In Ijsselmonde.',
  ])('leaves to another check what that puts right: %s', (markdown) => {
    expect(values('spelling/unknown', markdown)).toEqual([])
  })

  test('is not checked in a newsletter in another language', () => {
    const input = { ...march, issue: withItem(march.issue, 'De ondermijnning.') }
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
    ['Inloop vanaf 9:15', '9.15 uur'],
    ['Aanvang: 19:30', '19.30 uur'],
    ['- 09:30 Inloop', '9.30 uur'],
    ['Donderdag 23 maart, 9:30', '9.30 uur'],
    ['| Tijd | Wat |\n|---|---|\n| 9:30 | Inloop |', '9.30 uur'],
  ])('%s is better as %s', (markdown, suggestion) => {
    expect(found('typography/time', markdown)[0]?.values['suggestion']).toBe(suggestion)
  })
  test('of a range is quoted without the space after it', () => {
    expect(values('typography/time', 'De dag duurt van 13:00 – 17:00.')).toEqual(['13:00', '17:00'])
  })
  test.each([
    'De verhouding is 1:10.',
    'Een schaal van 1:25 en een kans van 1:10.',
    'Ze wonnen met 2:10.',
    '| Schaal |\n|---|\n| 1:10 |',
  ])('is not seen in: %s', (markdown) => {
    expect(found('typography/time', markdown)).toEqual([])
  })
  test.each(['9.30 uur', '€ 9.30', 'regel 12.15', '16:9', '2023-03-23', '12:30:45', '10 uur'])(
    '%s is left alone',
    (markdown) => {
      expect(found('typography/time', `Het is ${markdown} hier.`)).toEqual([])
    },
  )
})

test.each([
  ['Morgen is de carrousel.', 'Morgen'],
  ['In aankomende week.', 'aankomende week'],
  ['De komende weken.', 'komende weken'],
])('when that is depends on the day of reading: %s', (markdown, expected) => {
  expect(values('content/relative-date', markdown)).toEqual([expected])
})
test.each(['In de morgen, en elke morgen.', 'Onlangs, en de komende jaren.'])(
  'stays as true as it was: %s',
  (markdown) => {
    expect(values('content/relative-date', markdown)).toEqual([])
  },
)

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
