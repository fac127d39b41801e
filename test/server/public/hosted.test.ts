import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectCopy } from '../../support/local-face.ts'

const cli = resolve(import.meta.dirname, '../../../src/cli.ts')
let root: string
let children: ChildProcess[]
beforeEach(() => {
  root = projectCopy()
  children = []
})
afterEach(async () => {
  for (const child of children) await ended(child, 'SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

test('one process serves readers on one port and the editors on another', async () => {
  const { child, local, readers } = await startHosted()
  expect((await fetch(new URL('/subscribe', readers))).status).toBe(200)
  expect((await fetch(new URL('/outbox', readers))).status).toBe(404)
  expect((await fetch(new URL('/outbox', local))).status).toBe(403)
  const start = new URL(local).search
  expect((await fetch(new URL(`/${start}`, readers))).headers.get('set-cookie')).toBeNull()
  expect(await ended(child, 'SIGTERM')).toBe(0)
})

test('a sign-up becomes a mail in the outbox, also when the process dies in between', async () => {
  const first = await startHosted()
  const page = await (await fetch(new URL('/subscribe', first.readers))).text()
  const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await wait(2100)
  const answer = await fetch(new URL('/subscribe', first.readers), {
    method: 'POST',
    body: new URLSearchParams({ email: 'jan@example.org', purpose: 'newsletter', stamp }),
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  await ended(first.child, 'SIGKILL')
  await startHosted()
  for (let tries = 0; tries < 600 && mails().length === 0; tries++) await wait(50)
  await wait(300)
  expect(mails()).toHaveLength(1)
})

test('a taken port is said, and nothing is left running', async () => {
  const taken = createServer()
  const port = await new Promise<number>((done) =>
    taken.listen(0, '127.0.0.1', () => done((taken.address() as { port: number }).port)),
  )
  const { child, told } = run('--public-port', String(port))
  expect(await ended(child)).toBe(3)
  expect(told()).toContain(`Poort ${port} is bezet`)
  expect(told()).toContain('--public-port')
  await new Promise((done) => taken.close(done))
})

function mails(): string[] {
  try {
    return readdirSync(join(root, 'data/outbox/notices')).filter((name) => name.endsWith('.eml'))
  } catch {
    return []
  }
}

function run(...options: string[]) {
  const all = ['start', '--no-open', '--no-send', '--port', '0', '--hosted', ...options]
  const child = spawn(process.execPath, [cli, ...all], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const told = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (told.out += String(part)))
  child.stderr.on('data', (part: Buffer) => (told.err += String(part)))
  return { child, told: () => told.err, printed: () => told.out }
}

async function startHosted() {
  const { child, told, printed } = run('--public-port', '0')
  for (let tries = 0; tries < 400; tries++) {
    const readers = /staan op (http:\S+)/.exec(told())?.[1]
    const local = /http:\S+/.exec(printed())?.[0]
    if (readers !== undefined && local !== undefined) return { child, readers, local }
    await wait(25)
  }
  throw new Error(`It did not start: ${told()}`)
}

function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  const code = new Promise<number | null>((done) => child.once('exit', (found) => done(found)))
  if (signal !== undefined) child.kill(signal)
  return code
}
