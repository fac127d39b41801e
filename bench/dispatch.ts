/**
 * Recipients per second through the ledger, on the March issue with its pictures, SQLite with
 * synchronous=FULL; each route in a process of its own, so that its peak of memory is its own. Each
 * is compared with what is wanted of it and with the same run over a transport that takes everything
 * at once and does nothing: what is left is the ledger's own share. The other end is a real server
 * in another process, on the same two cores.
 *
 * `node bench/dispatch.ts [file|smtp|sendgrid] [recipients]`
 */
import { fork, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { readConfig, type Config } from '../src/config.ts'
import { bytesOf, composeMessage } from '../src/dispatch/compose.ts'
import { signatures, signingKeys } from '../src/dispatch/dkim.ts'
import { planDispatch, type Plan } from '../src/dispatch/plan.ts'
import { systemPorts } from '../src/dispatch/ports.ts'
import { fieldsFor } from '../src/dispatch/recipient-fields.ts'
import { runDispatch } from '../src/dispatch/run.ts'
import type { OutgoingBatch, Transport } from '../src/dispatch/transport.ts'
import { fileTransport } from '../src/dispatch/transports/file.ts'
import { inThread } from '../src/dispatch/transports/in-thread.ts'
import { loadIssue } from '../src/issue/load-issue.ts'
import { variantFor } from '../src/issue/variants.ts'
import { piecesOf } from '../src/render/pieces.ts'
import { renderVariant } from '../src/render/render-variant.ts'
import { openTemplates } from '../src/render/templates.ts'
import { openStore, type SqliteStore } from '../src/store/store.ts'
import { textFor } from '../src/text/text.ts'
import { alone } from '../test/support/dispatch-data.ts'

const BATCH = 1_000
const SECRET = 'a secret for the benchmark only, of some length'
const usual = { file: 2_000, smtp: 10_000, sendgrid: 100_000 }
type Route = keyof typeof usual
const [what, count] = process.argv.slice(2)

if (what === 'http-sink') httpSink()
else if (what === 'smtp-sink') smtpSink()
else if (what === undefined) for (const route of Object.keys(usual)) await inItsOwnProcess(route)
else await main(what as Route, Number(count ?? usual[what as Route]))

async function inItsOwnProcess(route: string): Promise<void> {
  await new Promise((done) => fork(import.meta.filename, [route]).once('exit', done))
}

async function main(route: Route, asked: number): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
  const rendered = await marchIssue(root, read.config)
  switch (route) {
    case 'file': {
      const open = (folder: string) => fileTransport(read.config, join(folder, 'outbox'))
      const all = await measure(asked, 1, open)
      report(
        'file, one .eml each',
        asked,
        all,
        await measure(asked, 1, () => nothing('file', 1, 4)),
      )
      break
    }
    case 'smtp': {
      await shares(signedOver(read.config, 0, 1))
      for (const connections of [5, 20, 40]) {
        const [sink, port] = await started('smtp-sink')
        const config = signedOver(read.config, port, connections)
        const all = await measure(asked, 1, () => inThread({ kind: 'smtp', config }))
        const ledger = await measure(asked, 1, () => nothing('smtp', 1, connections))
        const route = `SMTP on loopback, ${connections} connections, DKIM with RSA-2048 (840 wanted)`
        report(route, asked, all, ledger)
        const [here, there] = [all.cpuMs / asked, (await cpuOf(sink)) / asked]
        print(
          `  CPU for each mail           ${here.toFixed(2)} ms, and the sink ${there.toFixed(2)} ms`,
        )
        sink.kill()
      }
      break
    }
    case 'sendgrid': {
      const [sink, port] = await started('http-sink')
      const secrets = { ...read.config.secrets, sendgridKey: 'SG.bench' }
      const settings = { baseUrl: `http://127.0.0.1:${port}`, batchSize: BATCH }
      const open = () =>
        inThread({ kind: 'sendgrid', config: { ...read.config, secrets }, settings })
      const all = await measure(asked, BATCH, open)
      const peak = peakMegabytes()
      const ledger = await measure(asked, BATCH, () => nothing('sendgrid', BATCH, 4))
      report(`SendGrid on loopback, batches of ${BATCH} (25,000 wanted)`, asked, all, ledger)
      print(`  peak memory                 ${peak} MB (300 wanted)`)
      sink.kill()
      break
    }
  }

  /** What one mail costs without ledger and network. */
  async function shares(config: Config): Promise<void> {
    const content = { ...rendered, pieces: piecesOf(rendered) }
    const fields = fieldsFor({
      publicUrl: config.publicUrl,
      issueId: '2023-03',
      secret: SECRET,
      text: textFor('nl'),
    })
    const batch: OutgoingBatch = {
      attemptId: 'bench',
      issueId: '2023-03',
      kind: 'issue',
      date: 0,
      content,
      messages: [],
    }
    const message = (i: number) => ({
      ref: `ref-of-24-characters-${i}`,
      to: { address: `lezer${i}@example.org`, name: `Lezer ${i}` },
      fields: fields(`ref-of-24-characters-${i}`, `Lezer ${i}`),
    })
    const first = await composeMessage(config, batch, message(0))
    print(`one mail: ${(bytesOf(first).length / 1000).toFixed(0)} KB, the March issue`)
    await timed('compose', 2_000, async (i) => {
      bytesOf(await composeMessage(config, batch, message(i)))
    })
    const keys = signingKeys(config)
    await timed('sign, RSA-2048, one by one', 500, async () => {
      await signatures(first, keys)
    })
  }

  async function measure(
    count: number,
    batchSize: number,
    open: (folder: string) => Transport,
  ): Promise<Measured> {
    const folder = mkdtempSync(join(tmpdir(), 'rondbrief-bench-'))
    const store = await openStore(join(folder, 'data', 'rondbrief.db'))
    const transport = open(folder)
    try {
      addPeople(store, count)
      const plan = planOf(count, batchSize)
      const start = performance.now()
      const planned = await planDispatch(store, plan, systemPorts)
      const planMs = performance.now() - start
      if (planned.kind !== 'planned') throw new Error('It was planned before')
      const [from, used] = [performance.now(), process.cpuUsage()]
      const { progress } = await runDispatch(planned.dispatchId, {
        store,
        config: read.kind === 'ok' ? read.config : { publicUrl: '' },
        text: textFor('nl'),
        secret: SECRET,
        transport,
        session: alone,
        ports: systemPorts,
        signal: new AbortController().signal,
      })
      const runMs = performance.now() - from
      const cpuMs = milliseconds(process.cpuUsage(used))
      if (progress.sent !== count) throw new Error(`Only ${progress.sent} of ${count} were sent`)
      return { planMs, runMs, cpuMs }
    } finally {
      await transport.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }

  function planOf(count: number, batchSize: number): Plan {
    return {
      issueId: '2023-03',
      listId: 'bench',
      graceMs: 0,
      fingerprint: 'of the bench',
      scheduled: undefined,
      variants: [{ key: 'all', frozen: rendered, count }],
      recipients: (db) =>
        db
          .selectFrom('subscriber')
          .select(['id', 'email', 'email_key', 'name', sql<string>`'all'`.as('variant')]),
      excluded: 0,
      agreed: count,
      batchSize,
    }
  }
}

type Measured = { planMs: number; runMs: number; cpuMs: number }

async function marchIssue(root: string, config: Config) {
  const { issue } = await loadIssue(config, '2023-03')
  const { templates } = await openTemplates(root)
  if (issue === undefined || templates === undefined) throw new Error('Nothing to send')
  const settings = { config, text: textFor(config.language), templates }
  return renderVariant(issue, variantFor(issue, []), settings)
}

function addPeople({ sqlite }: SqliteStore, count: number): void {
  const insert = sqlite.prepare(
    `insert into subscriber (id, email, email_key, name, language, choices, newsletter, created_at, changed_at)
     values (?, ?, ?, ?, 'nl', '', 'confirmed', 0, 0)`,
  )
  sqlite.exec('begin')
  for (let i = 0; i < count; i++) {
    insert.run(
      `s${i}`,
      `lezer${i}@example.org`,
      `key-of-lezer-number-${i}-as-long-as-a-real-one-is`,
      `Lezer ${i}`,
    )
  }
  sqlite.exec('commit')
}

/** Takes everything and does nothing with it. */
function nothing(name: Transport['name'], batchSize: number, concurrency: number): Transport {
  return {
    name,
    batchSize,
    concurrency,
    leaseMs: 60_000,
    verify: () => Promise.resolve([]),
    submit: () => Promise.resolve({ kind: 'accepted', messageId: undefined, status: undefined }),
    close: () => Promise.resolve(),
  }
}

function report(route: string, count: number, all: Measured, ledger: Measured): void {
  const perSecond = ({ runMs }: Measured) => ((count * 1000) / runMs).toFixed(0)
  print(`${route}: ${count} recipients`)
  print(`  snapshot                    ${all.planMs.toFixed(0)} ms`)
  print(`  sent                        ${perSecond(all)} recipients per second`)
  print(
    `  compared with the ledger alone ${perSecond(ledger)} per second: its share is ${((100 * ledger.runMs) / all.runMs).toFixed(0)}% of the time`,
  )
}

async function timed(name: string, times: number, work: (i: number) => Promise<void>) {
  const start = performance.now()
  for (let i = 0; i < times; i++) await work(i)
  print(`  ${name}: ${((performance.now() - start) / times).toFixed(3)} ms`)
}

function signedOver({ secrets, ...config }: Config, port: number, connections: number): Config {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const dkimKey = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const dkim = { domain: 'example.org', selector: 'bench' }
  const smtp = { host: '127.0.0.1', port, secure: false, connections, dkim }
  return { ...config, transport: 'smtp', smtp, secrets: { ...secrets, dkimKey } }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}

/** On a busy machine the clock says little. */
async function cpuOf(sink: ChildProcess): Promise<number> {
  const said = new Promise<NodeJS.CpuUsage>((done) =>
    sink.once('message', (usage) => done(usage as NodeJS.CpuUsage)),
  )
  sink.send('cpu')
  return milliseconds(await said)
}

function peakMegabytes(): string {
  return (process.resourceUsage().maxRSS / 1024).toFixed(0)
}

async function started(sink: 'http-sink' | 'smtp-sink'): Promise<[ChildProcess, number]> {
  const server = fork(import.meta.filename, [sink], { stdio: 'inherit' })
  const port = await new Promise<number>((done) => server.once('message', (at) => done(Number(at))))
  return [server, port]
}

/**
 * Takes every mail over SMTP and keeps none. It looks at the end of each chunk only: a server that
 * reads every octet would be what is measured. The tests have such a server.
 */
function smtpSink(): void {
  const server = createTcpServer((socket) => {
    let isMessage = false
    let end = Buffer.alloc(0)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.write('220 sink\r\n')
    socket.on('data', (chunk) => {
      if (!isMessage) {
        for (const line of chunk.toString('latin1').split('\r\n').slice(0, -1)) answer(line)
        return
      }
      end = Buffer.concat([end, (chunk as Buffer).subarray(-5)]).subarray(-5)
      if (end.toString('latin1') !== '\r\n.\r\n') return
      isMessage = false
      socket.write('250 taken\r\n')
    })

    function answer(line: string): void {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'DATA') isMessage = true
      if (verb === 'QUIT') socket.end('221 bye\r\n')
      // As every common relay, it lets the commands of one mail come together (RFC 2920).
      else if (verb === 'EHLO') socket.write('250-sink\r\n250 PIPELINING\r\n')
      else socket.write(verb === 'DATA' ? '354 go on\r\n' : '250 fine\r\n')
    }
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', () => process.send?.(process.cpuUsage()))
}

/** The other end of the SendGrid route: reads everything, says 202. */
function httpSink(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202, { 'x-message-id': 'bench' }).end())
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
