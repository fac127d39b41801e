import * as files from 'node:fs/promises'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { OutgoingBatch, Transport } from '../../src/dispatch/transport.ts'
import { fileTransport } from '../../src/dispatch/transports/file.ts'
import { sendgridTransport } from '../../src/dispatch/transports/sendgrid.ts'
import { inThread } from '../../src/dispatch/transports/in-thread.ts'
import { filled } from '../../src/render/fill.ts'
import { piecesOf, uncut } from '../../src/render/pieces.ts'
import { frozen, ISSUE, sender } from '../support/dispatch-data.ts'
import { temporaryFolder } from '../support/dispatch-fixture.ts'
import { testConfig } from '../support/test-config.ts'
import { KEY, receivedBy, startSendgrid, type SendgridServer } from '../support/sendgrid-server.ts'
import { freePort, startRaw, startSmtp } from '../support/smtp-peer.ts'

/** What a recipient got, whichever way it went. */
type Received = {
  to: string
  html: string
  text: string
  headers: Map<string, string>
  images: string[]
}
type Peer = { transport: Transport; received: () => Promise<Received[]> }

/** Every transport as a dispatch opens it, each with a real peer at its other end. */
const peers: Record<Transport['name'], () => Promise<Peer>> = {
  async file() {
    const outbox = join(await temporaryFolder(), 'outbox')
    return {
      transport: fileTransport(sender, outbox),
      async received() {
        const folder = join(outbox, ISSUE)
        const names = await readdir(folder)
        const mails = names.map(async (name) =>
          PostalMime.parse(await readFile(join(folder, name))),
        )
        return (await Promise.all(mails)).map(asReceived)
      },
    }
  },
  async smtp() {
    const server = await startSmtp()
    onTestFinished(() => server.close())
    const smtp = { host: '127.0.0.1', port: server.port, secure: false }
    const transport = inThread({ kind: 'smtp', config: testConfig('/', { smtp }) })
    onTestFinished(() => transport.close())
    return {
      transport,
      received: async () =>
        (await Promise.all(server.taken.map(({ raw }) => PostalMime.parse(raw)))).map(asReceived),
    }
  },
  async sendgrid() {
    const { server } = await sendgrid()
    const config = withKey(KEY)
    const transport = inThread({ kind: 'sendgrid', config, settings: { baseUrl: server.url } })
    onTestFinished(() => transport.close())
    return {
      transport,
      received: () =>
        Promise.resolve(
          server.taken.flatMap((mail) =>
            mail.personalizations.map((one, index) => ({
              to: one.to[0]?.email ?? '',
              ...receivedBy(mail, index),
              headers: lowerCased({ ...mail.headers, ...one.headers, subject: mail.subject }),
              images: mail.attachments?.map((image) => image.content_id) ?? [],
            })),
          ),
        ),
    }
  },
}

