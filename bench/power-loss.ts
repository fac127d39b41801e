/**
 * The power goes, without a plug: `rondbrief send` runs once under `strace`, which writes down every change of
 * the folder `data/` and every sync, with its moment. Then, for many moments of that run, the folder is made
 * again as a disk may show it after the power went: what was synced by then is there; of what was not, nothing,
 * all, some writes, or some sectors of 512 bytes. A name is only sure once its folder was synced, which is more than
 * common file systems ask. The real program opens that folder and sends the rest.
 *
 * Whoever had a mail by that moment, by a mail server that knows nothing of the ledger, must be known: a
 * second mail is the fault that this looks for. Needs `strace`, so Linux.
 *
 *   node bin/run.js bench/power-loss.ts --transport smtp --cuts 50
 *   node bin/run.js bench/power-loss.ts --transport file --cuts 50
 *   node bin/run.js bench/power-loss.ts --ignore wal --cuts 50     # as if the WAL were never synced
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { checkInvariants } from '../src/dispatch/invariants.ts'
import { databaseFile, openStore, type SqliteStore } from '../src/store/store.ts'
import {
  copiesIn,
  expectCode,
  isOver,
  ISSUE,
  judge,
  newProject,
  remove,
  rondbrief,
  startMailSink,
  table,
} from './drill-project.ts'
import { cutAt, readTrace, traced } from './disk-trace.ts'

const { values } = parseArgs({
  options: {
    transport: { type: 'string', default: 'smtp' },
    cuts: { type: 'string', default: '50' },
    /** `wal` or `all`: syncs that count for nothing, to see that this finds what is lost. */
    ignore: { type: 'string', default: '' },
    people: { type: 'string', default: '120' },
  },
})
const bySmtp = values.transport === 'smtp'
const PEOPLE = Number(values.people)

const tally = {
  cuts: 0,
  'writes and names not synced': 0,
  'mails at the moment of the cut': 0,
  'known as taken or in doubt': 0,
  'not known': 0,
  'database unreadable': 0,
  'broken invariants': 0,
  'asked before going on': 0,
  'would not go on': 0,
  twice: 0,
  missing: 0,
  'held and listed': 0,
}

