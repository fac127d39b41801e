import { beforeAll, describe, expect, test } from 'vitest'
import type { AgendaEvent } from '../../src/agenda/event.ts'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { marchToCheck, text, withItem } from './march.ts'

const file = 'newsletters/2023-03/var/extra.md'
let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})

describe('the date of an event', () => {
  const inText = (markdown: string) =>
    found('fact/event-date', { ...march, issue: withItem(march.issue, markdown) }).filter(
      (one) => one.file === file,
    )

  test('in a sentence that names it must be the date of the agenda', () => {
    expect(
      inText('Eerste alinea.\n\nKom naar de **Najaarscarrousel** op 27 oktober 2023.'),
    ).toMatchObject([
      {
        values: { title: 'Najaarscarrousel', found: '2023-10-27', expected: '2023-10-26' },
        line: 12,
        column: 37,
      },
    ])
  })

  test.each([
    ['Kom naar de Najaarscarrousel op 26 oktober 2024.', '2024-10-26'],
    ['Kom naar de Najaarscarrousel op donderdag 26-10-2022.', '2022-10-26'],
    ['Kom naar de Najaarscarrousel op 27-10.', '2023-10-27'],
    ['Kom op 27-10 naar de Najaarscarrousel.', '2023-10-27'],
  ])('in another year or in digits is compared too: %s', (markdown, date) => {
    expect(inText(markdown)).toMatchObject([{ values: { found: date, expected: '2023-10-26' } }])
  })

  test.each([
    'Kom naar de Najaarscarrousel op 26 oktober.',
    'Kom naar de Najaarscarrousel op 26-10.',
    'De Najaarscarrousel van 26 oktober 2022 is geweest. De volgende is op 26 oktober 2023.',
    'Kom naar de Najaarscarrousel op 26 en 27 oktober.',
    'Op 23 maart 2023 en op 26 oktober 2023 zijn de Voorjaarscarrousel en de Najaarscarrousel.',
    'De Najaarscarrousel (20 oktober 2022) ging over desinformatie.',
    'Op 3 april is er een leerhuisbijeenkomst.',
    'Op 3 april gaat het over zorg en veiligheid.',
    'De Najaarscarrousel komt eraan. Op 3 april is er iets anders.',
    'Op 3 april spreken we over carrousels.',
  ])('says nothing about: %s', (markdown) => {
    expect(inText(markdown)).toEqual([])
  })

  test.each([
    'Meld u voor 10 maart aan voor de Voorjaarscarrousel.',
    'Meld u uiterlijk op 10 maart 2023 aan voor de Voorjaarscarrousel.',
    'De aanmelding voor de Voorjaarscarrousel sluit op 3 april.',
    'De aanmelding voor de Voorjaarscarrousel op 23 maart sluit op 10 maart.',
    'Op 10 maart sluit de inschrijving voor de Voorjaarscarrousel.',
    'Aanmelden voor de Voorjaarscarrousel kan nog tot vrijdag 10 maart.',
    'Na 10 maart kunt u zich niet meer opgeven voor de Voorjaarscarrousel.',
    'Inschrijven voor de Najaarscarrousel is mogelijk vanaf 1 september.',
    'De deadline voor de Voorjaarscarrousel is 10 maart.',
    'Deadline voor de Voorjaarscarrousel: 10 maart.',
    'Kom naar de Voorjaarscarrousel (aanmelden: 10 maart).',
    'Wilt u naar de Voorjaarscarrousel, laat het dan voor 10 maart weten.',
    'U ontvangt op 1 maart de uitnodiging voor de Voorjaarscarrousel.',
    'Het programma van de Voorjaarscarrousel verschijnt op 1 maart.',
  ])('is another than that of registering for it: %s', (markdown) => {
    expect(inText(markdown)).toEqual([])
  })

  test.each([
    'Meld u aan voor de Voorjaarscarrousel op 24 maart.',
    'Aanmelden voor de Voorjaarscarrousel op 24 maart kan via de website.',
    'Meld u voor 23 maart aan voor de Voorjaarscarrousel op 24 maart.',
    'De aanmelding voor de Voorjaarscarrousel op 24 maart sluit op 10 maart.',
    'Op 24 maart is de Voorjaarscarrousel, meld u voor 10 maart aan.',
    'Op 24 maart is de Voorjaarscarrousel en u kunt zich nog aanmelden.',
    'Op 24 maart is de Voorjaarscarrousel waarvoor u zich kunt aanmelden.',
    'Meld u aan: op 24 maart is de Voorjaarscarrousel.',
    'De Voorjaarscarrousel staat gepland voor 24 maart.',
  ])('is found wrong beside registering too: %s', (markdown) => {
    expect(inText(markdown)).toMatchObject([{ values: { found: '2023-03-24' } }])
  })

  test.each([
    'Kom naar de Voorjaarscarrousel op vr 24 mrt.',
    'Kom naar de Voorjaarscarrousel op 24-3-23.',
    'Kom naar de Voorjaarscarrousel op de 24e maart.',
    'De Voorjaarscarrousel komt eraan. Die is op 24 maart.',
    '| Wat | Wanneer |\n|---|---|\n| Voorjaarscarrousel | 24 maart |',
  ])('is found wrong however it is written: %s', (markdown) => {
    expect(inText(markdown)).toMatchObject([{ values: { found: '2023-03-24' } }])
  })

  test.each([
    'De Voorjaarscarrousel komt eraan. Die is op 23 mrt.',
    'De Voorjaarscarrousel komt eraan. Daarna is er op 24 maart iets anders.',
    'Naar de Voorjaarscarrousel? Dat kan. Op 24 maart is er koffie.',
    '| Wat | Wanneer |\n|---|---|\n| Voorjaarscarrousel | 23 maart |\n| Iets anders | 24 maart |',
    '| Wat | Wanneer | Aanmelden voor |\n|---|---|---|\n| Voorjaarscarrousel | in maart | 10 maart |',
    '| Datum | Onderwerp |\n|---|---|\n| 3 april | Evaluatie Voorjaarscarrousel |',
    'Vorige maand was de Voorjaarscarrousel. Dit is op 24 maart besproken in het kernteam.',
    'In het kernteam van 3 april kijken we terug op de Voorjaarscarrousel.',
    'Op 3 april evalueert het kernteam de Voorjaarscarrousel.',
    '| Wat | Deadline |\n|---|---|\n| Voorjaarscarrousel | 10 maart |',
  ])('is another here: %s', (markdown) => {
    expect(inText(markdown)).toEqual([])
  })

  test('in a source must be the date of the agenda, or one from which it moved', () => {
    const sources = (given: Partial<AgendaEvent>) =>
      found('fact/event-date', {
        ...march,
        issue: {
          ...march.issue,
          items: [],
          events: march.issue.events.slice(0, 1).map((event) => ({ ...event, ...given })),
        },
      }).filter((one) => one.file === 'newsletters/agenda.yaml')
    const source = (date: string) => [{ line: 127, date, title: undefined, at: 9 }]
    expect(sources({ date: '2023-04-17', sources: source('2023-04-03') })).toMatchObject([
      { values: { found: '2023-04-03', expected: '2023-04-17', source: 127 }, line: 9 },
    ])
    expect(sources({ date: '2023-04-17', sources: source('2023-04') })).toEqual([])
    expect(sources({ date: '2023-04-17', sources: source('2023-05') })).toHaveLength(1)
    const movedFrom = ['2023-04-03']
    expect(sources({ date: '2023-04-17', movedFrom, sources: source('2023-04-03') })).toEqual([])
  })
})

describe('a weekday beside a date', () => {
  const inText = (markdown: string) =>
    found('fact/weekday', { ...march, issue: withItem(march.issue, markdown) })

  test('that does not fit is reported with the right one', () => {
    const [problem] = inText('Kom op vrijdag 23 maart 2023.')
    expect(problem).toMatchObject({ file, line: 10, column: 8, values: { date: '2023-03-23' } })
    expect(problem && text.problems['fact/weekday'](problem.values).title).toBe(
      "Er staat 'vrijdag 23 maart 2023', maar die dag is een donderdag.",
    )
  })

  test('without a year may be of this year, or of the nearest', () => {
    expect(inText('Op donderdag 23 maart')).toEqual([])
    expect(inText('Op vrijdag 23 maart')).toHaveLength(1)
    // In March, December is that of last year or of this one.
    expect(inText('Op donderdag 15 december')).toEqual([])
    expect(inText('Op vrijdag 15 december')).toEqual([])
    expect(inText('Op maandag 15 december')).toHaveLength(1)
  })
})

function found(code: string, input: IssueToCheck) {
  return checkIssue(input).filter((one) => one.code === code)
}
