import { expect, test } from 'vitest'
import { retention } from '../../src/commands/retention.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import { insertSubscribers, subscriber } from '../subscribers/subscriber-fixture.ts'

const DAY = 24 * 3_600_000
const now = () => 100 * DAY

async function people(root: string, add: boolean): Promise<string[]> {
  const store = await openStore(databaseFile(root))
  try {
    if (add) {
      await insertSubscribers(store, [
        subscriber({ id: 'weg', newsletter: 'withdrawn', changed_at: 60 * DAY }),
        subscriber({ id: 'blijft' }),
      ])
    }
    return (await store.db.selectFrom('subscriber').select('id').execute()).map(({ id }) => id)
  } finally {
    await store.close()
  }
}

test('rondbrief retention says what may go, and removes it only when told so', async () => {
  const root = copyProject()
  await people(root, true)
  const dry = await runCommand(retention, root, { now })
  expect(dry.code).toBe(0)
  expect(dry.printed).toContain('Op 1970-04-11 niet langer nodig:\n')
  expect(dry.printed).toContain('1  profielen van afgemelde mensen')
  expect(dry.told).toContain('Er is nog niets opgeruimd.')
  expect(await people(root, false)).toHaveLength(2)
  const json = await runCommand(retention, root, {
    now,
    json: true,
    options: { 'yes-really': true },
  })
  expect(JSON.parse(json.printed)).toMatchObject({
    ok: true,
    done: true,
    removed: { unsubscribed: 1 },
  })
  expect(await people(root, false)).toEqual(['blijft'])
})

test('the terms are those of rondbrief.yaml, and a term that cannot be is refused', async () => {
  const root = copyProject()
  await people(root, true)
  edit(
    root,
    'rondbrief.yaml',
    'grace_minutes:',
    'retention:\n  unsubscribed_days: 41\ngrace_minutes:',
  )
  const longer = await runCommand(retention, root, { now, options: { 'yes-really': true } })
  expect(longer.printed).toContain('0  profielen van afgemelde mensen')
  edit(root, 'rondbrief.yaml', 'unsubscribed_days: 41', 'unconfirmed_days: 1')
  const refused = await runCommand(retention, root, { now })
  expect(refused.code).toBe(3)
  expect(refused.told).toContain('unconfirmed_days')
})
