/**
 * A large dispatch through SendGrid's route in batches of 1,000, each phase in a process of its own:
 * the list, the snapshot with its plan, the sending, and the other end. So the peak of memory of the
 * sending is its own, as in `rondbrief worker`. Beside the sending stands the same with a provider
 * that takes everything at once and does nothing: what is left is the ledger.
 *
 * Of several counts it says, by least squares over the sendings, what a run costs before its first
 * recipient and what each recipient costs: a small dispatch pays the start too, which is no growth.
 *
 *   node bin/run.js bench/million.ts [recipients] [recipients ...]
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { FIRST_PEOPLE } from '../src/dispatch/first-batch.ts'
import type { Database, Store } from '../src/store/store.ts'
import { emailKey } from '../src/subscribers/address.ts'

type Phase = 'people' | 'plan' | 'send' | 'ledger'
/** Of this process only; on a busy machine the CPU time says more than the clock. */
type Took = { ms: number; cpuMs: number }
type Said = Took & { megabytes: number }

const BATCH = 1_000
const SECRET = 'a secret for the benchmark only, of some length'
const [phase, ...given] = process.argv.slice(2)

switch (phase) {
  case 'sink':
    sink()
    break
  case 'people':
  case 'plan':
  case 'send':
  case 'ledger': {
    const [folder = '', count = '0', url = ''] = given
    const took = await run(phase, folder, Number(count), url)
    process.send?.({ ...took, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) })
    break
  }
  case undefined:
  default:
    await measureAll(process.argv.slice(2).map(Number))
}

async function measureAll(given: number[]): Promise<void> {
  const counts = given.length > 0 ? given : [1_000_000]
  const sent: Sending[] = []
  for (const count of counts) sent.push({ count, ...(await measure(count)) })
  if (sent.length < 2) return
  for (const [what, of] of [
    ['by the clock', (one: Sending) => one.ms],
    ['of CPU', (one: Sending) => one.cpuMs],
  ] as const) {
    const { startMs, eachMs } = leastSquares(sent.map((one) => ({ count: one.count, ms: of(one) })))
    const start = `a start of ${Math.round(startMs)} ms, and ${micro(eachMs)} for each recipient`
    const apart = sent.map((one) => `${one.count}: ${micro((of(one) - startMs) / one.count)}`)
    process.stdout.write(`${what}: ${start}; without the start ${apart.join(', ')}\n`)
  }
}

type Sending = { count: number; ms: number; cpuMs: number }

function micro(ms: number): string {
  return `${(1000 * ms).toFixed(1)} µs`
}

/** Weighted by 1/count²: what counts is by how much a point is off for each recipient. */
function leastSquares(points: { count: number; ms: number }[]): {
  startMs: number
  eachMs: number
} {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0]
  for (const { count, ms } of points) {
    const weight = 1 / count ** 2
    w += weight
    wx += weight * count
    wy += weight * ms
    wxx += weight * count * count
    wxy += weight * count * ms
  }
  const eachMs = (w * wxy - wx * wy) / (w * wxx - wx * wx)
  return { startMs: (wy - eachMs * wx) / w, eachMs }
}

