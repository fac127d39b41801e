import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { readConfig } from '../../src/config.ts'
import { NOTICES, startNoticeSender } from '../../src/dispatch/notice-sender.ts'
import { openTransport } from '../../src/dispatch/open-transport.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import type { SubmitOutcome, Transport } from '../../src/dispatch/transport.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import type { NoticeKind } from '../../src/store/tables.ts'
import { queueNotice } from '../../src/subscribers/notice-queue.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject, edit } from '../support/project-copy.ts'

let root: string
let store: Store
let config: Config
beforeEach(async () => {
  root = copyProject()
  store = await openStore(join(root, 'data', 'rondbrief.db'))
  config = configOf(root)
})
afterEach(() => store.close())

function configOf(folder: string): Config {
  const read = readConfig(folder, {})
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
  return read.config
}

const queue = (kind: NoticeKind, token?: string) =>
  queueNotice(
    store.db,
    {
      kind,
      subscriberId: 's1',
      emailKey: 'k1',
      address: 'jan@example.org',
      ...(token !== undefined && { token }),
    },
    occasionAt(Date.now()),
  )
const rows = () => store.db.selectFrom('notice').selectAll().execute()
const outbox = () => readdir(join(root, 'data', 'outbox', NOTICES)).catch((): string[] => [])

function sender(transport: (config: Config) => Transport = openTransport) {
  const failures: unknown[] = []
  const pauses: string[] = []
  const made = startNoticeSender({
    config: () => config,
    text: () => textFor(config.language),
    store: () => Promise.resolve(store),
    openTransport: transport,
    ports: systemPorts,
    failed: (error) => failures.push(error),
    paused: (reason) => pauses.push(reason),
  })
  onTestFinished(() => made.close())
  return { ...made, failures, pauses }
}

/** A transport that answers as told and keeps what it was given. */
function answering(outcome: SubmitOutcome, taken: unknown[] = []): (config: Config) => Transport {
  return () => ({
    name: 'smtp',
    batchSize: 1,
    concurrency: 1,
    leaseMs: 60_000,
    verify: () => Promise.resolve([]),
    submit(batch) {
      taken.push(batch)
      return Promise.resolve(outcome)
    },
    close: () => Promise.resolve(),
  })
}

describe('a notice', () => {
  test('is one mail, not a list mail, with its link as text and as button', async () => {
    await queue('confirm', 'geheim-woord')
    await sender().idle()
    const [name = ''] = await outbox()
    const bytes = await readFile(join(root, 'data', 'outbox', NOTICES, name))
    const mail = await PostalMime.parse(bytes)
    expect(mail.to).toEqual([{ address: 'jan@example.org', name: '' }])
    expect(mail.subject).toBe('Bevestig uw aanmelding voor Nieuwsbrief VAR')
    const url = 'https://nieuwsbrief.example.org/confirm/geheim-woord'
    expect(mail.text).toContain(url)
    expect(mail.html).toContain(`href="${url}"`)
    expect(mail.html).not.toMatch(/\{\{|undefined/)
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated' })
    expect(Object.keys(headers).filter((header) => header.startsWith('list-'))).toEqual([])
  })

  test('does not wait for a moment of a clock that was set back since', async () => {
    await queue('data', 'geheim-woord')
    await store.db
      .updateTable('notice')
      .set({ not_before: Date.now() + 86_400_000 })
      .execute()
    await sender().idle()
    expect(await rows()).toMatchObject([{ state: 'sent' }])
  })

  test('leaves neither address nor link in the queue once it is sent', async () => {
    await queue('data', 'geheim-woord')
    await sender().idle()
    expect(await rows()).toMatchObject([{ state: 'sent', address: null, token: null }])
  })

  test.each<NoticeKind>(['welcome', 'known', 'preferences', 'address', 'address-changed', 'data'])(
    '%s can be made in both languages',
    async (kind) => {
      for (const language of ['nl', 'en'] as const) {
        config = { ...config, language }
        await queue(kind, 'woord')
        const made = sender()
        await made.idle()
        await made.close()
        expect(made.failures).toEqual([])
      }
      expect(await outbox()).toHaveLength(2)
    },
  )

  test('queued while the sender waits goes at once', async () => {
    const made = sender()
    await made.idle()
    await queue('welcome')
    made.nudge()
    await made.idle()
    expect(await outbox()).toHaveLength(1)
  })
})

describe('when sending does not go well', () => {
  const status = undefined
  test('an unknown answer is never tried again', async () => {
    await queue('welcome')
    const taken: unknown[] = []
    const made = sender(answering({ kind: 'unknown', reason: 'no-answer', status }, taken))
    await made.idle()
    made.nudge()
    await made.idle()
    expect(taken).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'in_doubt', reason: 'no-answer' }])
  })

  test('a refusal for now is tried later, with the address still there', async () => {
    await queue('welcome')
    const refusal = { reason: 'busy', status, concerns: 'server', waitMs: 60_000 } as const
    await sender(answering({ kind: 'refused-for-now', ...refusal })).idle()
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'waiting', address: 'jan@example.org', attempts: 1 })
    expect(row?.not_before).toBeGreaterThan(Date.now() + 50_000)
  })

  test('a refused address is given up', async () => {
    await queue('welcome')
    const refusal = { reason: 'address-refused', status, index: 0 } as const
    await sender(answering({ kind: 'rejected', ...refusal })).idle()
    expect(await rows()).toMatchObject([{ state: 'failed', reason: 'address-refused' }])
  })

  test('a refused login keeps the mail and tells somebody', async () => {
    await queue('welcome')
    await queue('welcome')
    const taken: unknown[] = []
    const made = sender(answering({ kind: 'pause', reason: 'login-refused', status }, taken))
    await made.idle()
    expect(made.pauses).toEqual(['login-refused'])
    expect(taken).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
  })

  test('a broken template keeps the mail and tells somebody', async () => {
    edit(root, 'templates/mail/notice.mjml', '{{title}}', '{{titel}}')
    await queue('welcome')
    const made = sender()
    await made.idle()
    expect(made.failures).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0 }])
  })
})

describe('after a crash half-way', () => {
  const left = (attemptId: string) =>
    store.db
      .updateTable('notice')
      .set({ state: 'sending', attempt_id: attemptId, attempts: 1 })
      .execute()

  test('a mail of which the file exists is not sent again', async () => {
    await queue('welcome')
    const first = sender()
    await first.idle()
    await first.close()
    const [sent] = await rows()
    await store.db.updateTable('notice').set({ address: 'jan@example.org' }).execute()
    await left(sent?.attempt_id ?? '')
    await sender().idle()
    expect(await outbox()).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'sent' }])
  })

  test('a mail of which no file exists is sent after all', async () => {
    await queue('welcome')
    await left('gestorven')
    await sender().idle()
    expect(await outbox()).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  test('where nothing can be proved it stays a doubt', async () => {
    await queue('welcome')
    await left('gestorven')
    const taken: unknown[] = []
    const accepted = { kind: 'accepted', messageId: undefined, status: 250 } as const
    await sender(answering(accepted, taken)).idle()
    expect(taken).toEqual([])
    expect(await rows()).toMatchObject([{ state: 'in_doubt', reason: 'stopped' }])
  })
})

test('two senders at once send everything once', async () => {
  for (let i = 0; i < 5; i++) await queue('welcome')
  await Promise.all([sender().idle(), sender().idle()])
  expect(await outbox()).toHaveLength(5)
})
