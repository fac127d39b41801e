import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSeries } from '../../src/schedule/read-series.ts'
import { dayOf, occurrencesBetween, shifted } from '../../src/schedule/series.ts'

describe('a series of issues', () => {
  test.each([
    ['day: tweede dinsdag\nmonths: [januari, mei]', ['2027-01-12', '2027-05-11']],
    ['day: Laatste Vrijdag\nmonths: [februari]', ['2027-02-26']],
    ['day: eerste maandag\nmonths: [maart, februari]', ['2027-02-01', '2027-03-01']],
    ['every: 6 weken\nfrom: 2027-04-06', ['2027-04-06', '2027-05-18']],
    ['every: 100 dagen\nfrom: 2026-12-01', ['2027-03-11']],
    ['dates: [2027-02-02, 2027-01-05, 2027-01-05]', ['2027-01-05', '2027-02-02']],
    [
      'day: derde woensdag\nmonths: [april]\ndates: [2027-02-02]\nuntil: 2027-04-21',
      ['2027-02-02', '2027-04-21'],
    ],
  ])('%s appears on these days', (rule, days) => {
    const { series, problems } = read(rule)
    expect(problems).toEqual([])
    expect(daysOf(series, '2027-01-01', '2027-05-31')).toEqual(days)
  })

  test('goes another way on a day that is an exception, and stays the same date by name', () => {
    const { series, problems } = read(
      `day: tweede dinsdag
except:
  - { date: 2027-05-11, to: 2027-05-18, reason: meivakantie }
  - date: 2027-07-13`,
    )
    expect(problems).toEqual([])
    const found = series.flatMap((one) => occurrencesBetween(one, '2027-05-01', '2027-08-31'))
    expect(found.map(({ date, wall }) => [date, wall])).toEqual([
      ['2027-05-11', '2027-05-18T10:00'],
      ['2027-06-08', '2027-06-08T10:00'],
      ['2027-08-10', '2027-08-10T10:00'],
    ])
  })

  test.each([
    ['', 'series/rule-missing', 2],
    ['day: tweede dinsdag\nevery: 6 weken\nfrom: 2027-01-05', 'series/two-rules', 5],
    ['day: vijfde dinsdag', 'frontmatter/field-value', 4],
    ['day: tweede dinsdag\nmonths: [mrt]', 'frontmatter/field-value', 5],
    ['every: 6', 'frontmatter/field-value', 4],
    ['every: 0 weken\nfrom: 2027-01-05', 'frontmatter/field-value', 4],
    ['every: 6 weken', 'frontmatter/field-missing', 4],
    ['dates: [2027-02-30]', 'frontmatter/field-value', 4],
    ['day: tweede dinsdag\nexcept: [{date: 2027-05-12}]', 'series/exception-unknown', 5],
    ['day: tweede dinsdag\nexcept: [{date: 2027-05-11, to: 2027-06-08}]', 'series/same-day', 5],
    ['day: tweede dinsdag\ndeadlines: {remind: 3}', 'series/steps', 5],
    ['day: tweede dinsdag\ndeadlines: {remind: -1}', 'frontmatter/field-value', 5],
    ['day: tweede dinsdag\ndagen: [dinsdag]', 'frontmatter/field-unknown', 5],
  ])('%s is said to be wrong, at its place', (rule, code, line) => {
    const { problems } = read(rule)
    expect(problems).toContainEqual(
      expect.objectContaining({ code, line, file: 'newsletters/series.yaml' }),
    )
  })

  test('an exception for a day on which nothing appears says which day was meant', () => {
    const { problems } = read('day: tweede dinsdag\nexcept: [{date: 2027-05-12}]')
    expect(problems[0]?.values).toEqual({ found: '2027-05-12', suggestion: '2027-05-11' })
  })

  test('with the id of another does not count, and the other still does', () => {
    const source = `series:
  - { id: a, at: '10:00', day: eerste maandag }
  - { id: a, at: '11:00', day: tweede maandag }
  - { id: b, at: '25:00', day: derde maandag }
`
    const { series, problems } = readSeries(Buffer.from(source))
    expect(series).toMatchObject([{ id: 'a', at: '10:00' }])
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['series/duplicate', 3],
      ['frontmatter/field-value', 4],
    ])
  })

  test('gives each day once and none twice, however the year is cut up', () => {
    const rule = fc.oneof(
      fc.constantFrom('day: laatste zondag', 'day: vierde donderdag\nmonths: [maart, oktober]'),
      fc.integer({ min: 1, max: 90 }).map((days) => `every: ${days} dagen\nfrom: 2027-01-03`),
    )
    fc.assert(
      fc.property(rule, fc.array(fc.integer({ min: 0, max: 400 })), (given, cuts) => {
        const { series } = read(given)
        const ends = [...new Set([...cuts, 400])].toSorted((a, b) => a - b)
        const parts = ends.flatMap((end, at) => {
          const begin = at === 0 ? 0 : (ends[at - 1] ?? 0) + 1
          return daysOf(series, shifted('2027-01-01', begin), shifted('2027-01-01', end))
        })
        expect(parts).toEqual(daysOf(series, '2027-01-01', shifted('2027-01-01', 400)))
        expect(new Set(parts).size).toBe(parts.length)
      }),
    )
  })
})

/** One series at 10.00 with these lines. */
function read(rule: string) {
  const lines = ['id: reeks', "at: '10:00'", ...rule.split('\n')].map((line) => `    ${line}`)
  return readSeries(Buffer.from(`series:\n${lines.join('\n').replace('    ', '  - ')}\n`))
}

function daysOf(series: ReturnType<typeof read>['series'], first: string, last: string): string[] {
  return series.flatMap((one) =>
    occurrencesBetween(one, first, last).map(({ wall }) => dayOf(wall)),
  )
}
