import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { describe, expect, test, type TestContext } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { ISSUE } from '../support/dispatch-data.ts'
import { addPeople, outboxOf, temporaryFolder } from '../support/dispatch-fixture.ts'

const PEOPLE = 12
const process_ = join(import.meta.dirname, '../support/send-process.ts')

/** Every boundary of planning, of an attempt, and of writing one mail. */
const points = [
  'planning',
  'planned',
  'claiming',
  'claimed',
  'named',
  'written',
  'synced',
  'renamed',
  'folder',
  'submitted',
  'recorded',
] as const

describe.concurrent('a process that is killed', () => {
  test.for(points)(
    'at "%s" has sent nobody two mails and forgotten nobody',
    async (point, { onTestFinished }) => {
      const root = await projectOf(PEOPLE, onTestFinished)
      // The first time, and again by the process that clears up after it.
      expect(await run(root, point, 1)).toBe('killed')
      const isOnce = ['planning', 'planned', 'named'].includes(point)
      expect(await run(root, point, isOnce ? 1 : 4)).toBe('killed')
      expect(await run(root, 'never', 1)).toMatchObject({ total: PEOPLE, sent: PEOPLE })
      await everyoneOnce(root)
    },
  )

  test('in the middle of the snapshot leaves nothing half', async ({ onTestFinished }) => {
    const root = await projectOf(PEOPLE, onTestFinished)
    // Dispatch, log, variant, batches, references, attempts: every new id is a place to die.
    for (const nth of [1, 2, 3, 4, 5, 6, 8, 12]) expect(await run(root, 'id', nth)).toBe('killed')
    expect(await run(root, 'never', 1)).toMatchObject({ total: PEOPLE, sent: PEOPLE })
    await everyoneOnce(root)
  })
})

describe('two processes at once', () => {
  test('never both send: the second is told so', async () => {
    const root = await projectOf(60)
    const results = await Promise.all([1, 2, 3].map(() => run(root, 'never', 1, 60)))
    const sent = results.filter((result) => result !== 'locked')
    // One that comes after the first has finished finds everything done.
    expect(sent.length).toBeGreaterThan(0)
    for (const result of sent) expect(result).toMatchObject({ total: 60, sent: 60 })
    await everyoneOnce(root, 60)
  })
})

async function projectOf(count: number, finished?: TestContext['onTestFinished']): Promise<string> {
  const root = await temporaryFolder(finished)
  const store = await openStore(join(root, 'data', 'rondbrief.db'))
  await addPeople(store, count)
  await store.close()
  return root
}

async function run(
  root: string,
  point: string,
  nth: number,
  count = PEOPLE,
): Promise<'killed' | 'locked' | object> {
  const child = spawn(process.execPath, [process_, root, String(count), point, String(nth)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, complaint] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (code, signal) => resolve([code, signal])),
  )
  if (signal === 'SIGKILL') return 'killed'
  if (code !== 0) throw new Error(complaint)
  return out.trim() === 'locked' ? 'locked' : (JSON.parse(out) as object)
}

/** Counted at the outbox itself, not in the ledger. */
async function everyoneOnce(root: string, count = PEOPLE): Promise<void> {
  const outbox = join(root, 'data', 'outbox')
  const names = await outboxOf({ outbox })
  expect(names.filter((name) => !name.endsWith('.eml'))).toEqual([])
  const to = await Promise.all(
    names.map(async (name) => {
      const mail = await PostalMime.parse(await readFile(join(outbox, ISSUE, name)))
      expect(mail.text).toContain('Afmelden: https://')
      return mail.to?.[0]?.address
    }),
  )
  expect(to).toHaveLength(count)
  expect(new Set(to).size).toBe(count)
}