/** Gives what the sending took. */
async function measure(count: number): Promise<Took> {
  const folder = mkdtempSync(join(tmpdir(), 'rondbrief-bench-'))
  const server = fork(import.meta.filename, ['sink'])
  const url = await new Promise<string>((done) =>
    server.once('message', (at) => done(at as string)),
  )
  try {
    const said = new Map<Phase, Said>()
    for (const one of ['people', 'plan', 'send'] as const) {
      said.set(one, await inItsOwnProcess(one, join(folder, 'one'), count, url))
    }
    await inItsOwnProcess('people', join(folder, 'two'), count, url)
    await inItsOwnProcess('plan', join(folder, 'two'), count, url)
    said.set('ledger', await inItsOwnProcess('ledger', join(folder, 'two'), count, url))
    const of = (one: Phase) => said.get(one) ?? { ms: 0, cpuMs: 0, megabytes: 0 }
    const cpu = (one: Phase) => `${(of(one).cpuMs / 1000).toFixed(1)} s CPU`
    const perSecond = ({ ms }: Said) => Math.round((count * 1000) / ms)
    process.stdout.write(
      [
        `${count} recipients, batches of ${BATCH}`,
        `  snapshot              ${Math.round(of('plan').ms)} ms (6,000 for a million wanted), ${cpu('plan')}, peak ${of('plan').megabytes} MB`,
        `  sent                  ${perSecond(of('send'))} a second (25,000 wanted), ${cpu('send')}, peak ${of('send').megabytes} MB (300 wanted)`,
        `  the ledger alone      ${perSecond(of('ledger'))} a second, ${cpu('ledger')}, ${Math.round((100 * of('ledger').ms) / of('send').ms)} % of the time`,
        `  for each recipient    ${((1000 * of('send').ms) / count).toFixed(1)} µs`,
        '',
      ].join('\n'),
    )
    return of('send')
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

function inItsOwnProcess(one: Phase, folder: string, count: number, url: string): Promise<Said> {
  const child = fork(import.meta.filename, [one, folder, String(count), url])
  return new Promise((done, failed) => {
    child.once('message', (said) => done(said as Said))
    child.once('exit', (code) => failed(new Error(`${one} ended with ${code}`)))
  })
}

/** Without what had to be read first. */
async function run(one: Phase, folder: string, count: number, url: string): Promise<Took> {
  const { openStore } = await import('../src/store/store.ts')
  const { systemPorts } = await import('../src/dispatch/ports.ts')
  const store = await openStore(join(folder, 'data', 'rondbrief.db'))
  try {
    if (one === 'people') return await timed(() => addPeople(count))
    if (one === 'plan') {
      const { planDispatch } = await import('../src/dispatch/plan.ts')
      const plan = await planOf(store, count)
      return await timed(() => planDispatch(store, plan, systemPorts))
    }
    const { runDispatch } = await import('../src/dispatch/run.ts')
    const { textFor } = await import('../src/text/text.ts')
    const { alone } = await import('../test/support/dispatch-data.ts')
    const { testConfig } = await import('../test/support/test-config.ts')
    const { inThread } = await import('../src/dispatch/transports/in-thread.ts')
    const base = testConfig(folder)
    const config = { ...base, secrets: { ...base.secrets, sendgridKey: 'SG.bench' } }
    const real = inThread({
      kind: 'sendgrid',
      config,
      settings: { baseUrl: url, batchSize: BATCH },
    })
    const accepted = { kind: 'accepted', messageId: undefined, status: undefined } as const
    const transport = one === 'send' ? real : { ...real, submit: () => Promise.resolve(accepted) }
    const { id } = await store.db.selectFrom('dispatch').select('id').executeTakeFirstOrThrow()
    const options = {
      store,
      config,
      text: textFor('nl'),
      secret: SECRET,
      transport,
      session: alone,
      ports: systemPorts,
      signal: new AbortController().signal,
    }
    let sent = 0
    const took = await timed(async () => {
      sent = (await runDispatch(id, options)).progress.sent
    })
    await real.close()
    if (sent !== count) throw new Error(`Only ${sent} of ${count} were sent`)
    return took
  } finally {
    await store.close()
  }

  function addPeople(people: number): void {
    const insert = store.sqlite.prepare(
      `insert into subscriber (id, email, email_key, name, language, choices, newsletter, created_at, changed_at)
       values (?, ?, ?, ?, 'nl', '', 'confirmed', 0, 0)`,
    )
    store.sqlite.exec('begin')
    for (let i = 0; i < people; i++) {
      const { subscriberId, email, emailKey, name } = personOf(i)
      insert.run(subscriberId, email, emailKey, name)
    }
    store.sqlite.exec('commit')
  }
}

/** The March issue, as frozen for everyone. */
async function planOf(store: Store, count: number) {
  const root = resolve(import.meta.dirname, '..')
  const { readConfig } = await import('../src/config.ts')
  const { loadIssue } = await import('../src/issue/load-issue.ts')
  const { variantFor } = await import('../src/issue/variants.ts')
  const { renderVariant } = await import('../src/render/render-variant.ts')
  const { openTemplates } = await import('../src/render/templates.ts')
  const { textFor } = await import('../src/text/text.ts')
  const { audience } = await import('../src/subscribers/audience.ts')
  const { readSegments } = await import('../src/subscribers/segments.ts')
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
  const { issue } = await loadIssue(read.config, '2023-03')
  const { templates } = await openTemplates(root)
  if (issue === undefined || templates === undefined) throw new Error('Nothing to send')
  const { segments } = await readSegments(root)
  const everyone = segments.filter(({ condition }) => condition.kind === 'everyone').slice(0, 1)
  const wanted = { purpose: 'newsletter', segmentIds: everyone.map(({ id }) => id) } as const
  const asked = await audience(store, segments, wanted)
  if (asked.count !== count) throw new Error(`The audience is ${asked.count}`)
  const settings = { config: read.config, text: textFor(read.config.language), templates }
  return {
    issueId: '2023-03',
    listId: 'bench',
    graceMs: 0,
    fingerprint: 'of the bench',
    scheduled: undefined,
    variants: [
      { key: 'all', frozen: await renderVariant(issue, variantFor(issue, []), settings), count },
    ],
    recipients: (db: Database) =>
      db
        .selectFrom(asked.people(db).as('people'))
        .select(['id', 'email', 'email_key', 'name', sql<string>`'all'`.as('variant')]),
    excluded: 0,
    agreed: count,
    batchSize: BATCH,
    // Nobody is there: all of the list is looked through.
    first: { people: FIRST_PEOPLE, domain: 'nieuwsbrief.internal' },
  }
}

function personOf(i: number) {
  return {
    emailKey: emailKey(`lezer${i}@example.org`, SECRET),
    subscriberId: `s${i}`,
    email: `lezer${i}@example.org`,
    name: `Lezer ${i}`,
  }
}

async function timed(work: () => unknown): Promise<Took> {
  const [start, used] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 }
}

/** Reads everything, says 202. */
function sink(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202, { 'x-message-id': 'bench' }).end())
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
}
