import { expect, test } from 'vitest'
import { readName } from '../../src/server/editor-name.ts'
import { formOf } from '../../src/server/public/form.ts'

test('a name that is too long is cut between two characters, never through one', () => {
  const { person } = readName(formOf({ name: `a${'😀'.repeat(90)}`, why: '' }))
  expect(person).toHaveLength(79)
  expect(person.isWellFormed()).toBe(true)
})

test('a name stays on one line, without what could pose as something else', () => {
  expect(readName(formOf({ name: ' Noor\u202e\n de  Wit ', why: 3 }))).toEqual({
    person: 'Noor de Wit',
    why: '',
  })
})

test('an address is kept as the name that it begins with', () => {
  const person = (name: string) => readName(formOf({ name, why: '' })).person
  expect(person('noor.dewit@example.org')).toBe('noor.dewit')
  expect(person('Noor de Wit <noor＠example.org>')).toBe('Noor de Wit')
  expect(person('@example.org')).toBe('')
})
