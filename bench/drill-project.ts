import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { checkInvariants, type Violation } from '../src/dispatch/invariants.ts'
import { databaseFile, openStore } from '../src/store/store.ts'

export const ISSUE = '2023-03'
const project = resolve(import.meta.dirname, '..')

/** A copy of the project in a folder of its own, with a list of so many invented people. */
export function newProject(settings: Record<string, string>, people: number): string {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-drill-'))
  for (const part of ['rondbrief.yaml', 'newsletters', 'templates', 'subscribers']) {
    cpSync(join(project, part), join(root, part), { recursive: true })
  }
  mkdirSync(join(root, 'data'))
  const file = join(root, 'rondbrief.yaml')
  let yaml = readFileSync(file, 'utf8')
  // Nothing that is only an example may be sent through a server.
  yaml = yaml.replaceAll('example.org', 'proef.internal').replaceAll('Voorbeeldst', 'Proefst')
  for (const [from, to] of Object.entries(settings)) yaml = yaml.replace(from, to)
  writeFileSync(file, yaml)
  const rows = Array.from({ length: people }, (_, i) => `lezer${i}@example.org;Lezer ${i}`)
  writeFileSync(join(root, 'lijst.csv'), `E-mailadres;Naam\n${rows.join('\n')}\n`)
  return root
}

export type Ran = { code: number | null; out: string; err: string }

/** The program as people start it; `child` is known at once, so that it can be killed. */
export function start(
  root: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ended: Promise<Ran> } {
  // Node itself and not the launcher, which is a process of its own beside the one to be killed.
  const child = spawn(process.execPath, [join(project, 'src/cli.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  return { child, ended: once(child, 'close').then(() => ({ code: child.exitCode, out, err })) }
}

export async function rondbrief(
  root: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  return start(root, args, env).ended
}

/** As above, and anything but this exit code ends the drill. */
export async function expectCode(code: number, ran: Promise<Ran>): Promise<Ran> {
  const done = await ran
  if (done.code !== code) {
    throw new Error(`Exit code ${done.code} and not ${code}:\n${done.out}\n${done.err}`)
  }
  return done
}

/** Nobody waits any more: everybody has it, or is listed. */
export async function isOver(root: string): Promise<boolean> {
  const { out } = await rondbrief(root, ['send', ISSUE, '--json'])
  const { type, progress } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as {
    type: string
    progress?: { waiting: number; underWay: number }
  }
  if (type === 'already') return true
  return type === 'begun' && progress?.waiting === 0 && progress.underWay === 0
}

/** Where everyone is by the ledger, beside how often they were really reached. */
export type Judged = {
  recipients: number
  copies: number
  twice: number
  missing: number
  held: number
  broken: Violation[]
}

export async function judge(
  root: string,
  copies: ReadonlyMap<string, number>,
  people: number,
): Promise<Judged> {
  const store = await openStore(databaseFile(root))
  try {
    const rows = await store.db
      .selectFrom('recipient')
      .innerJoin('batch', 'batch.id', 'recipient.batch_id')
      .select(['email', 'state', 'status'])
      .execute()
    const sum: Judged = {
      recipients: rows.length,
      copies: 0,
      twice: 0,
      missing: people - rows.length,
      held: 0,
      broken: await checkInvariants(store),
    }
    for (const { email, state, status } of rows) {
      const got = copies.get(email ?? '') ?? 0
      sum.copies += got
      if (got > 1) sum.twice++
      const listed = state !== 'submitted' && (status === 'in_doubt' || status === 'held')
      if (listed) sum.held++
      else if (got === 0 || state !== 'submitted') sum.missing++
    }
    return sum
  } finally {
    await store.close()
  }
}

/** A mail server that knows nothing of any ledger: who got how many whole mails. */
export type MailSink = {
  port: number
  copies: Map<string, number>
  /** The last mail of each, as it came. */
  mails: Map<string, string>
  /** Called when a mail is here and before it is answered. */
  onMail: ((address: string, count: number) => void | Promise<void>) | undefined
  close(): void
}

export async function startMailSink(): Promise<MailSink> {
  const copies = new Map<string, number>()
  const mails = new Map<string, string>()
  let count = 0
  const sink: MailSink = { port: 0, copies, mails, onMail: undefined, close: () => server.close() }
  const server = createServer((socket) => {
    let buffer = ''
    let to = ''
    let isMessage = false
    let busy = Promise.resolve()
    socket.on('error', () => {})
    socket.setEncoding('latin1').write('220 sink\r\n')
    socket.on('data', (chunk) => {
      buffer += String(chunk)
      busy = busy.then(read)
    })

    async function read(): Promise<void> {
      for (;;) {
        const end = isMessage ? '\r\n.\r\n' : '\r\n'
        const at = buffer.indexOf(end)
        if (at < 0) return
        const line = buffer.slice(0, at)
        buffer = buffer.slice(at + end.length)
        if (isMessage) {
          isMessage = false
          copies.set(to, (copies.get(to) ?? 0) + 1)
          mails.set(to, line)
          await sink.onMail?.(to, ++count)
          if (socket.writable) socket.write('250 taken\r\n')
          continue
        }
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'RCPT') to = /<([^>]*)>/.exec(line)?.[1] ?? ''
        if (verb === 'DATA') isMessage = true
        if (verb === 'QUIT') socket.end('221 bye\r\n')
        else socket.write(verb === 'DATA' ? '354 go on\r\n' : '250 fine\r\n')
      }
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  sink.port = (server.address() as AddressInfo).port
  return sink
}

/** Who has how many mails in an outbox, by what is in the mails. */
export function copiesIn(folder: string): Map<string, number> {
  const copies = new Map<string, number>()
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!name.endsWith('.eml')) continue
    const to = /^To:.*?<?([^\s<>]+@[^\s<>]+?)>?\r?$/m.exec(readFileSync(join(folder, name), 'utf8'))
    const address = to?.[1] ?? name
    copies.set(address, (copies.get(address) ?? 0) + 1)
  }
  return copies
}

export function mount(folder: string, megabytes: number): void {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]
  const { status } = spawnSync('mount', options, { stdio: 'inherit' })
  if (status !== 0) throw new Error('No disk could be mounted; only root may')
}

export function remove(root: string): void {
  spawnSync('umount', ['--lazy', join(root, 'data')], { stdio: 'ignore' })
  rmSync(root, { recursive: true, force: true })
}

/** One line to a count, in the order given. */
export function table(counts: Record<string, number | string>): string {
  const width = Math.max(...Object.keys(counts).map((name) => name.length))
  return Object.entries(counts)
    .map(([name, count]) => `  ${name.padEnd(width)}  ${count}\n`)
    .join('')
}
