import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemName } from '../../src/content/contribution.ts'
import { composeIssue } from '../../src/issue/compose-issue.ts'
import { contribution, event, partners, parts } from './parts.ts'

describe('the reading order of an issue', () => {
  test("is the issue's own order first, then partner, weight and name", () => {
    const contributions = [
      contribution('pvo/a'),
      contribution('var/aaa-zwaar', { weight: 20 }),
      contribution('var/b', { weight: 10 }),
      contribution('var/a', { weight: 10 }),
      contribution('riec/a'),
      contribution('pvo/vooraan', { weight: 99 }),
    ]
    const { issue } = composeIssue(parts({ contributions, order: ['pvo/vooraan', 'riec/a'] }))
    expect(issue.items.map(itemName)).toEqual([
      'pvo/vooraan',
      'riec/a',
      'var/a',
      'var/b',
      'var/aaa-zwaar',
      'pvo/a',
    ])
  })

  const names = fc.uniqueArray(
    fc.tuple(fc.constantFrom('var', 'riec', 'pvo'), fc.constantFrom('a', 'b', 'c', 'd', 'e')),
    { selector: (name) => name.join('/'), minLength: 2 },
  )
  const anyItems = names.chain((all) =>
    fc.tuple(
      ...all.map((name) =>
        fc.record({ name: fc.constant(name.join('/')), weight: fc.integer({ min: -2, max: 2 }) }),
      ),
    ),
  )

  test('does not depend on the order in which files were read', () => {
    fc.assert(
      fc.property(
        anyItems.chain((items) =>
          fc.record({
            items: fc.constant(items),
            shuffled: fc.shuffledSubarray(items, { minLength: items.length }),
            order: fc.shuffledSubarray(items.map(({ name }) => name)),
          }),
        ),
        ({ items, shuffled, order }) => {
          const compose = (given: typeof items) =>
            composeIssue(
              parts({
                contributions: given.map(({ name, weight }) => contribution(name, { weight })),
                order,
              }),
            )
          expect(compose(shuffled)).toEqual(compose(items))
        },
      ),
    )
  })

  test('loses no item and adds none, whatever the order names', () => {
    fc.assert(
      fc.property(anyItems, fc.array(fc.string()), (items, order) => {
        const contributions = items.map(({ name, weight }) => contribution(name, { weight }))
        const { issue } = composeIssue(parts({ contributions, order }))
        expect(issue.items.map(itemName).sort()).toEqual(items.map(({ name }) => name).sort())
      }),
    )
  })
})

describe('an editor is told', () => {
  test('which item of the order is not there, and which was probably meant', () => {
    const contributions = [contribution('var/jaarplan')]
    expect(found({ contributions, order: ['var/jaarplam'] })).toEqual([
      {
        code: 'issue/item-unknown',
        values: { found: 'var/jaarplam', suggestion: 'var/jaarplan' },
        line: 1,
      },
    ])
    expect(found({ contributions, order: ['jaarplan'] })).toEqual([
      {
        code: 'issue/item-unknown',
        values: { found: 'jaarplan', suggestion: 'var/jaarplan' },
        line: 1,
      },
    ])
  })

  test('nothing about the order when the file is there but cannot be read: that is said already', () => {
    const given = { contributions: [contribution('var/a')], unreadable: ['var/kapot'] }
    expect(found({ ...given, order: ['var/kapot'] })).toEqual([])
  })

  test('that an item is in the order twice', () => {
    expect(found({ contributions: [contribution('var/a')], order: ['var/a', 'var/a'] })).toEqual([
      { code: 'issue/item-duplicate', values: { found: 'var/a' }, line: 2 },
    ])
  })

  test('that two partners wrote the same item, unless no reader sees both', () => {
    const twice = (segments: string[]) => [
      contribution('var/a', { title: 'Gratis  training' }),
      contribution('riec/b', { title: 'gratis training', segments }),
    ]
    expect(found({ contributions: twice([]) })).toEqual([
      {
        code: 'issue/item-duplicate',
        values: { found: 'riec/b', other: 'var/a' },
        line: undefined,
      },
    ])
    const apart = [contribution('pvo/c', { title: 'Gratis training', segments: ['pers'] })]
    expect(found({ contributions: [...apart, ...twice(['gemeenten']).slice(1)] })).toEqual([])
  })

  test('which expected partner delivered nothing', () => {
    const given = { contributions: [contribution('var/a')], unreadable: ['riec/kapot'] }
    expect(found({ ...given, expectedPartners: ['var', 'riec', 'pvo'] })).toEqual([
      { code: 'issue/partner-missing', values: { found: 'pvo', partner: 'PVO' }, line: undefined },
    ])
  })

  test('that there is nothing to send', () => {
    expect(composeIssue(parts({})).problems.map(({ code }) => code)).toEqual(['issue/empty'])
  })

  test('which event the agenda does not know', () => {
    const events = [event('leerhuis-juli')]
    const contributions = [contribution('var/a')]
    expect(found({ contributions, events, agenda: ['leerhuis-juni'] })).toEqual([
      {
        code: 'agenda/event-unknown',
        values: { found: 'leerhuis-juni', suggestion: 'leerhuis-juli' },
        line: 1,
      },
    ])
    expect(found({ contributions, events: undefined, agenda: ['leerhuis-juni'] })).toEqual([])
  })
})

test('the agenda is by date and time, each event once', () => {
  const events = [
    event('avond', { partOfDay: 'evening' }),
    event('later', { date: '2023-07-04' }),
    event('niet-gevraagd'),
    event('middag', { start: '13:30' }),
    event('dag'),
    event('ochtend', { partOfDay: 'morning' }),
  ]
  const agenda = ['later', 'avond', 'dag', 'middag', 'ochtend', 'later']
  const { issue } = composeIssue(parts({ contributions: [contribution('var/a')], events, agenda }))
  expect(issue.events.map(({ id }) => id)).toEqual(['dag', 'ochtend', 'middag', 'avond', 'later'])
})

test('a partner that left the settings keeps its place behind the others', () => {
  const contributions = [contribution('oud/a'), contribution('pvo/a')]
  const { issue } = composeIssue(parts({ contributions, partners }))
  expect(issue.items.map(itemName)).toEqual(['pvo/a', 'oud/a'])
})

function found(given: Parameters<typeof parts>[0]) {
  return composeIssue(parts(given)).problems.map(({ code, values, line }) => ({
    code,
    values,
    line,
  }))
}
