/**
 * The worst day, with the commands that people type: half of an issue is sent, a backup is made, the rest is
 * sent, somebody unsubscribes by the link in their mail and somebody is erased, and then the whole folder
 * `data/` is gone. What is left is the backup, the copy of the journals on another disk, and the secrets.
 * Copies are counted at a mail server that knows nothing of the ledger.
 *
 *   node bin/run.js bench/restore-drill.ts
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseFile, openStore } from '../src/store/store.ts'
import {
  expectCode,
  ISSUE,
  judge,
  newProject,
  remove,
  rondbrief,
  start,
  startMailSink,
  table,
} from './drill-project.ts'

const PEOPLE = 60
const HALF = 30
const [PUBLIC_PORT, LOCAL_PORT] = [18_321, 14_321]

const sink = await startMailSink()
const root = newProject(
  {
    'transport: file': `transport: smtp\nsmtp:\n  host: 127.0.0.1\n  port: ${sink.port}\n  secure: false`,
    'grace_minutes:': 'journal_copy: elders\ngrace_minutes:',
  },
  PEOPLE,
)
mkdirSync(join(root, 'elders'))
mkdirSync(join(root, 'reserve'))
const env = {
  RONDBRIEF_SECRET: randomBytes(32).toString('base64url'),
  RONDBRIEF_BACKUP_KEY: 'vier losse woorden achter elkaar',
}
const run = (code: number, ...args: string[]) => expectCode(code, rondbrief(root, args, env))
const all = ['--yes-really', '--count', String(PEOPLE)]
const seen: Record<string, number | string> = {}

try {
  const from = performance.now()
  await run(
    0,
    'import',
    'lijst.csv',
    '--basis',
    'publieke-taak',
    '--source',
    'proef',
    '--yes-really',
  )
  await half()
  const early = new Set(sink.copies.keys())
  seen['sent before the backup'] = early.size
  await run(0, 'backup', '--to', 'reserve')
  await run(0, 'send', ISSUE, ...all)
  seen['sent in all'] = total()
  const late = [...sink.copies.keys()].filter((address) => !early.has(address))
  const [unsubscribes = '', erased = ''] = late
  await unsubscribe(unsubscribes)
  await run(0, 'erase', erased, '--reason', 'verzoek', '--yes-really')

  rmSync(join(root, 'data'), { recursive: true })
  const [backup = ''] = readdirSync(join(root, 'reserve'))
  const restoring = performance.now()
  const { out, err } = await run(0, 'restore', join('reserve', backup))
  seen['seconds to restore'] = seconds(restoring)
  mustSay(out + err, 'Versturen staat uit')
  await nothingLeaves('send', 3, 'send', ISSUE, ...all)
  const forgotten = await run(1, 'restored')
  mustSay(forgotten.out, `${ISSUE}: ${PEOPLE} mails`)
  await nothingLeaves('looking at what was forgotten', 1, 'restored')
  seen['ended again before anything else'] = await endedAgain(unsubscribes, erased)
  await nothingLeaves('confirming', 0, 'restored', '--yes-really')
  await nothingLeaves('going on with send', 1, 'send', ISSUE, ...all)
  mustSay((await run(1, 'send', ISSUE, ...all)).err, 'nog een keer')
  const reason = ['--yes-really', '--why', 'proef']
  await nothingLeaves('cancelling', 0, 'dispatch', ISSUE, 'cancel', ...reason)
  await nothingLeaves('sending after that', 0, 'send', ISSUE, ...all)
  const { broken } = await judge(root, sink.copies, PEOPLE)
  seen['broken invariants'] = broken.length
  const { findings } = JSON.parse((await run(0, 'doctor', '--json')).out) as {
    findings: { subject: string; state: string }[]
  }
  seen['doctor, the ledger'] = findings.find(({ subject }) => subject === 'ledger')?.state ?? '?'
  seen['twice'] = [...sink.copies.values()].filter((count) => count > 1).length
  seen['missing'] = PEOPLE - sink.copies.size
  seen['seconds in all'] = seconds(from)
} finally {
  sink.close()
  remove(root)
}
process.stdout.write(table(seen))
if (seen['twice'] !== 0 || seen['missing'] !== 0 || seen['broken invariants'] !== 0) {
  process.exitCode = 1
}

/** Somebody presses Ctrl+C half-way. */
async function half(): Promise<void> {
  const { child, ended } = start(root, ['send', ISSUE, ...all], env)
  sink.onMail = (_, count) => {
    if (count === HALF) child.kill('SIGINT')
  }
  await expectCode(130, ended)
  sink.onMail = undefined
}

/** One click, as a mail program does it (RFC 8058). */
async function unsubscribe(address: string): Promise<void> {
  const link = /^List-Unsubscribe: <([^>]+)>/m.exec(sink.mails.get(address) ?? '')?.[1] ?? ''
  const args = ['--hosted', '--no-send', '--no-open']
  const ports = ['--port', String(LOCAL_PORT), '--public-port', String(PUBLIC_PORT)]
  const { child, ended } = start(root, ['start', ...args, ...ports], env)
  for (let tries = 0; ; tries++) {
    await sleep(200)
    try {
      const answer = await fetch(`http://127.0.0.1:${PUBLIC_PORT}${new URL(link).pathname}`, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      })
      if (!answer.ok) throw new Error(`Unsubscribing was answered with ${answer.status}`)
      break
    } catch (error) {
      if (tries === 50) throw error
    }
  }
  child.kill('SIGTERM')
  await ended
}

async function endedAgain(unsubscribes: string, erased: string): Promise<string> {
  const store = await openStore(databaseFile(root))
  try {
    const people = await store.db
      .selectFrom('subscriber')
      .select(['email', 'newsletter'])
      .where('email', 'in', [unsubscribes, erased])
      .execute()
    const [one] = people
    if (people.length !== 1 || one?.email !== unsubscribes || one.newsletter === 'confirmed') {
      throw new Error(`After the restore there are ${JSON.stringify(people)}`)
    }
    return `one unsubscribed (${one.newsletter}), one erased`
  } finally {
    await store.close()
  }
}

async function nothingLeaves(what: string, code: number, ...args: string[]): Promise<void> {
  const before = total()
  await run(code, ...args)
  if (total() !== before) throw new Error(`${total() - before} mails left by ${what}`)
  seen['mails by the steps after the restore'] = total() - before
}

function total(): number {
  return [...sink.copies.values()].reduce((sum, count) => sum + count, 0)
}

function mustSay(said: string, words: string): void {
  if (!said.includes(words)) throw new Error(`Nothing says "${words}":\n${said}`)
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1)
}
