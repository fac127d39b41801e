import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { withAgendaId } from '../../src/issue/with-agenda-id.ts'

const head = (yaml: string) => `---\ntitle: Titel # kort\n${yaml}---\n\nDe inleiding.\n`

test.each([
  ['a list', 'agenda:\n  - a\norder: []\n', 'agenda:\n  - a\n  - nieuw\norder: []\n'],
  ['a list at the end', 'agenda:\n- a # vast\n', 'agenda:\n- a # vast\n- nieuw\n'],
  ['an empty list', 'agenda: [] # leeg\n', 'agenda: [nieuw] # leeg\n'],
  ['a list in brackets', 'agenda: [a, b]\n', 'agenda: [a, b, nieuw]\n'],
  ['brackets over lines', 'agenda: [\n  a,\n]\n', 'agenda: [\n  a, nieuw,\n]\n'],
  ['nothing in it', 'agenda:\norder: []\n', 'agenda:\n  - nieuw\norder: []\n'],
  ['no agenda', 'order: []\n', 'order: []\nagenda:\n  - nieuw\n'],
  [
    'reasons below it',
    'agenda: [a]\naccepted:\n  - { code: fact/term, found: x, reason: Zo staat het er. }\n',
    'agenda: [a, nieuw]\naccepted:\n  - { code: fact/term, found: x, reason: Zo staat het er. }\n',
  ],
])('a head with %s gets the event and keeps the rest', (_, before, after) => {
  expect(withAgendaId(head(before), 'nieuw')).toBe(head(after))
})

test.each([
  ['one word', head('agenda: a\n')],
  ['what cannot be read', head('agenda: ["a\n')],
  ['two lists', head('agenda: []\nagenda: []\n')],
  ['no data at all', 'De inleiding.\n'],
])('with %s it is for somebody to add', (_, text) => {
  expect(withAgendaId(text, 'nieuw')).toBeUndefined()
})

test('the issues of the project take it, and take it once', () => {
  for (const id of ['2023-03', '2023-10']) {
    const file = resolve(import.meta.dirname, `../../newsletters/${id}/issue.md`)
    const text = readFileSync(file, 'utf8')
    const made = withAgendaId(text, 'nieuw')
    expect(made?.replace(/\n {2}- nieuw|, nieuw/, '')).toBe(text)
    expect(withAgendaId(made ?? '', 'nieuw')).toBe(made)
  }
})
