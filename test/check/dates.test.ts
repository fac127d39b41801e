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
    'Kom naar de Najaarscarrousel op 26 oktober.',
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