describe.each(Object.keys(peers) as Transport['name'][])('the %s transport', (name) => {
  test('delivers to everyone their own text, HTML, headers and pictures', async () => {
    const { transport, received } = await peers[name]()
    const wanted = messages(transport.batchSize > 1 ? 3 : 1)
    const outcome = await transport.submit(batchOf(wanted))
    expect(outcome.kind).toBe('accepted')
    const mails = await received()
    expect(mails.map(({ to }) => to).toSorted(byText)).toEqual(wanted.map(({ to }) => to.address))
    for (const message of wanted) {
      const mail = mails.find(({ to }) => to === message.to.address)
      const { html, text } = filled(content.pieces, message.fields)
      expect(unbroken(mail?.html)).toBe(unbroken(html))
      expect(unbroken(mail?.text)).toBe(unbroken(text))
      expect(mail?.images).toEqual(['kaart'])
      const headers = mail?.headers
      expect(headers?.get('subject')).toBe('Nieuws van december')
      expect(headers?.get('list-unsubscribe')).toBe(
        `<${message.fields.unsubscribeUrl}>, <mailto:redactie@example.org?subject=unsubscribe%20${message.ref}>`,
      )
      expect(headers?.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
      expect(headers?.get('list-id')).toBe('<nieuwsbrief.example.org>')
      expect(headers?.get('feedback-id')).toBe(
        '2026-12:nieuwsbrief.example.org:newsletter:exampleorg-news',
      )
      expect(headers?.get('archived-at')).toBe('<https://nieuwsbrief.example.org/archive/2026-12>')
      expect(headers?.has('auto-submitted')).toBe(false)
    }
  })

  test('shows markup and line ends in a name as text and never as a header', async () => {
    const { transport, received } = await peers[name]()
    const [message] = messages(1)
    const nasty = 'Jan\r\nBcc: iedereen@example.org, <b>"X"</b>; {{name}}'
    const outcome = await transport.submit(
      batchOf([
        {
          ref: 'ref0',
          to: { address: 'lezer0@example.org', name: nasty },
          fields: { ...(message?.fields as OutgoingBatch['messages'][0]['fields']), name: nasty },
        },
      ]),
    )
    expect(outcome.kind).toBe('accepted')
    const [mail] = await received()
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.html).toContain('&lt;b&gt;')
    expect(mail?.html).not.toContain('<b>"X"')
    expect(mail?.text).toContain('<b>"X"</b>')
  })

  test('delivers a notice, which is complete and in which nothing is filled', async () => {
    const { transport, received } = await peers[name]()
    const whole = { html: '<p>Beste {{lezer}}</p>\n', text: 'Beste {{lezer}} \u2028{{#if}}\n' }
    const fields = {
      salutation: '',
      name: '',
      themesMoved: '',
      unsubscribeUrl: '',
      preferencesUrl: '',
      webUrl: '',
    }
    const to = { address: 'lezer0@example.org', name: undefined }
    const outcome = await transport.submit({
      ...batchOf([{ ref: 'ref0', to, fields }]),
      kind: 'notice',
      content: { subject: 'Bevestig uw aanmelding', ...whole, images: [], pieces: uncut(whole) },
    })
    expect(outcome.kind).toBe('accepted')
    const [mail] = await received()
    expect(unbroken(mail?.html)).toBe(unbroken(whole.html))
    expect(unbroken(mail?.text)).toBe(unbroken(whole.text))
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.has('list-unsubscribe')).toBe(false)
  })

  test('is ready when nothing is wrong', async () => {
    const { transport } = await peers[name]()
    expect(await transport.verify()).toEqual([])
  })

  test('closes twice without complaint', async () => {
    const { transport } = await peers[name]()
    await transport.close()
    await expect(transport.close()).resolves.toBeUndefined()
  })
})

test('the clock of SendGrid is read from whatever it answers, and is unknown when it does not', async () => {
  const { server, transport } = await sendgrid()
  const theirs = Date.parse('2028-12-04T05:00:00Z')
  server.now = () => theirs
  expect(await transport.serverTime?.()).toBe(theirs)
  server.script.push(answer(401), { kind: 'reset' })
  expect(await transport.serverTime?.()).toBe(theirs)
  expect(await transport.serverTime?.()).toBeUndefined()
})

