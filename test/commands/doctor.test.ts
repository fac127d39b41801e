import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Invocation } from '../../src/commands/command.ts'
import { doctor, doctorAsking } from '../../src/commands/doctor.ts'
import { examineClock } from '../../src/commands/examine-transport.ts'
import type { Finding } from '../../src/commands/finding.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { fileTransport } from '../../src/dispatch/transports/file.ts'
import { sendgridTransport } from '../../src/dispatch/transports/sendgrid.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { nl } from '../../src/text/nl.ts'
import { planFor, sender } from '../support/dispatch-data.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { testConfig } from '../support/test-config.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { KEY, startSendgrid } from '../support/sendgrid-server.ts'
import { runCommand, runProgram } from '../support/run-command.ts'

const posix = process.platform !== 'win32'

describe('rondbrief doctor', () => {
  test('finds a new project in order, and makes nothing in it but the folder for data', async () => {
    const root = copyProject()
    const { code, printed } = await runCommand(doctor, root)
    expect(printed).toContain('Alles is in orde.')
    expect(printed).not.toMatch(/^(let op|fout)/m)
    expect(printed.split('\n').filter((line) => line.startsWith('ok'))).toHaveLength(16)
    expect(code).toBe(0)
  })

  test('says of each fault what to do', async () => {
    const root = copyProject()
    edit(root, 'rondbrief.yaml', 'language: nl', 'language: fries')
    const { code, printed } = await runCommand(doctor, root)
    expect(code).toBe(3)
    expect(printed).toMatch(
      /^fout\s+Instellingen\s+1 melding in rondbrief\.yaml\n\s+Wat nu: begin met: rondbrief\.yaml:4:11 /m,
    )
    expect(printed).toMatch(/\n1 fout, 0 keer let op\.$/)
  })

  test('tells that example values may not stay for a transport that sends', async () => {
    const root = copyProject()
    edit(root, 'rondbrief.yaml', 'transport: file', 'transport: sendgrid')
    expect(await finding(root, 'settings')).toMatchObject({ state: 'fault' })
    expect(await finding(root, 'transport')).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('RONDBRIEF_SENDGRID_KEY'),
    })
  })

  test('compares the clock with that of what sends, where that has one', async () => {
    const server = await startSendgrid()
    onTestFinished(() => server.close())
    const secrets = { ...testConfig('/').secrets, sendgridKey: KEY }
    const transport = sendgridTransport(testConfig('/', { secrets }), { baseUrl: server.url })
    onTestFinished(() => transport.close())
    const at = Date.parse('2028-12-04T05:00:00Z')
    server.now = () => at
    const words = async (now: number) =>
      (await examineClock(transport, () => now, nl)).map(({ state, found }) => `${state}: ${found}`)
    expect(await words(at + 60_000)).toEqual(['good: loopt gelijk met die van sendgrid'])
    expect(await words(at + 20 * 60_000)).toEqual([
      'fault: loopt 20 minuten voor op die van sendgrid',
    ])
    expect(await words(at - 20 * 60_000)).toEqual([
      'fault: loopt 20 minuten achter op die van sendgrid',
    ])
    expect(await examineClock(fileTransport(sender, '/'), () => at, nl)).toEqual([])
  })

  test('finds a template that cannot be read', async () => {
    const root = copyProject()
    edit(root, 'templates/newsletter.mjml', '</mj-body>', '{{#each}}</mj-body>')
    expect(await finding(root, 'templates')).toMatchObject({
      state: 'fault',
      fix: expect.stringContaining('templates/newsletter.mjml'),
    })
  })

  test('sees that styles are really made smaller', async () => {
    expect(await finding(copyProject(), 'minify')).toMatchObject({ state: 'good' })
  })

  test('sees that they are not, where MJML cannot find its minifier', async () => {
    const root = copyProject()
    const without = ['--import', resolve(import.meta.dirname, '../fixtures/without-cssnano.mjs')]
    const { stdout } = await runProgram(root, ['doctor', '--json'], without)
    const { findings } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { findings: Finding[] }
    expect(findings.find(({ subject }) => subject === 'minify')).toMatchObject({
      state: 'attention',
    })
    const checked = await runProgram(root, ['check', '2023-10'], without)
    expect(checked.stdout).toContain('[template/minify-inactive]')
  })

  test('tries whether it may write', async () => {
    const root = copyProject()
    writeFileSync(join(root, 'data'), 'no folder')
    expect(await finding(root, 'writing')).toMatchObject({ state: 'fault' })
  })

  test('finds a database in order, and one that is damaged', async () => {
    const root = copyProject()
    expect(await finding(root, 'database')).toMatchObject({
      found: expect.stringContaining('nog niet gemaakt'),
    })
    const store = await openStore(databaseFile(root))
    await store.close()
    expect(await finding(root, 'database')).toMatchObject({ state: 'good', found: 'in orde' })
    writeFileSync(databaseFile(root), 'this is no database at all'.repeat(100))
    expect(await finding(root, 'database')).toMatchObject({ state: 'fault' })
  })

  test('knows what an absent, empty or open secret means', async () => {
    const root = copyProject()
    expect(await finding(root, 'secret')).toMatchObject({ state: 'good' })
    const file = join(root, 'data/secret')
    mkdirSync(join(root, 'data'), { recursive: true })
    writeFileSync(file, ' \n')
    expect(await finding(root, 'secret')).toMatchObject({ state: 'fault' })
    writeFileSync(file, 'a-secret-of-some-length')
    chmodSync(file, 0o644)
    expect(await finding(root, 'secret')).toMatchObject({ state: posix ? 'attention' : 'good' })
    chmodSync(file, 0o600)
    expect(await finding(root, 'secret')).toMatchObject({ state: 'good' })
    const env = { RONDBRIEF_SECRET: 'from-the-environment-'.repeat(3) }
    expect(await finding(root, 'secret', { env })).toMatchObject({
      found: 'door uw beheerder ingesteld met RONDBRIEF_SECRET',
    })
  })

  test('finds a secret that does not belong to the database', async () => {
    const root = copyProject()
    const store = await openStore(databaseFile(root))
    const email_key = emailKey('jan@example.org', 'the-secret-it-was-filled-under-long-ago')
    const row = { email_key, scope: 'all', reason: 'unsubscribed', at: 0 } as const
    await store.db.insertInto('suppression').values(row).execute()
    await store.close()
    const env = (secret: string) => ({ env: { RONDBRIEF_SECRET: secret } })
    expect(
      await finding(root, 'secret', env('the-secret-it-was-filled-under-long-ago')),
    ).toMatchObject({ state: 'good' })
    expect(
      await finding(root, 'secret', env('another-secret-that-is-long-enough-too')),
    ).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('hoort niet bij deze database'),
    })
  })

  test('warns of a folder that copies itself', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'rondbrief-'))
    onTestFinished(() => rmSync(parent, { recursive: true }))
    for (const name of ['OneDrive - Gemeente', 'Dropbox']) {
      const root = join(parent, name, 'nieuwsbrief')
      mkdirSync(root, { recursive: true })
      expect(await finding(root, 'sync')).toMatchObject({ state: 'attention' })
    }
    expect(await finding(join(parent), 'sync')).toMatchObject({ state: 'good' })
  })

  test('notices a clock that is behind', async () => {
    const root = copyProject()
    expect(await finding(root, 'clock')).toMatchObject({ state: 'good' })
    const tomorrow = Date.now() / 1000 + 86_400
    utimesSync(join(root, 'newsletters/2023-03/issue.md'), tomorrow, tomorrow)
    expect(await finding(root, 'clock')).toMatchObject({
      state: 'attention',
      found: expect.stringContaining('newsletters/2023-03/issue.md'),
    })
    const now = () => Date.UTC(1970, 0, 2)
    expect(await finding(root, 'clock', { now })).toMatchObject({ state: 'fault' })
  })

  test('knows when the list of time zones is too old to trust', async () => {
    const root = copyProject()
    const now = () => Date.UTC(2040, 0, 1)
    expect(await finding(root, 'zone', { now })).toMatchObject({ state: 'attention' })
    expect(await finding(root, 'zone')).toMatchObject({
      state: 'good',
      found: expect.stringContaining('Europe/Amsterdam'),
    })
  })

  test('asks the mail server only when told to, with an exit code of its own', async () => {
    let calls = 0
    const server = createServer((socket) => {
      calls += 1
      socket.destroy()
    })
    const port = await new Promise<number>((done) => {
      server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
    })
    onTestFinished(() => void server.close())
    const root = copyProject()
    const settings =
      'public_url: https://nieuws.veiligheidsalliantie.nl\nsmtp:\n  host: 127.0.0.1\n  port: '
    edit(root, 'rondbrief.yaml', /^public_url: .*$/m, `${settings}${port}`)
    edit(root, 'rondbrief.yaml', 'transport: file', 'transport: smtp')
    edit(root, 'rondbrief.yaml', /[\w.]*example\.org/g, 'veiligheidsalliantie.nl')
    edit(root, 'rondbrief.yaml', 'Voorbeeldstraat 1', 'Postbus 1')
    edit(root, 'rondbrief.yaml', 'Voorbeeldstad', 'Rotterdam')
    expect(await runCommand(doctor, root)).toMatchObject({ code: 0 })
    expect(calls).toBe(0)
    const nobody = () => Promise.reject(Object.assign(new Error('no'), { code: 'ETIMEOUT' }))
    const { code, printed } = await runCommand(doctorAsking(nobody), root, {
      options: { online: true },
    })
    expect(calls).toBeGreaterThan(0)
    expect(code).toBe(4)
    const { title } = nl.problems['transport/unreachable']({ host: '127.0.0.1' })
    expect(printed).toMatch(/^fout\s+Versturen\s+smtp: /m)
    expect(printed).toContain(title)
  })

  test('finds a dispatch in which somebody is not accounted for, and tells the alarms beside it', async () => {
    const root = copyProject()
    const store = await openStore(databaseFile(root))
    const plan = planFor(await addPeople(store, 2), { batchSize: 2 })
    await planDispatch(store, plan, systemPorts)
    expect(await finding(root, 'ledger')).toMatchObject({ state: 'good' })
    store.sqlite.exec(`insert into event_post (id, received_at, body) values ('p', 1, '');
      insert into provider_event (id, post_id, dedupe_key, type, at, quarantined)
      values ('e', 'p', 'e', 'delivered', 1, 1)`)
    expect(await finding(root, 'ledger')).toMatchObject({ state: 'attention' })
    store.sqlite.exec(`update batch set status = 'rejected'`)
    await store.close()
    expect(await finding(root, 'ledger')).toMatchObject({
      state: 'fault',
      found:
        'de aantallen van een verzending kloppen niet; ' +
        nl.alarms.kinds['unknown-events']('1', 1).title.replace(/\.$/, ''),
      fix: nl.commands.doctor.ledger.brokenFix,
    })
  })

  test('without settings still examines the rest', async () => {
    const root = copyProject()
    rmSync(join(root, 'rondbrief.yaml'))
    const { code, stdout } = await runProgram(root, ['doctor', '--json'])
    const result = JSON.parse(stdout) as { schema: number; ok: boolean; findings: Finding[] }
    expect(code).toBe(3)
    expect(result).toMatchObject({ schema: 1, ok: false })
    expect(result.findings.find(({ subject }) => subject === 'node')).toMatchObject({
      state: 'good',
    })
    expect(result.findings.find(({ subject }) => subject === 'settings')).toMatchObject({
      state: 'fault',
      fix: expect.any(String),
    })
  })
})

async function finding(
  root: string,
  subject: Finding['subject'],
  given: Partial<Invocation> = {},
): Promise<Finding | undefined> {
  const { printed } = await runCommand(doctor, root, { json: true, ...given })
  const { findings } = JSON.parse(printed) as { findings: Finding[] }
  return findings.find((one) => one.subject === subject)
}
