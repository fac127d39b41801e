import { expect, test } from 'vitest'
import { decideImport } from '../../src/subscribers/import-decision.ts'
import type { ImportedPerson } from '../../src/subscribers/read-people.ts'
import { subscriber } from './subscriber-fixture.ts'

const person: ImportedPerson = {
  row: 2,
  address: 'a@example.org',
  name: 'An',
  organisation: undefined,
  organisationType: undefined,
  role: undefined,
  area: undefined,
  language: undefined,
  themes: undefined,
  partners: undefined,
  networks: undefined,
  purposes: ['newsletter'],
  basis: 'consent',
  source: 'lijst',
  evidence: 'map 12',
}

test.each(['withdrawn', 'bounced'] as const)(
  'who is %s stays so, also where the suppression was lost',
  (newsletter) => {
    const decision = decideImport(person, subscriber({ id: 'a', newsletter }), [])
    expect(decision).toEqual({ kind: 'stays-unsubscribed' })
  },
)

test('who never confirmed may be imported with evidence of consent', () => {
  const decision = decideImport(person, subscriber({ id: 'a', newsletter: 'pending' }), [])
  expect(decision).toEqual({ kind: 'changed', profile: { name: 'An' }, purposes: ['newsletter'] })
})

test('a list that names networks replaces those of an earlier list, and nothing else', () => {
  const before = ' network:pper theme:privacy '
  const existing = subscriber({ id: 'a', name: 'An', choices: before, choices_by: 'import' })
  const decision = decideImport({ ...person, networks: ['ciso-overleg'] }, existing, [])
  expect(decision).toMatchObject({ profile: { choices: ' network:ciso-overleg theme:privacy ' } })
})
