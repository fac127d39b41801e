import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readAgenda } from '../../src/agenda/read-agenda.ts'
import { withEvent, type NewEvent } from '../../src/agenda/with-event.ts'
import { typeset } from '../../src/content/typography.ts'
import { typedWords } from '../../src/server/typed-words.ts'

const real = readFileSync(resolve(import.meta.dirname, '../../newsletters/agenda.yaml'), 'utf8')
const event: NewEvent = {
  title: 'Netwerkdag: samen veilig',
  type: 'netwerkdag',
  date: '2026-12-15',
  start: '09:30',
  end: undefined,
  place: 'Stadhuis, zaal #3',
}
const lines = [
  'id: netwerkdag-samen-veilig-2026',
  'title: "Netwerkdag: samen veilig"',
  'type: netwerkdag',
  'date: 2026-12-15',
  "start: '09:30'",
  'place: "Stadhuis, zaal #3"',
  'status: gepland',
]
const entry = (indent = '  ') =>
  lines.map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}\n`).join('')

test('the agenda of the project keeps every byte and gets one event more', () => {
  expect(withEvent(real, event)).toEqual({
    kind: 'added',
    id: 'netwerkdag-samen-veilig-2026',
    text: `${real}\n${entry()}`,
  })
})

test.each([
  ['an empty file', '', (entry) => `events:\n${entry()}`],
  ['comments only', '# De agenda', (entry) => `# De agenda\nevents:\n${entry()}`],
  ['no list', 'events:\n', (entry) => `events:\n${entry()}`],
  ['no list and a comment', 'events: # straks\n# later', (e) => `events: # straks\n${e()}# later`],
  ['an empty list', 'events: []', (entry) => `events:\n${entry()}`],
  ['an empty list and a comment', 'events: [] # leeg\n', (entry) => `events: # leeg\n${entry()}`],
  [
    'no line end, dashes at the margin',
    'events:\n- id: a\n  title: A\n  type: b\n  date: 2026-01-01',
    (e) => `events:\n- id: a\n  title: A\n  type: b\n  date: 2026-01-01\n${e('')}`,
  ],
  [
    'comments of the last event and of the file',
    'events:\n  - id: a # kort\n    title: A\n    type: b\n    date: 2026-01-01 # vast\n    # Nog te bevestigen\n# Einde\n\n',
    (e) =>
      `events:\n  - id: a # kort\n    title: A\n    type: b\n    date: 2026-01-01 # vast\n    # Nog te bevestigen\n${e()}# Einde\n\n`,
  ],
  [
    'a list in the last event, and more below it',
    'events:\n  - id: a\n    title: A\n    type: b\n    date: 2026-01-01\n    sources:\n      - { date: 2026-01 }\n\n\n# Einde\n',
    (e) =>
      `events:\n  - id: a\n    title: A\n    type: b\n    date: 2026-01-01\n    sources:\n      - { date: 2026-01 }\n${e()}\n\n# Einde\n`,
  ],
  [
    'a text of more lines',
    'events:\n  - id: a\n    title: A\n    type: b\n    date: 2026-01-01\n    reason: |\n      Een\n      twee\n',
    (e) =>
      `events:\n  - id: a\n    title: A\n    type: b\n    date: 2026-01-01\n    reason: |\n      Een\n      twee\n${e()}`,
  ],
] as [string, string, (made: typeof entry) => string][])('so does one with %s', (_, text, made) => {
  expect(withEvent(text, event)).toMatchObject({ kind: 'added', text: made(entry) })
})

test.each([
  ['a key without its end', 'events:\n  - id: "a\n'],
  ['two lists', 'events: []\nevents: []\n'],
  ['a list in brackets', 'events: [{ id: a, title: A, type: b, date: 2026-01-01 }]\n'],
  ['another thing', 'events: straks\n'],
  ['a list at the top', '- id: a\n'],
  ['two documents', 'events: []\n---\nevents: []\n'],
  ['a closed document', 'a: 1\n...\n'],
])('a file with %s is left alone', (_, text) => {
  expect(withEvent(text, event)).toEqual({ kind: 'unsure' })
})

test('an id that is taken gets a number, also when its entry is no event yet', () => {
  const text = `events:\n  - id: netwerkdag-samen-veilig-2026\n`
  expect(withEvent(text, event)).toMatchObject({ id: 'netwerkdag-samen-veilig-2026-2' })
  expect(withEvent('', { ...event, title: 'Terugblik 2026' })).toMatchObject({
    id: 'terugblik-2026',
  })
  expect(withEvent('', { ...event, title: 'Новости' })).toMatchObject({ id: 'netwerkdag-2026' })
})

test('the very same event is not added twice', () => {
  const once = withEvent(real, event)
  if (once.kind !== 'added') throw new Error(once.kind)
  expect(withEvent(once.text, event)).toEqual({ kind: 'known', id: once.id })
  expect(withEvent(once.text, { ...event, start: '10:00' })).toMatchObject({
    kind: 'added',
    id: `${once.id}-2`,
  })
})

test('whatever somebody types is what is read, and takes nothing from the rest', () => {
  const words = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom(
          '"',
          "'",
          ':',
          '#',
          '-',
          '\\',
          '{',
          '[',
          '|',
          '>',
          '&',
          '*',
          '!',
          '%',
          ' ',
          '\u2028',
          '\uE000',
          '\uFFFF',
          'a',
        ),
        maxLength: 20,
      }),
    )
    .map(typedWords)
    .filter((typed) => /[\p{L}\p{N}]/u.test(typed))
  fc.assert(
    fc.property(words, words, words, (title, type, place) => {
      const made = withEvent(real, { ...event, title, type, place })
      if (made.kind !== 'added') throw new Error(made.kind)
      expect(made.text.startsWith(real)).toBe(true)
      const { events, problems } = readAgenda(Buffer.from(made.text), 'agenda.yaml')
      expect(events.at(-1)).toMatchObject({ title: typeset(title), type, place: typeset(place) })
      expect(problems).toEqual([])
    }),
    { numRuns: 150 },
  )
})
