import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import type { Figure } from '../../src/content/figure.ts'
import { marchToCheck, withItem } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})

describe('a municipality in a text', () => {
  const inText = (markdown: string, id = '2023-03') =>
    municipalities({ ...march, issue: { ...withItem(march.issue, markdown), id, figureData: [] } })

  test('that has merged is reported with the one it became part of', () => {
    expect(inText('De gemeente Brielle doet mee.')).toMatchObject([
      {
        values: {
          reason: 'retired',
          found: 'Brielle',
          suggestion: 'Voorne aan Zee',
          until: '2022-12-31',
        },
        file: 'newsletters/2023-03/var/extra.md',
        line: 10,
        column: 13,
      },
    ])
  })

  test('may be named as it was when the issue went out', () => {
    expect(inText('De gemeente Brielle doet mee.', '2022-11')).toEqual([])
    expect(inText('De gemeente Voorne aan Zee doet mee.', '2022-11')).toMatchObject([
      { values: { reason: 'not-yet', found: 'Voorne aan Zee' } },
    ])
  })

  test('may be named as a town, and as a municipality of the past', () => {
    expect(inText('In Brielle was een bijeenkomst.')).toEqual([])
    expect(inText('De voormalige gemeente Brielle.')).toEqual([])
  })

  test.each([
    'De gemeente Voorne aan Zee is ontstaan uit Brielle, Hellevoetsluis en Westvoorne.',
    'De gemeente Voorne aan Zee (voorheen Brielle) doet mee.',
    'De gemeente Voorne aan Zee houdt in Brielle een avond.',
    'De gemeente Rotterdam opent in Rozenburg een loket.',
    'Strijden, zegt de burgemeester. In Zuid-Beijerland, met mevrouw Rozenberg.',
  ])('is no municipality in: %s', (markdown) => {
    expect(inText(markdown)).toEqual([])
  })

  test.each([
    ['De gemeenten Rotterdam en Spijkenisse.', 'Spijkenisse', 'Nissewaard'],
    ['De burgemeester van Strijen.', 'Strijen', 'Hoeksche Waard'],
    ['De gemeente Oud-Beijerland.', 'Oud-Beijerland', 'Hoeksche Waard'],
    ['De gemeente Rozenburg.', 'Rozenburg', 'Rotterdam'],
    ['De gemeente Giessenlanden.', 'Giessenlanden', 'Molenlanden'],
    ['De burgemeester van Middelharnis.', 'Middelharnis', 'Goeree-Overflakkee'],
    ['De gemeente Berkel en Rodenrijs.', 'Berkel en Rodenrijs', 'Lansingerland'],
    ['De gemeenten Dirksland, Goedereede en Schiedam.', 'Dirksland', 'Goeree-Overflakkee'],
  ])('that merged long ago is reported too: %s', (markdown, found, suggestion) => {
    expect(inText(markdown)[0]).toMatchObject({ values: { reason: 'retired', found, suggestion } })
  })

  test.each([
    ['De gemeente Rotterdam en Brielle werken samen.', ['Brielle']],
    ['De gemeente Rotterdam en Brielle werken in 2023 samen.', ['Brielle']],
    ['De gemeente Rotterdam en Brielle werken in 2024 samen.', ['Brielle'], '2022-11'],
    ['De gemeente Rotterdam en Brielle werkten in 2022 samen.', []],
    ['In 2021 en 2023 deed de gemeente Brielle mee.', []],
    ['In 2022 was er een avond. De gemeente Brielle doet mee.', ['Brielle']],
    ['In 2022 begon het. De gemeente Voorne aan Zee zette het in 2021 door.', []],
    ['In 2022 waren er in de gemeente Voorne aan Zee 30 meldingen.', []],
  ])(
    'is looked at in the year that its sentence is about: %s',
    (markdown, found, id = '2023-03') => {
      expect(inText(markdown, id).map(({ values }) => values['found'])).toEqual(found)
    },
  )

  test('that merged before may be a town, with nobody ruling it', () => {
    expect(inText('In Middelharnis, Bleiswijk en Goedereede was een avond.')).toEqual([])
  })
})

describe('a municipality in a table', () => {
  const row = { value: 1, area: undefined, labelInSource: undefined, line: 7 }
  const figure = (rows: Partial<Figure['rows'][number]>[], given: Partial<Figure> = {}) => {
    const [first] = march.issue.figureData
    if (first === undefined) throw new Error('The issue has no figures')
    const all = rows.map((one) => ({ ...row, label: '', ...one }))
    const changed = {
      ...first,
      rowHeader: 'Gemeente',
      year: 2022,
      rows: all,
      accepted: [],
      ...given,
    }
    return municipalities({ ...march, issue: { ...march.issue, items: [], figureData: [changed] } })
  }

  test('goes by its code: another name is reported at its row', () => {
    expect(figure([{ label: 'Schiedam', area: 'GM0622' }])).toMatchObject([
      { values: { reason: 'code', found: 'Schiedam', suggestion: 'Vlaardingen' }, line: 7 },
    ])
  })

  test('is reported as the source spells it, also when the table has it right', () => {
    const label = 'Alblasserdam'
    expect(figure([{ label, area: 'GM0482', labelInSource: 'Alblasterdam' }])).toMatchObject([
      { values: { reason: 'spelling', found: 'Alblasterdam', suggestion: label } },
    ])
  })

  test('must have existed in the year of the figures', () => {
    expect(figure([{ label: 'Brielle', area: 'GM0501' }])).toEqual([])
    expect(figure([{ label: 'Brielle', area: 'GM0501' }], { year: 2023 })).toMatchObject([
      { values: { reason: 'retired', found: 'Brielle' } },
    ])
    expect(figure([{ label: 'Voorne aan Zee', area: 'GM1992' }])).toMatchObject([
      { values: { reason: 'not-yet' } },
    ])
  })

  test('without a code is looked up by name', () => {
    expect(figure([{ label: 'Rotterdam' }])).toEqual([])
    expect(figure([{ label: 'Roterdam' }])).toMatchObject([{ values: { suggestion: 'Rotterdam' } }])
    expect(figure([{ label: 'Delft' }])).toMatchObject([{ values: { reason: 'unknown' } }])
  })

  test('is no matter of tables about something else', () => {
    expect(figure([{ label: 'Personeel' }], { rowHeader: 'Post' })).toEqual([])
  })
})

function municipalities(input: IssueToCheck) {
  return checkIssue(input).filter(({ code }) => code === 'fact/municipality')
}
