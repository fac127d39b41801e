import { join } from 'node:path'
import { sql } from 'kysely'
import type { Sender } from '../../src/dispatch/message.ts'
import type { Plan } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import type { RunOptions } from '../../src/dispatch/run.ts'
import type { SendingSession } from '../../src/dispatch/sending-session.ts'
import type { Transport } from '../../src/dispatch/transport.ts'
import { fileTransport } from '../../src/dispatch/transports/file.ts'
import type { Store } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'

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
  html: '<p>{{salutation}}</p><p>{{#if name}}{{name}}{{else}}lezer{{/if}}</p>{{#if themesMoved}}<p>{{themesMoved}}</p>{{/if}}<img src="cid:kaart" alt="Kaart"><a href="{{unsubscribeUrl}}">Afmelden</a> <a href="{{preferencesUrl}}">Voorkeuren</a> <a href="{{webUrl}}">Bekijk in browser</a>',
  text: '{{salutation}}\n\n{{#if name}}{{name}}{{else}}lezer{{/if}}\n\n{{#if themesMoved}}{{themesMoved}}\n\n{{/if}}Afmelden: {{unsubscribeUrl}}\n{{webUrl}}\n',
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

export type Person = { id: string; email: string; key: string; name: string | null }

/** A dispatch of invented people to an outbox in `root`; without the test runner, so that a child process starts fast. */
export type Made = {
  root: string
  store: Store
  outbox: string
  transport: Transport
  plan: Plan
  options(changes?: Partial<RunOptions>): RunOptions
}

/** For a test that is the only sender there is. */
export const alone: SendingSession = {
  kind: 'alone',
  owner: `process ${process.pid}`,
  isHere: () => true,
  async whileAlone(work) {
    await work()
    return true
  },
  release: () => Promise.resolve(),
}

export function setUp<S extends Store>(root: string, store: S, count: number): Made & { store: S } {
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
      text: textFor('nl'),
      secret: 'a secret for tests only, of some length',
      transport,
      session: alone,
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
    fingerprint: 'as it was agreed to',
    scheduled: undefined,
    variants: [{ key: 'all', frozen, count: recipients.length }],
    recipients: recipientsAmong(recipients),
    excluded: 0,
    agreed: recipients.length,
    batchSize: 1,
    ...changes,
  }
}

/** Those of them who are on the list; with `others`, these get that variant and the rest `all`. */
export function recipientsAmong(
  all: Person[],
  others: { variant: string; people: Person[] } = { variant: 'all', people: [] },
): Plan['recipients'] {
  return () => sql`
    select id, email, email_key, name,
      case when id in (${ids(others.people)}) then ${others.variant} else 'all' end as variant
    from subscriber where id in (${ids(all)})`
}

/** Not as parameters, of which a statement has no room for thousands. */
function ids(some: Person[]) {
  return sql.raw(some.map(({ id }) => `'${id}'`).join() || 'null')
}
