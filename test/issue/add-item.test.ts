import fc from 'fast-check'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  readdirSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readContribution } from '../../src/content/read-contribution.ts'
import { typeset } from '../../src/content/typography.ts'
import { addItem } from '../../src/issue/add-item.ts'
import { typedWords } from '../../src/server/typed-words.ts'
import { copyProject } from '../support/project-copy.ts'

const issueId = '2023-10'
const asked = (title: string) => ({ issueId, partner: 'riec', title, fallback: 'bericht' })
const folder = `newsletters/${issueId}/riec`

test('an item gets a name from its title and begins below the data', () => {
  const root = copyProject()
  const added = addItem(root, asked('Herken ondermijning: 5 signalen'))
  const file = `${folder}/herken-ondermijning-5-signalen.md`
  expect(added).toEqual({ kind: 'added', file, line: 5 })
  expect(readFileSync(join(root, file), 'utf8')).toBe(
    '---\ntitle: "Herken ondermijning: 5 signalen"\n---\n\n',
  )
})

test('a name that is taken gets a number, and what is there stays as it is', () => {
  const root = copyProject()
  const there = { 'samen.md': 'Een tekst', 'SAMEN 2.MD': 'Nog een' }
  for (const [name, words] of Object.entries(there)) {
    writeFileSync(join(root, folder, name), words)
  }
  expect(addItem(root, asked('Samen'))).toMatchObject({ file: `${folder}/samen-3.md` })
  for (const [name, words] of Object.entries(there)) {
    expect(readFileSync(join(root, folder, name), 'utf8')).toBe(words)
  }
})

test('pressed twice it is one item, until somebody wrote in it', () => {
  const root = copyProject()
  const first = addItem(root, asked('Samen veilig'))
  expect(first).toMatchObject({ file: `${folder}/samen-veilig.md` })
  expect(addItem(root, asked('Samen veilig'))).toEqual(first)
  writeFileSync(join(root, folder, 'samen-veilig.md'), '---\ntitle: Samen veilig\n---\n\nTekst.\n')
  expect(addItem(root, asked('Samen veilig'))).toMatchObject({
    file: `${folder}/samen-veilig-2.md`,
  })
})

test.each([
  ['../../../geheim', 'geheim.md'],
  ['C:\\Windows\\win.ini', 'c-windows-win-ini.md'],
  ['🎉 Feest', 'feest.md'],
  ['Новости', 'bericht.md'],
  // A name that Windows keeps for a device.
  ['Con', 'con-2.md'],
  // It would pass for a copy of informatie.md and not count.
  ['Conferentie kopie', 'conferentie-kopie-2.md'],
  ['a'.repeat(120), `${'a'.repeat(60)}.md`],
  [`${'woord '.repeat(19)}einde`, 'woord-woord-woord-woord-woord-woord-woord-woord-woord-woord.md'],
])('the title %j makes the file %s, in the folder of the partner', (title, name) => {
  const root = copyProject()
  const before = readdirSync(join(root, folder))
  expect(addItem(root, asked(title))).toMatchObject({ file: `${folder}/${name}` })
  expect(readdirSync(join(root, folder)).toSorted()).toEqual([...before, name].toSorted())
})

test('a folder that leads out of the issue gets nothing', () => {
  const root = copyProject()
  mkdirSync(join(root, 'data'))
  symlinkSync(join(root, 'data'), join(root, `newsletters/${issueId}/vreemd`))
  const given = { ...asked('Titel'), partner: 'vreemd' }
  expect(addItem(root, given)).toMatchObject({ kind: 'failed' })
  expect(existsSync(join(root, 'data/titel.md'))).toBe(false)
})

test('whatever somebody types as a title is the title that is read', () => {
  const root = copyProject()
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('"', "'", ':', ' ', '#', '-', '\\', '{', '|', '\u2028', 'a', '!', '\n'),
      maxLength: 20,
    }),
  )
  fc.assert(
    fc.property(words, (typed) => {
      const title = typedWords(typed)
      fc.pre(/[\p{L}\p{N}]/u.test(title))
      const added = addItem(root, asked(title))
      if (added.kind !== 'added') throw new Error(added.reason)
      const bytes = readFileSync(join(root, added.file))
      const given = { file: added.file, issueId, partner: 'riec', slug: 'a', bytes }
      const { contribution, problems } = readContribution(given)
      expect(contribution?.title).toBe(typeset(title))
      expect(problems.map(({ code }) => code)).toContain('markdown/empty')
    }),
    { numRuns: 150 },
  )
})
