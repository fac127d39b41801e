import { describe, expect, onTestFinished, test } from 'vitest'
import { readLists } from '../../src/commands/suppressions.ts'
import type { Config } from '../../src/config.ts'
import { systemPorts, type Ports } from '../../src/dispatch/ports.ts'
import {
  reconcileSuppressions,
  type ReconcileOptions,
} from '../../src/events/reconcile-suppressions.ts'
import { databaseFile, openStore, type Store } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { recordConsent } from '../../src/subscribers/consent.ts'
import { liftSuppression } from '../../src/subscribers/lift-suppression.ts'
import { secretOf } from '../../src/subscribers/secret.ts'
import { suppress } from '../../src/subscribers/suppression.ts'
import { textFor } from '../../src/text/text.ts'
import { testConfig } from '../support/test-config.ts'
import { memoryStore } from '../support/memory-store.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { KEY, startSendgrid, type SendgridServer } from '../support/sendgrid-server.ts'
import { insertSubscribers, subscriber } from '../subscribers/subscriber-fixture.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 20)
const config = testConfig('/', {
  transport: 'sendgrid',
  sendgrid: { region: 'eu', pushUnsubscribes: true },
})
const withKey: Config = { ...config, secrets: { ...config.secrets, sendgridKey: KEY } }
const secret = secretOf(withKey)

describe('the lists of SendGrid', () => {
  test('end mail to whom the webhook missed, and to nobody else', async () => {
    const { server, store, run, states } = await peers(['a', 'b', 'c', 'd', 'e', 'f'])
    server.lists.bounces.push(entry('a'))
    server.lists.invalid_emails.push(entry('b'))
    server.lists.spam_reports.push(entry('c'))
    server.lists.unsubscribes.push(entry('d'), entry('vreemde'))
    server.lists.blocks.push(entry('e'))
    const done = await run()
    expect(done).toMatchObject({
      kind: 'done',
      read: [
        { list: 'bounces', seen: 1, changed: 1, strangers: 0 },
        { list: 'invalid_emails', seen: 1, changed: 1 },
        { list: 'spam_reports', seen: 1, changed: 1 },
        { list: 'unsubscribes', seen: 2, changed: 1, strangers: 1 },
        { list: 'blocks', seen: 1, changed: 0 },
      ],
    })
    expect(await states()).toEqual({
      a: 'bounced',
      b: 'bounced',
      c: 'withdrawn',
      d: 'withdrawn',
      e: 'confirmed',
      f: 'confirmed',
    })
    const kept = await store.db.selectFrom('suppression').selectAll().orderBy('reason').execute()
    expect(kept.map(({ reason, scope }) => [reason, scope])).toEqual([
      ['complaint', 'all'],
      ['hard-bounce', 'all'],
      ['hard-bounce', 'all'],
      ['unsubscribed', 'newsletter'],
    ])
  })

  test('are read to the end, 500 at a time', async () => {
    const { server, run, states } = await peers(['laatste'])
    for (let i = 0; i < 1203; i++) server.lists.bounces.push(entry(`ander${i}`))
    server.lists.bounces.push(entry('laatste'))
    expect(await run()).toMatchObject({
      read: [{ list: 'bounces', seen: 1204, changed: 1, strangers: 1203 }, {}, {}, {}, {}],
    })
    expect(await states()).toEqual({ laatste: 'bounced' })
    const asked = server.asked.filter((one) => one.includes('/bounces?'))
    expect(asked.map((one) => /offset=(\d+)/.exec(one)?.[1])).toEqual(['0', '500', '1000'])
    expect(asked.every((one) => one.includes('limit=500'))).toBe(true)
  })

  test('are read once a night, each time from before the last', async () => {
    const { server, run, clock } = await peers(['a'])
    await run({ always: false })
    const first = server.requests
    clock.now += HOUR
    expect(await run({ always: false })).toMatchObject({ read: [] })
    expect(server.requests).toBe(first)
    // It stood on the list with a time from before the reading of yesterday, and was not there yet.
    server.lists.bounces.push(entry('a', START - HOUR))
    clock.now += 23 * HOUR
    expect(await run({ always: false })).toMatchObject({ read: [{ changed: 1 }, {}, {}, {}, {}] })
    const times = server.asked
      .filter((one) => one.includes('/bounces?'))
      .map((one) => Number(/start_time=(\d+)/.exec(one)?.[1]))
    expect(times).toEqual([0, (START - 72 * HOUR) / 1000])
  })

  test('do not undo what somebody confirmed since', async () => {
    const { server, store, run, states } = await peers(['a', 'b'])
    for (const id of ['a', 'b']) {
      server.lists.unsubscribes.push(entry(id, id === 'a' ? START - 2 * HOUR : START))
      await confirm(store, id, START - HOUR)
    }
    expect(await run()).toMatchObject({
      read: [{}, {}, {}, { seen: 2, changed: 1, overtaken: 1 }, {}],
    })
    expect(await states()).toEqual({ a: 'confirmed', b: 'withdrawn' })
  })

  test('are asked again later when SendGrid is too busy, and as late as it says', async () => {
    const { server, run, states, waits } = await peers(['a'])
    server.lists.unsubscribes.push(entry('a'))
    server.limit = { remaining: 2, resetSeconds: 30 }
    expect(await run()).toMatchObject({ read: [{}, {}, {}, { changed: 1 }, {}] })
    expect(await states()).toEqual({ a: 'withdrawn' })
    // After the second nothing was left, so the third waited.
    expect(waits[0]).toBeGreaterThan(25_000)
    expect(waits[0]).toBeLessThanOrEqual(31_000)
    server.script.push(...Array.from({ length: 9 }, () => busy))
    expect(await run()).toMatchObject({ read: [{ list: 'bounces', failure: 'busy' }] })
  })

  test.each([
    ['a wrong key', { kind: 'answer', status: 401, body: echo() }, 'login-refused'],
    ['a fault', { kind: 'answer', status: 500, body: echo() }, 'server-error'],
    ['no list', { kind: 'answer', status: 200, body: echo() }, 'unexpected-answer'],
    ['a reset', { kind: 'reset' }, 'no-answer'],
  ] as const)(
    'leave nothing half-known after %s: the next night reads the same again',
    async (_, behaviour, failure) => {
      const { server, store, run, states, clock } = await peers(['a', 'b'])
      // Longer ago than each reading goes back.
      server.lists.bounces.push(entry('a', START - 240 * HOUR))
      server.lists.unsubscribes.push(entry('b', START - 240 * HOUR))
      server.script.push(behaviour)
      const failed = await run({ always: false })
      expect(failed).toMatchObject({ read: [{ list: 'bounces', failure }] })
      expect(await states()).toEqual({ a: 'confirmed', b: 'confirmed' })
      clock.now += HOUR
      await run({ always: false })
      expect(await states()).toEqual({ a: 'bounced', b: 'withdrawn' })
      const log = JSON.stringify(await store.db.selectFrom('provider_run').selectAll().execute())
      expect(`${log}${JSON.stringify(failed)}`).not.toMatch(/@|SG\./)
    },
  )
})

