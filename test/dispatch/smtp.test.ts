import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig, type Config } from '../../src/config.ts'
import { bytesOf, composeMessage } from '../../src/dispatch/compose.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import type { OutgoingBatch } from '../../src/dispatch/transport.ts'
import { smtpTransport } from '../../src/dispatch/transports/smtp.ts'
import { openSession } from '../../src/dispatch/transports/smtp-session.ts'
import { piecesOf } from '../../src/render/pieces.ts'
import { frozen, ISSUE } from '../support/dispatch-data.ts'
import { fixture, planned } from '../support/dispatch-fixture.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { testConfig } from '../support/test-config.ts'
import { freePort, reply, startRaw, startSmtp } from '../support/smtp-peer.ts'

describe('what an SMTP server answers', () => {
  test('250 is accepted, with the Message-ID to look for in its log', async () => {
    const server = await peer()
    const outcome = await transportTo(server.port).submit(batch())
    expect(outcome).toEqual({
      kind: 'accepted',
      messageId: '<2026-12.ref0@example.org>',
      status: 250,
    })
    expect(server.taken.map(({ to }) => to)).toEqual(['lezer0@example.org'])
  })

  test('one connection carries many mails', async () => {
    const server = await peer()
    const transport = transportTo(server.port)
    for (let i = 0; i < 5; i++) expect((await transport.submit(batch())).kind).toBe('accepted')
    expect(server.taken).toHaveLength(5)
    expect(server.connections()).toBe(1)
  })

  test('a dispatch goes over as many connections as the settings say, and not over more', async () => {
    const server = await peer()
    const made = await fixture(12)
    const id = await planned(made)
    const config = testConfig('/', {
      smtp: { host: '127.0.0.1', port: server.port, secure: false, connections: 3 },
    })
    const transport = smtpTransport(config)
    onTestFinished(() => transport.close())
    const { progress } = await runDispatch(id, made.options({ transport }))
    expect(progress).toMatchObject({ total: 12, sent: 12 })
    expect(server.connections()).toBe(3)
  })

  test.each(['0', '51', '2.5'])('the setting %s is no number of connections', (given) => {
    const root = copyProject()
    edit(
      root,
      'rondbrief.yaml',
      'grace_minutes:',
      `smtp: { host: a, connections: ${given} }\ngrace_minutes:`,
    )
    expect(readConfig(root, {})).toMatchObject({
      kind: 'invalid',
      problems: [{ code: 'frontmatter/field-value', values: { expected: 'connections' } }],
    })
  })

  test('the server gets the very bytes that were made', async () => {
    const server = await peer()
    const outgoing = batch()
    await transportTo(server.port).submit(outgoing)
    const [message] = outgoing.messages
    if (message === undefined) throw new Error('There is one')
    const made = await composeMessage(configFor(server.port, undefined), outgoing, message)
    expect(server.taken[0]?.raw.toString('latin1')).toBe(bytesOf(made).toString('latin1'))
  })

  test('a message with a line that could pass for its end is never sent', async () => {
    const server = await peer()
    const { deliver } = await sessionWith(server.port)
    const smuggling = ['a: b\r\n\r\n.\r\nMAIL FROM:<x@example.org>\r\n']
    expect(() => deliver(smuggling)).toThrow('SMTP would change')
    expect(() => deliver(['a: b\r\n\r', '\n.', '\r\n'])).toThrow('SMTP would change')
    expect(() => deliver(['no line end'])).toThrow('line')
    expect(server.taken).toEqual([])
  })

  test('"taken" before the mail has left is no proof, and nothing more goes over that connection', async () => {
    let received = ''
    let goOn: (() => void) | undefined
    const port = await raw((socket) => {
      talk({})(socket)
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1')
        if (!chunk.includes('aaa') || goOn !== undefined) return
        socket.pause().write('250 taken\r\n')
        goOn = () => socket.resume()
      })
    })
    const { deliver, usable } = await sessionWith(port)
    // More than the buffers of two sockets hold.
    expect(await deliver([`${'a'.repeat(98)}\r\n`.repeat(160_000)])).toMatchObject({
      phase: 'sent',
    })
    expect(usable()).toBe(false)
    goOn?.()
    expect(received.match(/MAIL FROM/g)).toHaveLength(1)
  })

  test('nobody listening is provably unsent, and concerns everyone', async () => {
    expect(await transportTo(await freePort()).submit(batch())).toMatchObject({
      kind: 'refused-for-now',
      reason: 'unreachable',
      concerns: 'server',
    })
  })

  test('a server that hangs up before its greeting, or is silent, is provably unsent', async () => {
    const closing = await raw((socket) => socket.end())
    expect(await transportTo(closing).submit(batch())).toMatchObject({
      kind: 'refused-for-now',
      reason: 'unreachable',
    })
    const silent = await raw(() => undefined)
    expect(await transportTo(silent).submit(batch())).toMatchObject({
      kind: 'refused-for-now',
      reason: 'unreachable',
    })
  })

  test('a refused login pauses everything', async () => {
    const server = await peer({ login: true, onAuth: (_, __, done) => done(reply(535, 'no')) })
    expect(await transportTo(server.port, 'redactie').submit(batch())).toEqual({
      kind: 'pause',
      reason: 'login-refused',
      status: 535,
    })
    expect((await transportTo(server.port, 'redactie').verify()).map(({ code }) => code)).toEqual([
      'transport/login-refused',
    ])
  })

  test('a refused sender pauses everything', async () => {
    const server = await peer({ onMailFrom: (_, __, done) => done(reply(550, 'not you')) })
    expect(await transportTo(server.port).submit(batch())).toMatchObject({
      kind: 'pause',
      reason: 'settings-refused',
    })
  })

  test('a refused recipient concerns that recipient, and the connection goes on', async () => {
    let first = true
    const server = await peer({
      onRcptTo: (_, __, done) => {
        done(first ? reply(550, 'lezer0@example.org unknown') : undefined)
        first = false
      },
    })
    const transport = transportTo(server.port)
    const outcome = await transport.submit(batch())
    expect(outcome).toEqual({ kind: 'rejected', reason: 'address-refused', status: 550, index: 0 })
    expect((await transport.submit(batch())).kind).toBe('accepted')
  })

  test.each([450, 451, 452])('%i for a recipient means later', async (code) => {
    const server = await peer({ onRcptTo: (_, __, done) => done(reply(code, 'later')) })
    expect(await transportTo(server.port).submit(batch())).toMatchObject({
      kind: 'refused-for-now',
      concerns: 'batch',
      status: code,
    })
  })

  test('421 means that the server goes away: everyone waits', async () => {
    const server = await peer({ onRcptTo: (_, __, done) => done(reply(421, 'closing')) })
    expect(await transportTo(server.port).submit(batch())).toMatchObject({
      kind: 'refused-for-now',
      concerns: 'server',
    })
  })

  test.each([
    [451, { kind: 'refused-for-now', concerns: 'batch' }],
    [554, { kind: 'rejected', reason: 'message-refused' }],
  ])('%i after the final dot was not taken', async (code, expected) => {
    const server = await peer({ atEnd: () => reply(code, 'no') })
    expect(await transportTo(server.port).submit(batch())).toMatchObject(expected)
    expect(server.taken).toEqual([])
  })

  test('a connection dropped after the message may or may not have been taken', async () => {
    const server = await peer({ atEnd: () => 'drop' })
    expect(await transportTo(server.port).submit(batch())).toEqual({
      kind: 'unknown',
      reason: 'connection-lost',
      status: undefined,
    })
  })

  test('silence after the message is unknown too', async () => {
    const port = await raw(talk({ dot: undefined }))
    expect(await transportTo(port).submit(batch())).toMatchObject({ kind: 'unknown' })
  })

  test('a server that says a little now and then is not waited for without end', async () => {
    const envelope = await transportTo(await raw(talk({ trickle: 'RCPT' }))).submit(batch())
    expect(envelope).toMatchObject({ kind: 'refused-for-now', concerns: 'batch' })
    const dot = await transportTo(await raw(talk({ trickle: 'dot' }))).submit(batch())
    expect(dot).toMatchObject({ kind: 'unknown', reason: 'connection-lost' })
  })

  test('a connection dropped before the first octet of the message is provably unsent', async () => {
    const port = await raw(talk({ mail: 'drop' }))
    expect(await transportTo(port).submit(batch())).toMatchObject({
      kind: 'refused-for-now',
      concerns: 'batch',
      reason: 'connection-lost',
    })
  })

  test('a kept connection that died meanwhile costs nobody a doubt', async () => {
    const server = await peer()
    const transport = transportTo(server.port)
    expect((await transport.submit(batch())).kind).toBe('accepted')
    server.dropAll()
    const outcome = await transport.submit(batch())
    expect(['accepted', 'refused-for-now']).toContain(outcome.kind)
    expect((await transport.submit(batch())).kind).toBe('accepted')
  })

  test('lets neither password nor address into an outcome', async () => {
    const server = await peer({
      login: true,
      onAuth: (_, __, done) => done(reply(535, 'redactie geheim lezer0@example.org')),
    })
    const outcome = await transportTo(server.port, 'redactie').submit(batch())
    expect(JSON.stringify(outcome)).not.toMatch(/geheim|redactie|lezer0/)
  })
})

