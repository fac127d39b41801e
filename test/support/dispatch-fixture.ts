import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Config } from '../../src/config.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts, type Ports } from '../../src/dispatch/ports.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { secretOf } from '../../src/subscribers/secret.ts'
import { ISSUE, people, sender, setUp, type Made, type Person } from './dispatch-data.ts'

export function testConfig(root: string, changes: Partial<Config> = {}): Config {
  return {
    root,
    language: 'nl',
    zone: 'Europe/Amsterdam',
    organisation: {
      name: 'Veiligheid in de buurt',
      short: 'VB',
      address: ['Voorbeeldstraat 1'],
      contact: 'redactie@example.org',
      website: 'https://example.org',
      privacyUrl: 'https://example.org/privacy',
      accessibilityUrl: 'https://example.org/toegankelijkheid',
    },
    ...sender,
    partners: [],
    publicUrl: 'https://nieuwsbrief.example.org',
    transport: 'file',
    smtp: undefined,
    sendgrid: { region: 'eu' },
    graceMinutes: 360,
    retention: {
      unconfirmed: 7,
      unsubscribed: 30,
      bounced: 90,
      consent: 730,
      deliveries: 30,
      backups: 30,
      roleCheck: 365,
    },
    testAddresses: ['redactie@example.org'],
    expectedPartners: [],
    mailClients: [],
    secrets: {
      sendgridKey: undefined,
      smtpPassword: undefined,
      dkimKey: undefined,
      secret: 'a secret for tests only, of some length',
      backupKey: undefined,
    },
    ...changes,
  }
}

export type Fixture = Made & { people: Person[] }

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
export async function addPeople(store: Store, count: number, root?: string): Promise<Person[]> {
  const all = people(count)
  if (root !== undefined) {
    const secret = secretOf({ root, secrets: { secret: undefined } })
    for (const person of all) person.key = emailKey(person.email, secret)
  }
  const insert = store.sqlite.prepare(
    `insert or ignore into subscriber (id, email, email_key, name, language, choices, newsletter, created_at, changed_at)
     values (?, ?, ?, ?, 'nl', '', 'confirmed', 0, 0)`,
  )
  await store.db.transaction().execute(() => {
    for (const { id, email, key, name } of all) insert.run(id, email, key, name)
    return Promise.resolve()
  })
  return all
}

export async function planned(made: Fixture, ports: Ports = systemPorts): Promise<string> {
  const result = await planDispatch(made.store, made.plan, ports)
  if (result.kind !== 'planned') throw new Error('It was planned before')
  return result.dispatchId
}

/** File names in the outbox of the issue, sorted. */
export async function outboxOf(made: Pick<Fixture, 'outbox'>, issueId = ISSUE): Promise<string[]> {
  const names: string[] = await readdir(join(made.outbox, issueId)).catch(() => [])
  return names.sort()
}