describe('our unsubscribes', () => {
  test('are handed over, in pieces, once; and those of nobody else', async () => {
    const ids = Array.from({ length: 1100 }, (_, i) => `p${i}`)
    const { server, store, run } = await peers([...ids, 'blijft', 'stuk'])
    for (const id of ids) await unsubscribe(store, id)
    await suppress(store, { ...ending('stuk'), reason: 'hard-bounce' }, () => systemPorts.newId())
    expect(await run()).toMatchObject({ pushed: { added: 1100, takenBack: 0, failure: undefined } })
    expect(server.lists.global.size).toBe(1100)
    expect(server.lists.global.has('blijft@example.org')).toBe(false)
    expect(server.lists.global.has('stuk@example.org')).toBe(false)
    const posts = server.asked.filter((one) => one.startsWith('POST')).length
    expect(posts).toBe(3)
    await run()
    expect(server.asked.filter((one) => one.startsWith('POST'))).toHaveLength(posts)
  })

  test('that could not be handed over go the next time, and only those', async () => {
    const { server, store, run } = await peers(['a', 'b'])
    await unsubscribe(store, 'a')
    await run({ always: false })
    await unsubscribe(store, 'b')
    server.script.push({ kind: 'answer', status: 500, body: echo() })
    const failed = await run({ always: false })
    expect(failed).toMatchObject({ pushed: { added: 0, failure: 'server-error' } })
    expect(JSON.stringify(failed)).not.toMatch(/@|SG\./)
    expect(await run({ always: false })).toMatchObject({ pushed: { added: 1 } })
    expect([...server.lists.global]).toEqual(['a@example.org', 'b@example.org'])
  })

  test('are taken back when somebody confirms a new sign-up', async () => {
    const { server, store, run, states } = await peers(['a'])
    await unsubscribe(store, 'a')
    await run()
    // What we handed over stands on its list as well.
    server.lists.unsubscribes.push(entry('a', START))
    await confirm(store, 'a', START + HOUR)
    expect(await run()).toMatchObject({ pushed: { added: 0, takenBack: 1 } })
    expect(server.lists.global.size).toBe(0)
    expect(await states()).toEqual({ a: 'confirmed' })
  })

  test('stay here unless the settings say otherwise', async () => {
    const { server, store, run } = await peers(['a'])
    await unsubscribe(store, 'a')
    expect(await run({}, { ...withKey, sendgrid: { region: 'eu' } })).toMatchObject({
      pushed: undefined,
    })
    expect(server.lists.global.size).toBe(0)
  })
})

