import { globSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig, type Config } from '../../src/config.ts'
import { prepareIssue } from '../../src/dispatch/prepare.ts'
import { blocks } from '../../src/problem.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { insertSubscribers, openEmptyStore, subscriber } from '../subscribers/subscriber-fixture.ts'
import { membersOf } from '../support/audience-members.ts'

const official = subscriber({ id: 'a', organisation_type: 'gemeente' })
const shopkeeper = subscriber({ id: 'b', organisation_type: 'ondernemer' })

test('an issue is held when somebody on the list would get a mail without items', async () => {
  expect(await emptyVariants([official, shopkeeper])).toMatchObject([{ severity: 'blocks' }])
})

test('an issue whose items are for some goes out when everybody on the list gets one', async () => {
  expect(await emptyVariants([official])).toEqual([])
})

test('who chose partners gets what comes from them, and who chose others gets it all', async () => {
  const store = await openEmptyStore()
  onTestFinished(() => store.close())
  await insertSubscribers(store, [
    subscriber({ id: 'all' }),
    subscriber({ id: 'pvo', choices: ' partner:pvo theme:privacy ' }),
    subscriber({ id: 'two', choices: ' partner:pvo partner:riec ' }),
    subscriber({ id: 'gone', choices: ' partner:opgeheven ' }),
  ])
  const config = configOf(copyProject())
  const { editions, audience, problems } = await prepareIssue(
    config,
    textFor('nl'),
    store,
    '2023-03',
  )
  expect(problems.filter(blocks)).toEqual([])
  expect(audience.count).toBe(4)
  const members = await membersOf(store, audience)
  const seen = editions.flatMap(({ variant, rendered, sets }) =>
    members
      .filter((one) => sets.some(({ bits }) => bits === one.bits))
      .map(({ id }) => ({
        id,
        partners: [...new Set(variant.items.map(({ partner }) => partner))].toSorted(),
        text: rendered.text,
      })),
  )
  const of = (id: string) => seen.find((one) => one.id === id)
  expect(seen).toHaveLength(4)
  expect(of('all')?.partners).toEqual(['pvo', 'riec', 'var'])
  expect(of('gone')?.partners).toEqual(['pvo', 'riec', 'var'])
  expect(of('pvo')?.partners).toEqual(['pvo'])
  expect(of('two')?.partners).toEqual(['pvo', 'riec'])
  expect(of('pvo')?.text.length).toBeLessThan(of('all')?.text.length ?? 0)
})

function configOf(root: string): Config {
  const read = readConfig(root, {})
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems))
  return read.config
}

/** The March issue with all of its items for municipalities only, to these people. */
async function emptyVariants(people: (typeof official)[]) {
  const root = copyProject()
  for (const file of globSync('newsletters/2023-03/*/*.md', { cwd: root }))
    edit(root, file, /^rubric:/m, 'segments: [gemeenten]\nrubric:')
  const store = await openEmptyStore()
  onTestFinished(() => store.close())
  await insertSubscribers(store, people)
  const { problems, audience } = await prepareIssue(configOf(root), textFor('nl'), store, '2023-03')
  expect(audience.count).toBe(people.length)
  return problems.filter(({ code }) => code === 'issue/variant-empty')
}