describe('the file transport', () => {
  test('proves what became of an attempt', async () => {
    const outbox = join(await temporaryFolder(), 'outbox')
    const transport = fileTransport(sender, outbox)
    await transport.submit(batchOf(messages(1)))
    const attempt = { attemptId: 'attempt', issueId: ISSUE, refs: ['ref0'] }
    expect(await transport.proof?.(attempt)).toBe(true)
    expect(await transport.proof?.({ ...attempt, attemptId: 'other' })).toBe(false)
  })

  test('says that a mail is there when its folder surely is, and the folders around that', async () => {
    const root = await temporaryFolder()
    const outbox = join(root, 'outbox')
    const synced: string[] = []
    const transport = fileTransport(sender, outbox, {
      ...files,
      async open(path, flags, mode) {
        const handle = await files.open(path, flags, mode)
        const sync = handle.sync.bind(handle)
        handle.sync = async () => {
          await sync()
          if (flags === 'r') synced.push(String(path))
        }
        return handle
      },
    })
    await transport.verify()
    await transport.submit(batchOf(messages(1)))
    expect(synced).toEqual([outbox, root, join(outbox, ISSUE)])
    await transport.submit(batchOf(messages(1)))
    expect(synced.slice(3)).toEqual([join(outbox, ISSUE)])
  })

  test('takes a half-written mail for none, and clears it away', async () => {
    const outbox = join(await temporaryFolder(), 'outbox')
    await mkdir(join(outbox, ISSUE), { recursive: true })
    await writeFile(join(outbox, ISSUE, 'attempt-ref0.eml.part'), 'half')
    const transport = fileTransport(sender, outbox)
    expect(await transport.proof?.({ attemptId: 'attempt', issueId: ISSUE, refs: ['ref0'] })).toBe(
      false,
    )
    expect(await readdir(join(outbox, ISSUE))).toEqual([])
  })

  test('says so when it may not write there', async () => {
    const root = await temporaryFolder()
    await writeFile(join(root, 'file'), '')
    const transport = fileTransport(sender, join(root, 'file', 'outbox'))
    expect((await transport.verify()).map(({ code }) => code)).toEqual(['transport/outbox'])
    expect(await transport.submit(batchOf(messages(1)))).toMatchObject({
      kind: 'pause',
      reason: 'disk-error',
    })
  })
})

