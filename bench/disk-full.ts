/**
 * `rondbrief send` on a disk that fills up to its last byte, again and again, while it is sending: at the
 * very moment that a mail server has taken a mail and not yet said so, and at random moments. Then room is
 * made, sometimes while it still runs, and the same command goes on. The disk is a file system of its own,
 * so only root can run this; copies are counted at a mail server that knows nothing of the ledger, or in
 * the outbox.
 *
 *   node bin/run.js bench/disk-full.ts --transport smtp --rounds 20
 *   node bin/run.js bench/disk-full.ts --transport file --rounds 20
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  copiesIn,
  expectCode,
  isOver,
  ISSUE,
  judge,
  mount,
  newProject,
  remove,
  rondbrief,
  start,
  startMailSink,
  table,
  type MailSink,
} from './drill-project.ts'

const { values } = parseArgs({
  options: {
    transport: { type: 'string', default: 'smtp' },
    rounds: { type: 'string', default: '5' },
  },
})
const bySmtp = values.transport === 'smtp'
const PEOPLE = 200
/** What must be free to begin, the mails of the outbox, and the ballast. */
const DISK_MEGABYTES = bySmtp ? 100 : 140
/** In the last sessions of a round there is room, so that it comes to its end. */
const FILLED_SESSIONS = 4

const tally = {
  rounds: 0,
  sessions: 0,
  'times full': 0,
  'stopped for the disk': 0,
  'refused to begin': 0,
  'without words': 0,
  recipients: 0,
  copies: 0,
  twice: 0,
  missing: 0,
  'held and listed': 0,
  'broken invariants': 0,
}
const unclear: string[] = []
for (let n = 0; n < Number(values.rounds); n++) {
  await round()
  process.stderr.write(`${tally.rounds} rounds, ${tally['times full']} times full\n`)
}
process.stdout.write(`${values.transport}, a disk of ${DISK_MEGABYTES} MB\n${table(tally)}`)
for (const words of new Set(unclear)) process.stdout.write(`\n${words}\n`)
if (tally.twice + tally.missing + tally['broken invariants'] + tally['without words'] > 0) {
  process.exitCode = 1
}

async function round(): Promise<void> {
  const sink = await startMailSink()
  const root = newProject(
    bySmtp
      ? {
          'transport: file': `transport: smtp\nsmtp:\n  host: 127.0.0.1\n  port: ${sink.port}\n  secure: false`,
        }
      : {},
    PEOPLE,
  )
  mount(join(root, 'data'), DISK_MEGABYTES)
  try {
    await expectCode(
      0,
      rondbrief(root, [
        'import',
        'lijst.csv',
        '--basis',
        'publieke-taak',
        '--source',
        'proef',
        '--yes-really',
      ]),
    )
    for (let session = 0; !(await isOver(root)); session++) {
      if (session > 20) throw new Error('It does not come to an end')
      await send(root, sink, session < FILLED_SESSIONS)
    }
    const judged = await judge(
      root,
      bySmtp ? sink.copies : copiesIn(join(root, 'data', 'outbox', ISSUE)),
      PEOPLE,
    )
    tally.rounds++
    tally.recipients += judged.recipients
    tally.copies += judged.copies
    tally.twice += judged.twice
    tally.missing += judged.missing
    tally['held and listed'] += judged.held
    tally['broken invariants'] += judged.broken.length
  } finally {
    sink.close()
    remove(root)
  }
}

/** One session; with `fills` the disk is full at some moment of it. */
async function send(root: string, sink: MailSink, fills: boolean): Promise<void> {
  const filler = join(root, 'data', 'filler')
  const at = bySmtp && Math.random() < 0.6 ? 1 + Math.floor(Math.random() * 80) : undefined
  const from = [...sink.copies.values()].length
  let filled = false
  const fillNow = () => {
    if (filled) return
    filled = true
    tally['times full']++
    fill(filler)
  }
  sink.onMail = async (_, count) => {
    // The mail is here; its answer can only be written down when there is room.
    if (fills && at !== undefined && count >= from + at) fillNow()
    await sleep(Math.random() * 15)
  }
  const { child, ended } = start(root, ['send', ISSUE, '--yes-really', '--count', String(PEOPLE)])
  tally.sessions++
  const over = new AbortController()
  const room =
    fills && at === undefined
      ? sleep(700 + Math.random() * 2_000, undefined, { signal: over.signal })
          .then(() => child.exitCode === null && fillNow())
          .catch(() => undefined)
      : Promise.resolve()
  // In half of the cases somebody makes room while it still runs.
  const early = Math.random() < 0.5
  const making = (async () => {
    if (!early) return
    while (!over.signal.aborted) {
      await sleep(50)
      if (!filled) continue
      await sleep(Math.random() * 3_000)
      rmSync(filler, { force: true })
      return
    }
  })()
  const { code, out, err } = await ended
  over.abort()
  await Promise.all([room, making])
  rmSync(filler, { force: true })
  const said = `${out}\n${err}`
  if (/schijf/i.test(said))
    tally[code === 3 && !filled ? 'refused to begin' : 'stopped for the disk']++
  if (![0, 3, 5].includes(code ?? -1) || /\n\s+at .*:\d+:\d+/.test(said)) {
    tally['without words']++
    unclear.push(`exit code ${code}\n${said}`)
  }
}

/** Writes until not one byte more fits. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  for (const size of [1024 * 1024, 64 * 1024, 1024, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 7))
    } catch {
      // Full for this size; a smaller one may still fit.
    }
  }
  closeSync(file)
}
