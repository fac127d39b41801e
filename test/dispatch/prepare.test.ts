import { globSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { prepareIssue } from '../../src/dispatch/prepare.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { insertSubscribers, openEmptyStore, subscriber } from '../subscribers/subscriber-fixture.ts'

const official = subscriber({ id: 'a', organisation_type: 'gemeente' })
const shopkeeper = subscriber({ id: 'b', organisation_type: 'ondernemer' })

test('an issue is held when somebody on the list would get a mail without items', async () => {
  expect(await emptyVariants([official, shopkeeper])).toMatchObject([{ severity: 'blocks' }])
})

test('an issue whose items are for some goes out when everybody on the list gets one', async () => {
  expect(await emptyVariants([official])).toEqual([])
})

/** The March issue with all of its items for municipalities only, to these people. */
async function emptyVariants(people: (typeof official)[]) {
  const root = copyProject()
  for (const file of globSync('newsletters/2023-03/*/*.md', { cwd: root }))
    edit(root, file, /^rubric:/m, 'segments: [gemeenten]\nrubric:')
  const read = readConfig(root, {})
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems))
  const store = await openEmptyStore()
  onTestFinished(() => store.close())
  await insertSubscribers(store, people)
  const { problems, audience } = await prepareIssue(read.config, textFor('nl'), store, '2023-03')
  expect(audience.members).toHaveLength(people.length)
  return problems.filter(({ code }) => code === 'issue/variant-empty')
}