async function peer(faults: Parameters<typeof startSmtp>[0] = {}) {
  const server = await startSmtp(faults)
  onTestFinished(() => server.close())
  return server
}

async function raw(behave: Parameters<typeof startRaw>[0]): Promise<number> {
  const server = await startRaw(behave)
  onTestFinished(() => server.close())
  return server.port
}

async function sessionWith(port: number) {
  const by = performance.now() + 30_000
  const opened = await openSession({ host: '127.0.0.1', port, ignoreTLS: true }, undefined, by)
  if (opened.kind === 'failed') throw new Error('There is a server')
  onTestFinished(() => opened.session.quit())
  const envelope = { from: 'a@example.org', to: 'lezer0@example.org' }
  const limits = { startBy: by, answerMs: 2_000 }
  const deliver = (message: string[]) =>
    opened.session.deliver(
      envelope,
      message.map((piece) => Buffer.from(piece)),
      limits,
    )
  return { deliver, usable: () => opened.session.usable() }
}

/**
 * A server that talks as usual until the step where it drops, falls silent, or says that more comes
 * without ever coming to its end.
 */
function talk(faults: {
  mail?: 'drop'
  dot?: undefined
  trickle?: 'RCPT' | 'dot'
}): Parameters<typeof startRaw>[0] {
  return (socket) => {
    const trickle = () => {
      const drops = setInterval(() => socket.write('250-more\r\n'), 50)
      socket.on('close', () => clearInterval(drops))
    }
    socket.write('220 hello\r\n')
    let inData = false
    socket.on('data', (chunk) => {
      const said = chunk.toString()
      if (inData) {
        if (faults.trickle === 'dot' && said.endsWith('.\r\n')) trickle()
        return
      }
      if (/^EHLO/i.test(said)) socket.write('250 hello\r\n')
      else if (/^MAIL/i.test(said)) {
        if (faults.mail === 'drop') socket.destroy()
        else socket.write('250 ok\r\n')
      } else if (/^RCPT/i.test(said)) {
        if (faults.trickle === 'RCPT') trickle()
        else socket.write('250 ok\r\n')
      } else if (/^DATA/i.test(said)) {
        inData = true
        socket.write('354 go\r\n')
      }
    })
  }
}

function configFor(port: number, user: string | undefined): Config {
  const config = testConfig('/', {
    transport: 'smtp',
    smtp: { host: '127.0.0.1', port, secure: false, ...(user !== undefined && { user }) },
  })
  return { ...config, secrets: { ...config.secrets, smtpPassword: 'geheim' } }
}

function transportTo(port: number, user?: string) {
  const transport = smtpTransport(configFor(port, user), {
    connectMs: 400,
    answerMs: 400,
    startMs: 800,
  })
  onTestFinished(() => transport.close())
  return transport
}

function batch(): OutgoingBatch {
  return {
    attemptId: 'attempt',
    issueId: ISSUE,
    kind: 'issue',
    date: 1_765_000_000_000,
    content: { ...frozen, pieces: piecesOf(frozen) },
    messages: [
      {
        ref: 'ref0',
        to: { address: 'lezer0@example.org', name: 'Anna' },
        fields: {
          salutation: 'Beste Anna',
          name: 'Anna',
          themesMoved: '',
          unsubscribeUrl: 'https://nieuwsbrief.example.org/u/v1.0',
          preferencesUrl: 'https://nieuwsbrief.example.org/p/v1.0',
          webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
        },
      },
    ],
  }
}