/** When each mail had come in, epoch milliseconds. */
const arrived: { address: string; at: number }[] = []
const sink = await startMailSink()
sink.onMail = async (address) => {
  arrived.push({ address, at: Date.now() + 1 })
  // Long enough that the cut just after it comes before the answer.
  await sleep(3 + Math.random() * 5)
}
const root = newProject(
  bySmtp
    ? {
        'transport: file': `transport: smtp\nsmtp:\n  host: 127.0.0.1\n  port: ${sink.port}\n  secure: false`,
      }
    : {},
  PEOPLE,
)
const before = mkdtempSync(join(tmpdir(), 'rondbrief-before-'))
const traces = mkdtempSync(join(tmpdir(), 'rondbrief-trace-'))
try {
  const list = ['lijst.csv', '--basis', 'publieke-taak', '--source', 'proef', '--yes-really']
  await expectCode(0, rondbrief(root, ['import', ...list]))
  cpSync(join(root, 'data'), join(before, 'data'), { recursive: true })
  await traceSending()
  const disk = readTrace(traces, join(root, 'data'), join(before, 'data'))
  process.stderr.write(`${disk.writes} writes, ${disk.syncs} syncs, ${arrived.length} mails\n`)
  sink.onMail = undefined
  const moments = momentsOf(disk.from, disk.until)
  for (const [index, at] of moments.entries()) {
    const kind = (['none', 'all', 'writes', 'sectors'] as const)[index % 4] ?? 'none'
    await cut(disk, at, kind)
  }
} finally {
  sink.close()
  remove(root)
  for (const folder of [before, traces]) rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(
  `${values.transport}${values.ignore === '' ? '' : `, syncs ignored: ${values.ignore}`}\n${table(tally)}`,
)
const wrong =
  tally['not known'] +
  tally['database unreadable'] +
  tally['broken invariants'] +
  tally['would not go on'] +
  tally.twice +
  tally.missing
if (wrong > 0) process.exitCode = 1

async function traceSending(): Promise<void> {
  const program = resolve(import.meta.dirname, '../src/cli.ts')
  const args = [program, 'send', ISSUE, '--yes-really', '--count', String(PEOPLE)]
  const child = spawn('strace', [...traced(traces), process.execPath, ...args], {
    cwd: root,
    // Through io_uring no call would be seen.
    env: { ...process.env, UV_USE_IO_URING: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`Sending under strace ended with ${code}`)
}

/** Half of them just after a mail came in, before its answer; half at any moment. */
function momentsOf(from: number, until: number): number[] {
  return Array.from({ length: Number(values.cuts) }, (_, index) => {
    const any = from + Math.random() * (until - from)
    if (index % 8 < 4) return any
    const mails = bySmtp ? arrived : []
    return mails[Math.floor(Math.random() * mails.length)]?.at ?? any
  })
}

type Disk = ReturnType<typeof readTrace>

async function cut(disk: Disk, at: number, kind: Parameters<typeof cutAt>[2]): Promise<void> {
  const again = mkdtempSync(join(tmpdir(), 'rondbrief-cut-'))
  try {
    for (const name of readdirSync(root)) {
      if (name !== 'data') cpSync(join(root, name), join(again, name), { recursive: true })
    }
    const made = cutAt(disk, at, kind, values.ignore)
    for (const folder of made.folders) mkdirSync(join(again, 'data', folder), { recursive: true })
    for (const [name, bytes] of made.files) {
      mkdirSync(dirname(join(again, 'data', name)), { recursive: true })
      writeFileSync(join(again, 'data', name), bytes, { mode: 0o600 })
    }
    tally.cuts++
    tally['writes and names not synced'] += made.unsure
    const had = bySmtp
      ? arrived.filter((mail) => mail.at <= at).map(({ address }) => address)
      : [...copiesIn(join(again, 'data', 'outbox', ISSUE)).keys()]
    tally['mails at the moment of the cut'] += had.length
    await look(again, had)
    sink.copies.clear()
    for (const address of had) sink.copies.set(address, (sink.copies.get(address) ?? 0) + 1)
    const args = ['send', ISSUE, '--yes-really', '--count', String(PEOPLE)]
    let ran = await rondbrief(again, args)
    if ((ran.code === 3 || ran.code === 5) && !(await isOver(again))) {
      // One of the first people is unsure: it asks, and whoever says so again goes on.
      tally['asked before going on']++
      ran = await rondbrief(again, args)
    }
    if ((ran.code !== 0 && ran.code !== 5) || !(await isOver(again))) {
      tally['would not go on']++
      process.stderr.write(`${kind} at ${at}: exit code ${ran.code}\n${ran.out}${ran.err}\n`)
      return
    }
    const copies = bySmtp ? sink.copies : copiesIn(join(again, 'data', 'outbox', ISSUE))
    const judged = await judge(again, copies, PEOPLE)
    tally.twice += judged.twice
    tally.missing += judged.missing
    tally['held and listed'] += judged.held
    tally['broken invariants'] += judged.broken.length
  } finally {
    rmSync(again, { recursive: true, force: true })
  }
}

/** Before anything goes on: the database is whole, and knows of whoever had a mail. */
async function look(again: string, had: string[]): Promise<void> {
  if (!existsSync(databaseFile(again))) {
    tally['database unreadable']++
    return
  }
  let store: SqliteStore | undefined
  try {
    store = await openStore(databaseFile(again))
    const [sound] = store.sqlite.prepare('pragma integrity_check').all()
    if (sound?.['integrity_check'] !== 'ok') tally['database unreadable']++
    tally['broken invariants'] += (await checkInvariants(store)).length
    const rows = await store.db
      .selectFrom('recipient')
      .innerJoin('attempt', 'attempt.id', 'recipient.attempt_id')
      .select(['recipient.email', 'attempt.state'])
      .where('attempt.state', 'in', ['intent', 'accepted', 'unknown'])
      .execute()
    const known = new Set(rows.map(({ email }) => email))
    for (const address of had)
      tally[known.has(address) ? 'known as taken or in doubt' : 'not known']++
  } catch (error) {
    tally['database unreadable']++
    process.stderr.write(`${String(error)}\n`)
  } finally {
    await store?.close()
  }
}