describe('the sendgrid transport', () => {
  test('switches off every kind of tracking in every request', async () => {
    const { server, transport } = await sendgrid()
    await transport.submit(batchOf(messages(2)))
    expect(server.taken[0]?.tracking_settings).toEqual({
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
      ganalytics: { enable: false },
    })
  })

  test('names recipients to the provider by attempt and random reference only', async () => {
    const { server, transport } = await sendgrid()
    await transport.submit(batchOf(messages(2)))
    expect(server.taken[0]?.personalizations.map((one) => one.custom_args)).toEqual([
      { rb_a: 'attempt', rb_r: 'ref0' },
      { rb_a: 'attempt', rb_r: 'ref1' },
    ])
  })

  test('writes every recipient as its own package writes the first', async () => {
    const { server, transport } = await sendgrid()
    const odd = ['', 'Jan', 'Jan de Vries, "chef"; plv', '{{name}}', 'Ünïcode 🙂', '__proto__']
    const all = messages(odd.length).map((message, index) => ({
      ...message,
      to: { address: message.to.address, name: odd[index] },
      fields: { ...message.fields, name: odd[index] ?? '' },
    }))
    await transport.submit(batchOf(all))
    for (const [index, one] of all.entries()) {
      const rest = all.toSpliced(index, 1)
      await transport.submit(batchOf([one, ...rest]))
      const [together, apart] = [server.taken[0], server.taken.at(-1)].map((mail, turn) =>
        // The keys of substitutions have a random part, another one in each request.
        JSON.parse(
          JSON.stringify(mail?.personalizations[turn === 0 ? index : 0]).replaceAll(
            /-[0-9a-f]{18}(\d{3})-/g,
            '-key$1-',
          ),
        ),
      )
      expect(together).toEqual(apart)
    }
  })

  test('takes 1000 recipients in one request', async () => {
    const { server, transport } = await sendgrid({ batchSize: 1000 })
    expect((await transport.submit(batchOf(messages(1000)))).kind).toBe('accepted')
    expect(server.requests).toBe(1)
    expect(server.taken[0]?.personalizations).toHaveLength(1000)
  })

  test('refuses by itself what would be over the size of substitutions', async () => {
    const { server, transport } = await sendgrid()
    const [first, second] = messages(2)
    const long = { ...second, fields: { ...second?.fields, name: 'x'.repeat(10_000) } }
    const outcome = await transport.submit(batchOf([first, long] as OutgoingBatch['messages']))
    expect(outcome).toMatchObject({ kind: 'rejected', index: undefined })
    expect(server.requests).toBe(0)
  })

  const unnamed = { kind: 'rejected', reason: 'message-refused', index: undefined }
  const answers: [string, Parameters<typeof answer>, object][] = [
    ['200, which its sandbox gives', [200], { kind: 'unknown', reason: 'unexpected-answer' }],
    ['201', [201], { kind: 'unknown', reason: 'unexpected-answer' }],
    ['204', [204], { kind: 'unknown', reason: 'unexpected-answer' }],
    ['301', [301, { location: '/elsewhere' }], { kind: 'unknown' }],
    ['302, which is never followed', [302, { location: '/elsewhere' }], { kind: 'unknown' }],
    ['307', [307, { location: '/elsewhere' }], { kind: 'unknown' }],
    ['308', [308, { location: '/elsewhere' }], { kind: 'unknown' }],
    [
      '400 for one recipient',
      [400, {}, field('personalizations.1.to.0.email')],
      { kind: 'rejected', reason: 'address-refused', index: 1 },
    ],
    [
      '400 for recipients as a whole',
      [400, {}, field('personalizations')],
      { kind: 'rejected', index: undefined },
    ],
    [
      '400 for something else',
      [400, {}, field('from.email')],
      { kind: 'pause', reason: 'settings-refused' },
    ],
    ['400 without a field', [400, {}, field(null)], unnamed],
    ['400 with an empty field', [400, {}, field('')], unnamed],
    ['400 with nonsense', [400], unnamed],
    ['400 with a page', [400, {}, '<!doctype html><title>400</title>'], unnamed],
    ['400 with null', [400, {}, 'null'], unnamed],
    ['400 with other errors', [400, {}, '{"errors":[null,"x"]}'], unnamed],
    [
      '400 of which only the second error has a field',
      [400, {}, '{"errors":[{"field":null},{"field":"personalizations.0.to"}]}'],
      { kind: 'rejected', reason: 'address-refused', index: 0 },
    ],
    [
      '400 of which the second error is about all',
      [400, {}, '{"errors":[{"field":null},{"field":"from.email"}]}'],
      { kind: 'pause', reason: 'settings-refused' },
    ],
    ['401', [401], { kind: 'pause', reason: 'login-refused' }],
    ['403', [403], { kind: 'pause', reason: 'login-refused' }],
    ['404', [404], { kind: 'pause', reason: 'settings-refused' }],
    ['405', [405], { kind: 'pause', reason: 'settings-refused' }],
    ['406', [406], { kind: 'pause', reason: 'settings-refused' }],
    ['413', [413], { kind: 'rejected', reason: 'message-refused', index: undefined }],
    ['415', [415], { kind: 'pause', reason: 'settings-refused' }],
    ['451, the wrong region', [451], { kind: 'pause', reason: 'settings-refused' }],
    ['a refusal that is not documented', [422], { kind: 'unknown', reason: 'unexpected-answer' }],
    ['500', [500], { kind: 'unknown', reason: 'server-error' }],
    ['502', [502], { kind: 'unknown', reason: 'server-error' }],
    ['504', [504], { kind: 'unknown', reason: 'server-error' }],
    ['503', [503], { kind: 'unknown', reason: 'server-error' }],
  ]
  test.each(answers)('takes %s for what it is', async (_, given, expected) => {
    const { server, transport } = await sendgrid()
    server.script.push(answer(...given))
    expect(await transport.submit(batchOf(messages(2)))).toMatchObject(expected)
    expect(server.requests).toBe(1)
    expect(server.taken).toEqual([])
  })

  test('waits as long as a 429 asks, within bounds, and as long as it thinks right without one', async () => {
    const { server, transport } = await sendgrid()
    const soon = String(Math.ceil(Date.now() / 1000) + 20)
    const waits: number[] = []
    for (const headers of [
      { 'x-ratelimit-reset': soon },
      { 'x-ratelimit-reset': '99999999999' },
      {} as Record<string, string>,
    ]) {
      server.script.push(answer(429, headers))
      const outcome = await transport.submit(batchOf(messages(1)))
      expect(outcome).toMatchObject({ kind: 'refused-for-now', reason: 'busy', concerns: 'server' })
      if (outcome.kind === 'refused-for-now') waits.push(outcome.waitMs)
    }
    expect(waits[0]).toBeGreaterThan(15_000)
    expect(waits[0]).toBeLessThan(27_000)
    expect(waits[1]).toBeLessThanOrEqual(75_000)
    expect(waits[2]).toBeGreaterThanOrEqual(10_000)
  })

  test('asks for a rest after the last request that is taken, and not before', async () => {
    const { server, transport } = await sendgrid()
    server.limit = { remaining: 2, resetSeconds: 20 }
    expect(await transport.submit(batchOf(messages(1)))).not.toHaveProperty('restMs')
    const last = await transport.submit(batchOf(messages(1)))
    expect(last).toMatchObject({ kind: 'accepted', messageId: 'message-2' })
    const rest = last.kind === 'accepted' ? (last.restMs ?? 0) : 0
    expect(rest).toBeGreaterThan(15_000)
    expect(rest).toBeLessThanOrEqual(21_000)
  })

  test.each([
    ['hangs', { kind: 'hang' }, 'no-answer'],
    ['resets the connection', { kind: 'reset' }, 'connection-lost'],
    ['stops half-way its answer', { kind: 'half' }, 'no-answer'],
  ] as const)('does not know when the server %s', async (_, behaviour, reason) => {
    const { server, transport } = await sendgrid({ deadlineMs: 300 })
    server.script.push(behaviour)
    expect(await transport.submit(batchOf(messages(2)))).toMatchObject({ kind: 'unknown', reason })
    expect(server.requests).toBe(1)
  })

  test('knows that nothing was sent when there was no connection', async () => {
    const transport = sendgridTransport(withKey(), {
      baseUrl: `http://127.0.0.1:${await freePort()}`,
    })
    onTestFinished(() => transport.close())
    expect(await transport.submit(batchOf(messages(1)))).toMatchObject({
      kind: 'refused-for-now',
      reason: 'unreachable',
      concerns: 'server',
    })
    const unnamed = sendgridTransport(withKey(), { baseUrl: 'http://no-such-host.invalid' })
    onTestFinished(() => unnamed.close())
    expect(await unnamed.submit(batchOf(messages(1)))).toMatchObject({ reason: 'unreachable' })
  })

  test.each([
    ['breaks off', (socket: Socket) => socket.end('no TLS here\r\n')],
    ['is never finished', () => undefined],
  ])('knows that nothing was sent when the handshake of TLS %s', async (_, behave) => {
    const peer = await startRaw(behave)
    onTestFinished(() => peer.close())
    const transport = sendgridTransport(withKey(KEY), {
      baseUrl: `https://127.0.0.1:${peer.port}`,
      deadlineMs: 1_000,
    })
    onTestFinished(() => transport.close())
    expect(await transport.submit(batchOf(messages(1)))).toMatchObject({
      kind: 'refused-for-now',
      reason: 'unreachable',
      concerns: 'server',
    })
  })

  test('asks for no sandbox and passes over no list of its own', async () => {
    const { server, transport } = await sendgrid()
    await transport.submit(batchOf(messages(2)))
    expect(server.taken[0]).not.toHaveProperty('mail_settings')
  })

  test('says what is wrong with its key before anything is sent', async () => {
    const { server } = await sendgrid()
    const codes = async (key: string | undefined) => {
      const transport = sendgridTransport(withKey(key), { baseUrl: server.url })
      onTestFinished(() => transport.close())
      return (await transport.verify()).map(({ code }) => code)
    }
    expect(await codes(undefined)).toEqual(['transport/key-missing'])
    expect(await codes('SG.wrong')).toEqual(['transport/login-refused'])
  })

  test('stays inside the European Union unless told otherwise', async () => {
    const { SENDGRID_URL } = await import('../../src/dispatch/transports/sendgrid.ts')
    expect(SENDGRID_URL[testConfig('/').sendgrid.region]).toBe('https://api.eu.sendgrid.com')
  })

  test('lets neither key nor address into an outcome, whatever the server says', async () => {
    const { server, transport } = await sendgrid({ deadlineMs: 300 })
    const echo = {
      errors: [
        {
          message: `lezer0@example.org ${KEY}`,
          field: 'personalizations.0.to.0.email lezer0@example.org',
        },
      ],
    }
    const outcomes: unknown[] = []
    for (const behaviour of [
      answer(400, {}, echo),
      answer(401, {}, echo),
      answer(500, {}, echo),
      { kind: 'reset' } as const,
      { kind: 'hang' } as const,
    ]) {
      server.script.push(behaviour)
      outcomes.push(await transport.submit(batchOf(messages(1))))
    }
    outcomes.push(await transport.verify())
    expect(JSON.stringify(outcomes)).not.toMatch(/lezer0|SG\./)
  })
})

