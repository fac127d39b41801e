import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts, type Ports } from '../../src/dispatch/ports.ts'
import { openStore, type SqliteStore, type Store } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { blankProfile } from '../../src/subscribers/blank-profile.ts'
import { secretOf } from '../../src/subscribers/secret.ts'
import { ISSUE, people, setUp, type Made, type Person } from './dispatch-data.ts'

export type Fixture = Made & { store: SqliteStore; people: Person[] }

/** A store on disk with invented subscribers, removed with the test. */
export async function fixture(count: number, root?: string): Promise<Fixture> {
  const folder = root ?? (await temporaryFolder())
  const store = await openStore(join(folder, 'data', 'rondbrief.db'))
  onTestFinished(() => store.close())
  return { ...setUp(folder, store, count), people: await addPeople(store, count) }
}

/** Among concurrent tests `finished` must be that of the test itself. */
export async function temporaryFolder(finished = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rondbrief-'))
  finished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** With `root`, under the keys that its secret gives them, as an import would. */
export async function addPeople(
  { db }: Pick<Store, 'db'>,
  count: number,
  root?: string,
): Promise<Person[]> {
  const all = people(count)
  if (root !== undefined) {
    const secret = secretOf({ root, secrets: { secret: undefined } })
    for (const person of all) person.key = emailKey(person.email, secret)
  }
  const rows = all.map(({ id, email, key, name }) => ({
    ...reader,
    id,
    email,
    email_key: key,
    name,
  }))
  await db.transaction().execute(async (trx) => {
    for (let i = 0; i < rows.length; i += 1000) {
      const some = rows.slice(i, i + 1000)
      await trx
        .insertInto('subscriber')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  })
  return all
}

const reader = {
  ...blankProfile,
  newsletter: 'confirmed' as const,
  created_at: 0,
  changed_at: 0,
}

export async function planned(
  made: Pick<Made, 'store' | 'plan'>,
  ports: Ports = systemPorts,
): Promise<string> {
  const result = await planDispatch(made.store, made.plan, ports)
  if (result.kind !== 'planned') throw new Error('It was planned before')
  return result.dispatchId
}

/** File names in the outbox of the issue, sorted. */
export async function outboxOf(made: Pick<Fixture, 'outbox'>, issueId = ISSUE): Promise<string[]> {
  const names: string[] = await readdir(join(made.outbox, issueId)).catch(() => [])
  return names.sort()
}
