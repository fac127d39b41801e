import { describe, expect, test } from 'vitest'
import { readAgenda } from '../../src/agenda/read-agenda.ts'

const FILE = 'newsletters/agenda.yaml'

describe('an agenda', () => {
  test('gives each event with what its source says', () => {
    const { events, problems } = read(`events:
  - id: leerhuis-dreigingen
    title: Leerhuis 'Statelijke dreigingen'
    type: leerhuis
    date: 2023-04-17
    start: 09:30
    end: 11:00
    status: verplaatst
    moved_from: [2023-04-03]
    reason: De sprekers waren niet beschikbaar.
    place: De Kuip
    url: https://veiligheidsalliantie.nl
    sequence: 1
    sources:
      - { line: 127, date: 2023-04-03, title: Statische Dreigingen }
      - { line: 350, date: 2023-04 }
    accepted:
      - { code: fact/event-date, found: 2023-04-03, reason: We volgen regel 165. }
`)
    expect(problems).toEqual([])
    expect(events).toEqual([
      {
        id: 'leerhuis-dreigingen',
        file: FILE,
        line: 2,
        title: 'Leerhuis ‘Statelijke dreigingen’',
        type: 'leerhuis',
        date: '2023-04-17',
        start: '09:30',
        end: '11:00',
        partOfDay: undefined,
        place: 'De Kuip',
        url: 'https://veiligheidsalliantie.nl',
        state: 'moved',
        movedFrom: ['2023-04-03'],
        reason: 'De sprekers waren niet beschikbaar.',
        sources: [
          { line: 127, date: '2023-04-03', title: 'Statische Dreigingen', at: 15 },
          { line: 350, date: '2023-04', title: undefined, at: 16 },
        ],
        sequence: 1,
        accepted: [
          { code: 'fact/event-date', found: '2023-04-03', reason: 'We volgen regel 165.' },
        ],
      },
    ])
  })

  test.each([
    ['ochtend', 'morning'],
    ['middag', 'afternoon'],
    ['avond', 'evening'],
  ])('knows the %s', (word, part) => {
    expect(read(entry(`part_of_day: ${word}`)).events[0]?.partOfDay).toBe(part)
  })

  test.each([
    ['gepland', 'planned'],
    ['bevestigd', 'confirmed'],
    ['geannuleerd', 'cancelled'],
  ])('knows that an event is %s', (word, state) => {
    expect(read(entry(`status: ${word}`)).events[0]?.state).toBe(state)
  })

  test.each(['2023-02-30', '2023-13-01', '23 maart 2023', '2023-2-3', '2023-03-23T09:30'])(
    'refuses the day %s at its own place, and keeps the other events',
    (date) => {
      const { events, problems } = read(`events:
  - { id: one, title: Een, type: leerhuis, date: ${date} }
  - { id: two, title: Twee, type: leerhuis, date: 2023-03-24 }
`)
      expect(events.map(({ id }) => id)).toEqual(['two'])
      expect(problems).toMatchObject([
        {
          code: 'frontmatter/field-value',
          values: { field: 'date', found: date, expected: 'date' },
          file: FILE,
          line: 2,
          column: 50,
        },
      ])
    },
  )

  test('counts lines as an editor does, also in a file from Windows with a byte order mark', () => {
    const source = '\uFEFF' + entry('start: 25:00').replaceAll('\n', '\r\n')
    expect(read(source).problems).toMatchObject([
      { values: { field: 'start' }, line: 6, column: 12 },
    ])
  })

  test('says when an event ends before it begins, and gives it no end', () => {
    const { events, problems } = read(entry('start: 11:00\n    end: 09:30'))
    expect(problems).toMatchObject([
      { code: 'agenda/time-order', values: { start: '11:00', end: '09:30' }, line: 7 },
    ])
    expect(events[0]).toMatchObject({ start: '11:00', end: undefined })
  })

  test('takes an event without any length for a mistake', () => {
    expect(read(entry('start: 09:30\n    end: 09:30')).problems).toMatchObject([
      { code: 'agenda/time-order' },
    ])
  })

  test('asks for the beginning when only an end is given', () => {
    expect(read(entry('end: 09:30')).problems).toMatchObject([
      { code: 'frontmatter/field-missing', values: { field: 'start' } },
    ])
  })

  test('asks where a moved event came from', () => {
    expect(read(entry('status: verplaatst')).problems).toMatchObject([
      { code: 'frontmatter/field-missing', values: { field: 'moved_from' } },
    ])
  })

  test('names the second event with an id that is taken, and keeps the first', () => {
    const { events, problems } = read(`events:
  - { id: one, title: Eerste, type: leerhuis, date: 2023-03-23 }
  - { id: one, title: Tweede, type: leerhuis, date: 2023-03-24 }
`)
    expect(events.map(({ title }) => title)).toEqual(['Eerste'])
    expect(problems).toMatchObject([
      { code: 'agenda/event-duplicate', values: { found: 'one', line: 2 }, line: 3, column: 11 },
    ])
  })

  test.each(['../x', 'Leerhuis 1', 'a\u0000b', '-x', 'x'.repeat(81)])('refuses the id %j', (id) => {
    const { events, problems } = read(entry('').replace('id: one', `id: ${JSON.stringify(id)}`))
    expect(events).toEqual([])
    expect(problems.map(({ values }) => values['field'])).toContain('id')
  })

  test.each(['javascript:alert(1)', 'http://127.0.0.1/', '#', 'mailto:a@example.org'])(
    'never links an event to %s',
    (url) => {
      const { events, problems } = read(entry(`url: '${url}'`))
      expect(events[0]?.url).toBeUndefined()
      expect(problems).toMatchObject([{ severity: 'blocks', line: 6 }])
    },
  )

  test.each(['-1', '1.5', '1e99', 'twee'])('refuses the sequence %s', (sequence) => {
    const { events, problems } = read(entry(`sequence: ${sequence}`))
    expect(events[0]?.sequence).toBe(0)
    expect(problems).toMatchObject([{ values: { field: 'sequence' } }])
  })

  test('suggests the key that was meant', () => {
    expect(read(entry('titel: Dubbel')).problems).toMatchObject([
      {
        code: 'frontmatter/field-unknown',
        values: { field: 'titel', suggestion: 'title' },
        line: 6,
      },
    ])
  })

  test('keeps the good entries beside one that is no entry at all', () => {
    const { events, problems } = read(`events:
  - zomaar wat
  - { id: two, title: Twee, type: leerhuis, date: 2023-03-24 }
`)
    expect(events.map(({ id }) => id)).toEqual(['two'])
    expect(problems).toHaveLength(1)
  })

  test.each([
    ['no text at all', Buffer.from([0xff, 0xfe, 0x00]), 'markdown/unreadable'],
    ['text that is no YAML', Buffer.from('events: [}'), 'frontmatter/invalid'],
    ['larger than any agenda', Buffer.alloc(100_001, 'x'), 'markdown/too-large'],
  ])('that is %s is a problem and not a crash', (_, bytes, code) => {
    const { events, problems } = readAgenda(bytes, FILE)
    expect(events).toEqual([])
    expect(problems.map((found) => found.code)).toContain(code)
  })

  test('may be empty', () => {
    expect(read('')).toEqual({ events: [], problems: [] })
  })
})

function read(source: string) {
  return readAgenda(Buffer.from(source), FILE)
}

/** One good event with more lines below; those begin at line 6. */
function entry(lines: string): string {
  return `events:
  - id: one
    title: Leerhuis
    type: leerhuis
    date: 2023-07-03
    ${lines}
`
}