const content = {
  subject: frozen.subject,
  html: frozen.html,
  text: frozen.text,
  images: frozen.images,
  pieces: piecesOf(frozen),
}

function batchOf(wanted: OutgoingBatch['messages']): OutgoingBatch {
  return {
    attemptId: 'attempt',
    issueId: ISSUE,
    kind: 'issue',
    date: 1_765_000_000_000,
    content,
    messages: wanted,
  }
}

function messages(count: number): OutgoingBatch['messages'] {
  return Array.from({ length: count }, (_, i) => ({
    ref: `ref${i}`,
    to: { address: `lezer${i}@example.org`, name: i % 2 === 0 ? `Anna de Vries-${i}` : undefined },
    fields: {
      salutation: i % 2 === 0 ? `Beste Anna de Vries-${i}` : 'Beste lezer',
      name: i % 2 === 0 ? `Anna de Vries-${i}` : '',
      themesMoved: i % 3 === 1 ? 'Uw onderwerp ‘Zorg & {hulp}’ hoort nu bij ‘Wijk’.' : '',
      unsubscribeUrl: `https://nieuwsbrief.example.org/u/v1.${i}`,
      preferencesUrl: `https://nieuwsbrief.example.org/p/v1.${i}`,
      webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
    },
  }))
}

async function sendgrid(
  settings: Parameters<typeof sendgridTransport>[1] = {},
): Promise<{ server: SendgridServer; transport: Transport }> {
  const server = await startSendgrid()
  onTestFinished(() => server.close())
  const transport = sendgridTransport(withKey(KEY), { baseUrl: server.url, ...settings })
  onTestFinished(() => transport.close())
  return { server, transport }
}

function withKey(key?: string) {
  const config = testConfig('/', { transport: 'sendgrid' })
  return { ...config, secrets: { ...config.secrets, sendgridKey: key } }
}

function answer(status: number, headers: Record<string, string> = {}, body?: unknown) {
  return { kind: 'answer' as const, status, headers, body }
}

function field(name: string | null) {
  return { errors: [{ message: 'Bad Request', field: name, help: null }] }
}

function asReceived(mail: Email): Received {
  return {
    to: mail.to?.[0]?.address ?? '',
    html: mail.html ?? '',
    text: mail.text ?? '',
    headers: new Map(mail.headers.map(({ key, value }) => [key, value])),
    images: mail.attachments.map((one) => one.contentId?.replaceAll(/[<>]/g, '') ?? ''),
  }
}

function lowerCased(headers: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function unbroken(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trim()
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}
