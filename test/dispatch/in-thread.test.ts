import { describe, expect, onTestFinished, test } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { resumeDispatch } from '../../src/dispatch/settle.ts'
import type { OutgoingBatch } from '../../src/dispatch/transport.ts'
import { inThread } from '../../src/dispatch/transports/in-thread.ts'
import { piecesOf } from '../../src/render/pieces.ts'
import { frozen, ISSUE } from '../support/dispatch-data.ts'
import { fixture, planned } from '../support/dispatch-fixture.ts'
import { startRaw, startSmtp } from '../support/smtp-peer.ts'
import { testConfig } from '../support/test-config.ts'

const content = { ...frozen, pieces: piecesOf(frozen) }

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

  test('that breaks off leaves in doubt what it was doing, pauses, and sends nobody again', async () => {
    const made = await fixture(8)
    const id = await planned(made)
    const breaking = new URL('../support/breaking-process.ts', import.meta.url)
    const first = await runDispatch(id, made.options({ transport: transportTo(1, breaking) }))
    expect(first).toMatchObject({ end: 'paused', reason: 'thread-lost' })
    const { unsure, waiting } = first.progress
    expect(unsure).toBeGreaterThan(0)
    expect([unsure <= 3, unsure + waiting]).toEqual([true, 8])

    const server = await startSmtp()
    onTestFinished(() => server.close())
    await resumeDispatch(made.store, id, 'editor', systemPorts)
    const next = await runDispatch(id, made.options({ transport: transportTo(server.port) }))
    expect(next.progress).toMatchObject({ total: 8, sent: waiting, unsure })
    expect(server.taken).toHaveLength(waiting)
    expect(await checkInvariants(made.store)).toEqual([])
  })

  test('that cannot start puts nobody in doubt, however often it is tried', async () => {
    const made = await fixture(4)
    const id = await planned(made)
    const nowhere = new URL('file:///no-such-file.ts')
    for (let tried = 0; tried < 3; tried++) {
      const { end, reason, progress } = await runDispatch(
        id,
        made.options({ transport: transportTo(1, nowhere) }),
      )
      expect([end, reason]).toEqual(['paused', 'thread-lost'])
      expect(progress).toMatchObject({ waiting: 4, unsure: 0 })
      await resumeDispatch(made.store, id, 'editor', systemPorts)
    }
  })

  test('in which something throws pauses, says the error once, and puts no more in doubt than it had', async () => {
    const made = await fixture(8)
    const id = await planned(made)
    const warned: Error[] = []
    const warn = (warning: Error) => void warned.push(warning)
    process.on('warning', warn)
    onTestFinished(() => void process.off('warning', warn))
    const faulty = new URL('../support/faulty-process.ts', import.meta.url)
    const first = await runDispatch(id, made.options({ transport: transportTo(1, faulty) }))
    expect(first).toMatchObject({ end: 'paused', reason: 'thread-lost' })
    const { unsure, waiting } = first.progress
    expect([unsure > 0, unsure <= 3, unsure + waiting]).toEqual([true, true, 8])
    const row = await made.store.db.selectFrom('dispatch').select(['status', 'reason']).execute()
    expect(row).toEqual([{ status: 'paused', reason: 'thread-lost' }])
    expect(warned.map((one) => (one as { detail?: string }).detail)).toEqual([
      expect.stringContaining('A fault in what makes a mail'),
    ])
    // Whoever looks again, as the daemon does, finds it paused and tries nobody.
    const next = await runDispatch(id, made.options({ transport: transportTo(1, faulty) }))
    expect(next).toMatchObject({ end: 'paused', progress: { unsure, waiting } })
    expect(warned).toHaveLength(1)
  })

  test('forgets what it was told long ago, and is told it again when that is sent', async () => {
    const server = await startSmtp()
    onTestFinished(() => server.close())
    const transport = transportTo(server.port)
    const versions = Array.from({ length: 120 }, () => ({ ...content }))
    for (const version of [...versions, ...versions.slice(0, 2)]) {
      const sent = await transport.submit({ ...batch('issue', 1), content: version })
      expect(sent.kind).toBe('accepted')
    }
    expect(server.taken).toHaveLength(122)
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
    expect(await transport.submit(batch('issue', 1))).toMatchObject({ kind: 'pause' })
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
    expect(await transport.submit(batch('issue', 1))).toMatchObject({ kind: 'pause' })
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
