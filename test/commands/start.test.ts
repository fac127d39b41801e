import { spawn, type ChildProcess } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import type { Store } from '../../src/store/store.ts'
import { readConfig } from '../../src/config.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { planIssueFor } from '../support/plan-issue.ts'
import { projectCopy } from '../support/local-face.ts'
import { runProgram } from '../support/run-command.ts'

const cli = resolve(import.meta.dirname, '../../src/cli.ts')
let root: string
let children: ChildProcess[]

beforeEach(() => {
  root = projectCopy()
  children = []
})
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')))
  rmSync(root, { recursive: true, force: true })
})

test('one line on stdout is the address, and the first page is behind it', async () => {
  const { child, address } = await startRondbrief('--port', '0')
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?start=[\w-]{32}$/)
  const opened = await fetch(address, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await fetch(new URL('/', address), { headers: { cookie } })
  expect(await page.text()).toContain('<h1>Overzicht</h1>')
  expect(statSync(join(root, 'data/server.json')).mode & 0o077).toBe(0)
  expect(child.exitCode).toBeNull()
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'stops well within a second at %s, also with a page open',
  async (signal) => {
    const { child, address } = await startRondbrief('--port', '0')
    const opened = await fetch(address, { redirect: 'manual' })
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const listening = await fetch(new URL('/events', address), { headers: { cookie } })
    expect(listening.status).toBe(200)
    const began = performance.now()
    expect(await end(child, signal)).toBe(0)
    expect(performance.now() - began).toBeLessThan(1000)
    await listening.body?.cancel().catch(() => {})
    expect(existsSync(join(root, 'data/server.json'))).toBe(false)
  },
)

test('a second start in the same folder says where the first one is', async () => {
  const first = await startRondbrief('--port', '0')
  const second = await startRondbrief()
  expect(second.address).toBe(first.address)
  expect(await ended(second.child)).toBe(0)
  expect(second.told()).toContain('draait al')
})

test('what a killed Rondbrief left behind does not stop the next', async () => {
  mkdirSync(join(root, 'data'), { recursive: true })
  const stale = { pid: process.pid, port: 9, token: 'x' }
  writeFileSync(join(root, 'data/server.json'), JSON.stringify(stale))
  const { address, child } = await startRondbrief('--port', '0')
  expect(JSON.parse(readFileSync(join(root, 'data/server.json'), 'utf8'))).toMatchObject({
    pid: child.pid,
  })
  expect(address).not.toContain(':9/')
})

test('a taken port moves to the next; one that was asked for does not', async () => {
  const taken = createServer()
  const port = await new Promise<number>((done) =>
    taken.listen(0, '127.0.0.1', () => done((taken.address() as { port: number }).port)),
  )
  const refused = run('--port', String(port))
  expect(await ended(refused.child)).toBe(3)
  expect(refused.told()).toContain(`Poort ${port} is bezet`)
  await new Promise((done) => taken.close(done))
})

test('says what is wrong with an option or the settings', async () => {
  const badPort = run('--port', 'veel')
  expect(await ended(badPort.child)).toBe(2)
  expect(badPort.told()).toContain("'veel' is geen poortnummer")
  rmSync(join(root, 'rondbrief.yaml'))
  expect(await ended(run().child)).toBe(3)
})

test('what goes by itself, or does not, is told with its date', async () => {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('The settings of the copy are good')
  const store = await openList(root, {})
  await addPeople(store, 3, root)
  await planIssueFor('2023-03-27T09:00', '2023-03', read.config, store)
  await store.close()
  const { child, told } = spawnStart('--port', '0')
  await expect
    .poll(told, { timeout: 45_000 })
    .toMatch(
      /\d{4}, \d{1,2}\.\d\d\u00A0uur {2}Editie 2023-03: Het moment is te lang voorbij\. Er is niets verstuurd\.\n/,
    )
  expect(await end(child, 'SIGTERM')).toBe(0)
}, 60_000)

test.each(['SIGINT', 'SIGTERM'] as const)(
  'what was started on the page is finished at %s as far as it was under way, and goes on later',
  async (signal) => {
    const people = 400
    const store = await openList(root, {})
    await addPeople(store, people, root)
    const started = spawnStart('--port', '0')
    const address = await addressOf(started)
    const opened = await fetch(address, { redirect: 'manual' })
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const page = new URL('/issues/2023-03/dispatch/send', address)
    const form = await (await fetch(page, { headers: { cookie } })).text()
    const seen = /name="seen" value="(\w+)"/.exec(form)?.[1] ?? ''
    const answer = await fetch(page, {
      method: 'POST',
      headers: { cookie, origin: page.origin },
      body: new URLSearchParams({ seen, count: String(people), name: 'Samira' }),
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
    const sent = async () => (await receivedIn(store)).length
    await expect.poll(sent, { timeout: 20_000, interval: 20 }).toBeGreaterThan(5)
    expect(await end(started.child, signal)).toBe(0)
    expect(started.told()).toContain('Rondbrief stopt. Wat onderweg is, wordt afgemaakt.')
    expect(started.told()).toMatch(
      /van 400 verstuurd, .*Onderbroken\. Wat onderweg was, is afgemaakt\./,
    )
    const before = await sent()
    expect(before).toBeLessThan(people)
    expect(
      await store.db.selectFrom('batch').select('id').where('status', '=', 'submitting').execute(),
    ).toEqual([])
    const resumed = await runProgram(root, [
      'send',
      '2023-03',
      '--yes-really',
      '--count',
      String(people),
    ])
    expect(resumed.code).toBe(0)
    expect(readdirSync(join(root, 'data/outbox/2023-03'))).toHaveLength(people)
    expect(await checkInvariants(store)).toEqual([])
    await store.close()
  },
  60_000,
)

test.each(['-1', '65536', '', '1e3', '4321.5'])('%j is no port', async (port) => {
  const { child, told } = run(`--port=${port}`)
  expect(await ended(child)).toBe(2)
  expect(told()).toContain('of 0 voor een vrije poort')
})

test('with --json the line is an object', async () => {
  const { address } = await startRondbrief('--port', '0', '--json')
  expect(JSON.parse(address)).toMatchObject({ schema: 1, already: false, pid: expect.any(Number) })
})

function run(...options: string[]): ReturnType<typeof spawnStart> {
  return spawnStart('--no-send', ...options)
}

function spawnStart(...options: string[]): { child: ChildProcess; told: () => string } {
  const child = spawn(process.execPath, [cli, 'start', '--no-open', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let told = ''
  child.stderr.on('data', (part: Buffer) => (told += String(part)))
  return { child, told: () => told }
}

async function startRondbrief(...options: string[]) {
  const started = run(...options)
  return { ...started, address: await addressOf(started) }
}

function addressOf({ child, told }: ReturnType<typeof spawnStart>): Promise<string> {
  return new Promise((done, failed) => {
    child.stdout?.once('data', (line: Buffer) => done(String(line).trim()))
    child.once('exit', () => failed(new Error(`It ended: ${told()}`)))
  })
}

function receivedIn({ db }: Store) {
  return db.selectFrom('recipient').select('ref').where('state', '=', 'submitted').execute()
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => child.once('exit', (code) => done(code)))
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const code = ended(child)
  child.kill(signal)
  return code
}
