/**
 * Recipients per second through the ledger, on the March issue with its pictures, SQLite with
 * synchronous=FULL. Each route is compared with the same run over a transport that takes everything
 * at once and does nothing: what is left is the ledger's own share.
 *
 * `node bench/dispatch.ts [recipients for the SendGrid route]`
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { readConfig, type Config } from '../src/config.ts'
import { planDispatch, type Plan } from '../src/dispatch/plan.ts'
import { systemPorts } from '../src/dispatch/ports.ts'
import { runDispatch } from '../src/dispatch/run.ts'
import type { Transport } from '../src/dispatch/transport.ts'
import { fileTransport } from '../src/dispatch/transports/file.ts'
import { sendgridTransport } from '../src/dispatch/transports/sendgrid.ts'
import { loadIssue } from '../src/issue/load-issue.ts'
import { variantFor } from '../src/issue/variants.ts'
import { renderVariant } from '../src/render/render-variant.ts'
import { openTemplates } from '../src/render/templates.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { textFor } from '../src/text/text.ts'

const FILES = 2_000
const BATCH = 1_000

if (process.send === undefined) await main()
else sink()

async function main(): Promise<void> {
  const asked = Number(process.argv[2] ?? 100_000)
  const root = resolve(import.meta.dirname, '..')
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
  const rendered = await marchIssue(root, read.config)
  const megabytes = (Buffer.byteLength(rendered.html) + Buffer.byteLength(rendered.text)) / 1e6
  print(
    `one mail: ${(megabytes * 1000).toFixed(0)} KB of HTML and text, ${rendered.images.length} pictures`,
  )

  const files = await measure(FILES, 1, (folder) =>
    fileTransport(read.config, join(folder, 'outbox')),
  )
  const ones = await measure(FILES, 1, () => nothing('file', 1, 4))
  report('file, one .eml each', FILES, files, ones)

  const server = fork(import.meta.filename, [], { stdio: 'inherit' })
  const port = await new Promise<number>((done) => server.once('message', (at) => done(Number(at))))
  const config = { ...read.config, secrets: { ...read.config.secrets, sendgridKey: 'SG.bench' } }
  const settings = { baseUrl: `http://127.0.0.1:${port}`, batchSize: BATCH }
  const route = await measure(asked, BATCH, () => sendgridTransport(config, settings))
  const ledger = await measure(asked, BATCH, () => nothing('sendgrid', BATCH, 4))
  server.kill()
  report(`SendGrid on loopback, batches of ${BATCH}`, asked, route, ledger)
  print(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)

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
      const from = performance.now()
      const { progress } = await runDispatch(planned.dispatchId, {
        store,
        config: read.kind === 'ok' ? read.config : { publicUrl: '' },
        salutation: (name) => `Beste ${name ?? 'lezer'}`,
        secret: 'a secret for the benchmark only, of some length',
        transport,
        ports: systemPorts,
        signal: new AbortController().signal,
      })
      const runMs = performance.now() - from
      if (progress.sent !== count) throw new Error(`Only ${progress.sent} of ${count} were sent`)
      return { planMs, runMs }
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
      due: undefined,
      variants: [{ key: 'all', frozen: rendered }],
      recipients: Array.from({ length: count }, (_, i) => ({
        emailKey: `key-of-lezer-number-${i}-as-long-as-a-real-one-is`,
        subscriberId: `s${i}`,
        email: `lezer${i}@example.org`,
        name: `Lezer ${i}`,
        variantKey: 'all',
      })),
      candidates: count,
      batchSize,
    }
  }
}

type Measured = { planMs: number; runMs: number }

async function marchIssue(root: string, config: Config) {
  const { issue } = await loadIssue(config, '2023-03')
  const { templates } = await openTemplates(root)
  if (issue === undefined || templates === undefined) throw new Error('Nothing to send')
  const settings = { config, text: textFor(config.language), templates }
  return renderVariant(issue, variantFor(issue, []), settings)
}

function addPeople({ sqlite }: Store, count: number): void {
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

/** The other end of the SendGrid route, in a process of its own: reads everything, says 202. */
function sink(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202, { 'x-message-id': 'bench' }).end())
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