describe('rondbrief suppressions', () => {
  test('says what it read, in numbers, and what is missing where it cannot', async () => {
    const { server } = await peers([])
    const root = copyProject()
    edit(root, 'rondbrief.yaml', /^transport: .*$/m, 'transport: sendgrid')
    const own = secretOf({ root, secrets: { secret: undefined } })
    const store = await openStore(databaseFile(root))
    await insertSubscribers(store, [
      subscriber({ id: 'a', email_key: emailKey('a@example.org', own) }),
    ])
    await store.close()
    server.lists.bounces.push(entry('a', Date.now() - HOUR), entry('vreemde', Date.now() - HOUR))
    const shown = await command(root, { RONDBRIEF_SENDGRID_KEY: KEY }, server)
    expect(shown.code).toBe(0)
    expect(shown.printed).toContain('Gelezen bij SendGrid:')
    expect(shown.printed).toMatch(/ 2 +1 +adressen die niet werken/)
    expect(shown.printed).toContain('1 adres is van geen abonnee.')
    expect(shown.printed).not.toMatch(/@|Doorgegeven/)
    const missing = await command(root, {}, server)
    expect([missing.code, missing.told]).toEqual([3, expect.stringContaining('SENDGRID_KEY')])
    const wrong = await command(root, { RONDBRIEF_SENDGRID_KEY: 'SG.wrong' }, server)
    expect([wrong.code, wrong.told]).toEqual([4, expect.stringContaining('weigert de aanmelding')])
    edit(root, 'rondbrief.yaml', 'transport: sendgrid', 'transport: file')
    expect((await command(root, {}, server)).told).toContain('niet via SendGrid')
  })
})

async function command(root: string, env: NodeJS.ProcessEnv, server: SendgridServer) {
  const printed: string[] = []
  const told: string[] = []
  const invocation = {
    positionals: [],
    options: {},
    root,
    env,
    text: textFor('nl'),
    json: false,
    print: (line: string) => printed.push(line),
    tell: (line: string) => told.push(line),
    ask: undefined,
    signal: new AbortController().signal,
    now: Date.now,
  }
  const code = await readLists(invocation, { baseUrl: server.url })
  return { code, printed: printed.join('\n'), told: told.join('\n') }
}

/** Readers of ours, and SendGrid; time goes by only where a test or a wait says so. */
async function peers(ids: string[]) {
  const server = await startSendgrid()
  onTestFinished(() => server.close())
  const store = await memoryStore()
  onTestFinished(() => store.close())
  const key = (id: string) => emailKey(`${id}@example.org`, secret)
  await insertSubscribers(
    store,
    ids.map((id) => subscriber({ id, email_key: key(id) })),
  )
  const waits: number[] = []
  const clock = { now: START }
  const ports: Ports = {
    ...systemPorts,
    // The server asks to wait until a moment of the real clock.
    now: () => (server.limit === undefined ? clock.now : Date.now()),
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
  }
  const signal = new AbortController().signal
  const run = (given: Partial<ReconcileOptions> = {}, settings: Config = withKey) =>
    reconcileSuppressions(store, settings, {
      ports,
      signal,
      always: true,
      baseUrl: server.url,
      ...given,
    })
  const states = async () =>
    Object.fromEntries(
      (await store.db.selectFrom('subscriber').select(['id', 'newsletter']).execute()).map(
        ({ id, newsletter }) => [id, newsletter],
      ),
    )
  return { server, store, run, states, clock, waits }
}

const busy = { kind: 'answer' as const, status: 429, body: echo() }

function entry(id: string, at = START - HOUR) {
  return {
    email: `${id}@Example.org`,
    created: at / 1000,
    reason: '550 5.1.1 no such user',
    status: '5.1.1',
  }
}

function echo() {
  return { errors: [{ message: `a@example.org ${KEY}`, field: null }] }
}

function ending(id: string) {
  return {
    emailKey: emailKey(`${id}@example.org`, secret),
    scope: 'newsletter' as const,
    source: 'afmeldlink',
    at: START - 5 * HOUR,
  }
}

async function unsubscribe(store: Store, id: string): Promise<void> {
  await suppress(store, { ...ending(id), reason: 'unsubscribed' }, () => systemPorts.newId())
}

async function confirm(store: Store, id: string, at: number): Promise<void> {
  await store.db.transaction().execute(async (db) => {
    await liftSuppression(db, [emailKey(`${id}@example.org`, secret)], ['newsletter'])
    const person = await db
      .selectFrom('subscriber')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await recordConsent(
      db,
      person,
      {
        purpose: 'newsletter',
        basis: 'consent',
        event: 'confirmed',
        source: 'formulier',
        evidence: null,
        text_version: null,
        occurred_at: at,
      },
      () => systemPorts.newId(),
    )
  })
}
