import { describe, expect, onTestFinished, test } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { dispatchProgress } from '../../src/dispatch/progress.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import type { OutgoingBatch } from '../../src/dispatch/transport.ts'
import { inThread } from '../../src/dispatch/transports/in-thread.ts'
import { compileFill } from '../../src/render/fill.ts'
import { frozen, ISSUE } from '../support/dispatch-data.ts'
import { fixture, planned } from '../support/dispatch-fixture.ts'
import { startRaw, startSmtp } from '../support/smtp-peer.ts'
import { testConfig } from '../support/test-config.ts'

const content = { ...frozen, fill: compileFill(frozen) }

describe('a thread that sends', () => {
  test('sends a whole dispatch over the connections of the settings, everyone their own mail', async () => {
    const server = await startSmtp()
    onTestFinished(() => server.close())
    const made = await fixture(12)
    const id = await planned(made)
    const transport = transportTo(server.port)
    const { progress } = await runDispatch(id, made.options({ transport }))
    expect(progress).toMatchObject({ total: 12, sent: 12 })
    expect(server.connections()).toBe(3)
    expect(server.taken.map(({ to }) => to).sort()).toEqual(
      made.people.map(({ email }) => email).sort(),
    )
    for (const { to, raw } of server.taken) {
      const { name } = made.people.find(({ email }) => email === to) ?? {}
      expect(raw.toString()).toContain(`To: ${name ?? ''}`)
    }
  })

  test('leaves what it was doing in doubt when it breaks off, and sends nobody again', async () => {
    const made = await fixture(4)
    const id = await planned(made)
    const breaking = new URL('../support/breaking-process.ts', import.meta.url)
    const transport = transportTo(1, breaking)
    const run = runDispatch(id, made.options({ transport }))
    await expect(run).rejects.toThrow('The thread that sends broke off')
    await expect(transport.submit(batch('issue', 1))).rejects.toThrow('broke off')
    // Never an outcome: whether a mail was on its way is not known.
    const another = transportTo(1, breaking).submit(batch('issue', 1))
    await expect(another).rejects.toThrow('broke off')

    const server = await startSmtp()
    onTestFinished(() => server.close())
    const next = await runDispatch(id, made.options({ transport: transportTo(server.port) }))
    expect(next.progress).toMatchObject({ total: 4, sent: 1, unsure: 3 })
    expect(server.taken).toHaveLength(1)
    expect(await checkInvariants(made.store)).toEqual([])
    expect((await dispatchProgress(made.store, id)).underWay).toBe(0)
  })

  test('says what is wrong with one mail and goes on with the next', async () => {
    const server = await startSmtp()
    onTestFinished(() => server.close())
    const transport = transportTo(server.port)
    await expect(transport.submit(batch('issue', 2))).rejects.toThrow('one recipient at a time')
    expect((await transport.submit(batch('issue', 1))).kind).toBe('accepted')
  })

  test('is not started for a test mail or a notice', async () => {
    const server = await startSmtp()
    onTestFinished(() => server.close())
    const transport = transportTo(server.port, new URL('file:///no-such-file.ts'))
    for (const kind of ['test', 'notice'] as const) {
      expect((await transport.submit(batch(kind, 1))).kind).toBe('accepted')
    }
    await expect(transport.submit(batch('issue', 1))).rejects.toThrow('broke off')
  })

  test('ends although the server does not answer its goodbye', async () => {
    const server = await startRaw((socket) => {
      socket.write('220 hello\r\n')
      let heard = ''
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1')
        if (heard.endsWith('QUIT\r\n')) return
        if (heard.endsWith('DATA\r\n')) socket.write('354 go\r\n')
        else if (!heard.includes('DATA\r\n') || heard.endsWith('\r\n.\r\n')) {
          socket.write('250 ok\r\n')
        }
      })
    })
    onTestFinished(() => server.close())
    const transport = transportTo(server.port)
    expect((await transport.submit(batch('issue', 1))).kind).toBe('accepted')
    await transport.close()
    await expect(transport.submit(batch('issue', 1))).rejects.toThrow('broke off')
  })
})

function transportTo(port: number, file?: URL) {
  const smtp = { host: '127.0.0.1', port, secure: false, connections: 3 }
  const config = testConfig('/', { transport: 'smtp', smtp })
  const transport = inThread({ kind: 'smtp', config }, file)
  onTestFinished(() => transport.close())
  return transport
}

function batch(kind: OutgoingBatch['kind'], people: number): OutgoingBatch {
  const fields = {
    salutation: 'Beste lezer',
    name: '',
    themesMoved: '',
    unsubscribeUrl: 'https://nieuwsbrief.example.org/u/v1.0',
    preferencesUrl: 'https://nieuwsbrief.example.org/p/v1.0',
    webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
  }
  const messages = Array.from({ length: people }, (_, i) => ({
    ref: `ref${i}`,
    to: { address: `lezer${i}@example.org`, name: undefined },
    fields,
  }))
  return { attemptId: 'attempt', issueId: ISSUE, kind, date: 0, content, messages }
}
