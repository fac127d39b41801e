import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Config } from '../../src/config.ts'
import { planDispatch, type Plan } from '../../src/dispatch/plan.ts'
import { systemPorts, type Ports } from '../../src/dispatch/ports.ts'
import type { RunOptions } from '../../src/dispatch/run.ts'
import type { Sender } from '../../src/dispatch/message.ts'
import type { Transport } from '../../src/dispatch/transport.ts'
import { fileTransport } from '../../src/dispatch/transports/file.ts'
import { openStore, type Store } from '../../src/store/store.ts'

export const ISSUE = '2026-12'
export const sender: Sender = {
  sender: {
    name: 'Veiligheid in de buurt',
    address: 'nieuwsbrief@example.org',
    replyTo: 'redactie@example.org',
  },
  list: { id: 'nieuwsbrief.example.org', name: 'Nieuwsbrief' },
}
export const frozen = {
  subject: 'Nieuws van december',
  preheader: 'Alles over de winter',
  html: '<p>{{salutation}}</p><p>{{#if name}}{{name}}{{else}}lezer{{/if}}</p><img src="cid:kaart" alt="Kaart"><a href="{{unsubscribeUrl}}">Afmelden</a> <a href="{{preferencesUrl}}">Voorkeuren</a> <a href="{{webUrl}}">Bekijk in browser</a>',
  text: '{{salutation}}\n\n{{#if name}}{{name}}{{else}}lezer{{/if}}\n\nAfmelden: {{unsubscribeUrl}}\n{{webUrl}}\n',
  web: '<!doctype html><p>Nieuws</p>',
  images: [
    {
      cid: 'kaart',
      fileName: 'kaart.png',
      contentType: 'image/png' as const,
      bytes: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
        'base64',
      ),
    },
  ],
}

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
    testAddresses: ['redactie@example.org'],
    expectedPartners: [],
    secrets: {
      sendgridKey: undefined,
      smtpPassword: undefined,
      dkimKey: undefined,
      secret: 'a secret for tests only, of some length',
    },
    ...changes,
  }
}

export type Fixture = {
  root: string
  store: Store
  outbox: string
  transport: Transport
  people: Person[]
  plan: Plan
  options(changes?: Partial<RunOptions>): RunOptions
}
export type Person = { id: string; email: string; key: string; name: string | null }

/** A store on disk with invented subscribers, removed with the test. */
export async function fixture(count: number, root?: string): Promise<Fixture> {
  const folder = root ?? (await temporaryFolder())
  const store = await openStore(join(folder, 'data', 'rondbrief.db'))
  onTestFinished(() => store.close())
  return { ...setUp(folder, store, count), people: await addPeople(store, count) }
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rondbrief-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export function setUp(root: string, store: Store, count: number): Omit<Fixture, 'people'> {
  const outbox = join(root, 'data', 'outbox')
  const transport = fileTransport(sender, outbox)
  return {
    root,
    store,
    outbox,
    transport,
    plan: planFor(people(count)),
    options: (changes = {}) => ({
      store,
      config: { publicUrl: 'https://nieuwsbrief.example.org' },
      salutation: (name) => (name === undefined ? 'Beste lezer' : `Beste ${name}`),
      secret: 'a secret for tests only, of some length',
      transport,
      ports: systemPorts,
      signal: new AbortController().signal,
      ...changes,
    }),
  }
}

export function people(count: number): Person[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `s${i}`,
    email: `lezer${i}@example.org`,
    key: `key${String(i).padStart(6, '0')}`,
    name: i % 3 === 0 ? null : `Lezer ${i}`,
  }))
}

export function planFor(recipients: Person[], changes: Partial<Plan> = {}): Plan {
  return {
    issueId: ISSUE,
    listId: sender.list.id,
    graceMs: 360 * 60_000,
    due: undefined,
    variants: [{ key: 'all', frozen }],
    recipients: recipients.map(({ id, email, key, name }) => ({
      emailKey: key,
      subscriberId: id,
      email,
      name,
      variantKey: 'all',
    })),
    candidates: recipients.length,
    batchSize: 1,
    ...changes,
  }
}

export async function addPeople(store: Store, count: number): Promise<Person[]> {
  const all = people(count)
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
