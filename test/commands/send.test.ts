import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import type { Invocation } from '../../src/commands/command.ts'
import { send } from '../../src/commands/send.ts'
import { acquireProcessLock } from '../../src/dispatch/process-lock.ts'
import { progressLine } from '../../src/dispatch/progress-line.ts'
import { hasBallast, releaseBallast } from '../../src/store/ballast.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const ISSUE = '2023-03'
const HEAD = `newsletters/${ISSUE}/issue.md`

describe('send without --yes-really', () => {
  test('shows who would get what, who would not and why, and the exact next command', async () => {
    const root = await projectWith(5)
    await changing(root, async (store) => {
      await store.db
        .updateTable('subscriber')
        .set({ newsletter: 'withdrawn' })
        .where('id', '=', 's2')
        .execute()
    })
    const { code, printed, told } = await sendIn(root)
    expect({ code, told }).toEqual({ code: 0, told: '' })
    expect(printed).toContain('Er wordt niets verstuurd.')
    expect(printed).toContain('4 ontvangers')
    expect(printed).toContain('Alle lezers van de nieuwsbrief')
    expect(printed).toMatch(/Krijgt de mail niet \(1\):\n {2}1 {2}toestemming ingetrokken/)
    expect(printed).toContain('npx rondbrief send 2023-03 --yes-really --count 4')
    expect(outbox(root)).toEqual([])
  })

  test('with --json is one object that says the same', async () => {
    const root = await projectWith(3)
    const { printed } = await sendIn(root, {}, { json: true })
    expect(JSON.parse(printed)).toMatchObject({
      schema: 1,
      type: 'plan',
      issue: ISSUE,
      blocked: false,
      recipients: 3,
      variants: [{ recipients: 3 }],
      next: 'npx rondbrief send 2023-03 --yes-really --count 3',
    })
  })
})

describe('send --yes-really', () => {
  test('leaves a mail for everyone that an independent reader understands, with its own unsubscribe link', async () => {
    const root = await projectWith(7)
    const { code, printed } = await reallySend(root, 7)
    expect(code).toBe(0)
    expect(printed).toContain('is verstuurd.')
    const mails = await Promise.all(
      outbox(root).map((name) =>
        PostalMime.parse(readFileSync(join(root, 'data/outbox', ISSUE, name))),
      ),
    )
    expect(mails).toHaveLength(7)
    const links = new Set<string>()
    for (const mail of mails) {
      const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
      const link = /<(https:[^>]+)>/.exec(header('list-unsubscribe') ?? '')?.[1] ?? ''
      links.add(link)
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
      expect(link).toMatch(/^https:\/\/nieuwsbrief\.example\.org\/u\/v1\./)
      expect(mail.text).toContain(link)
      expect(mail.html).toContain(link)
      expect(mail.subject).toBe('Nieuwsbrief VAR maart: carrousel, Leerhuis en jaarplan')
      expect(mail.from?.address).toBe('nieuwsbrief@example.org')
      expect(mail.messageId).toMatch(/^<2023-03\.[0-9a-f]+@example\.org>$/)
      expect(mail.html).not.toContain('{{')
      for (const [, cid = ''] of mail.html?.matchAll(/cid:([^"')\s]+)/g) ?? []) {
        expect(mail.attachments.map((one) => one.contentId)).toContain(`<${cid}>`)
      }
    }
    expect(links.size).toBe(7)
    for (const name of outbox(root)) {
      const lines = readFileSync(join(root, 'data/outbox', ISSUE, name), 'latin1').split('\r\n')
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998)
    }
  })

  test('a second time sends nothing, says so, and that is good', async () => {
    const root = await projectWith(3)
    await reallySend(root, 3)
    const before = outbox(root)
    const again = await reallySend(root, 3)
    expect(again.code).toBe(0)
    expect(again.printed).toContain('Er gaat niets opnieuw weg.')
    expect(outbox(root)).toEqual(before)
  })

  test.each(['2', '4', '03', '3.0', ''])('with %j instead of 3 sends nothing', async (count) => {
    const root = await projectWith(3)
    const { code, told } = await sendIn(root, { 'yes-really': true, count })
    expect(code).toBe(2)
    expect(told).toContain('Er is niets verstuurd.')
    expect(outbox(root)).toEqual([])
  })

  test('asks for the number at a terminal, and takes only that', async () => {
    const root = await projectWith(3)
    const asked: string[] = []
    const answering = (answer: string) => ({
      ask: (question: string) => {
        asked.push(question)
        return Promise.resolve(answer)
      },
    })
    expect((await sendIn(root, { 'yes-really': true }, answering('ja'))).code).toBe(2)
    expect(outbox(root)).toEqual([])
    expect((await sendIn(root, { 'yes-really': true }, answering(' 3 '))).code).toBe(0)
    expect(asked[0]).toContain('gaat naar 3 ontvangers')
    expect(outbox(root)).toHaveLength(3)
  })

  test('at Ctrl+C instead of an answer says that nothing was sent', async () => {
    const root = await projectWith(3)
    const stop = new AbortController()
    const { code, told } = await sendIn(
      root,
      { 'yes-really': true },
      {
        ask: async () => {
          stop.abort()
          return undefined
        },
        signal: stop.signal,
      },
    )
    expect({ code, told }).toEqual({ code: 130, told: 'Onderbroken. Er is niets verstuurd.' })
    expect(outbox(root)).toEqual([])
  })

  test('without a terminal and without a number sends nothing', async () => {
    const root = await projectWith(3)
    const { code, told } = await sendIn(root, { 'yes-really': true })
    expect(code).toBe(2)
    expect(told).toContain('--count 3')
  })

  test('is held by a problem that blocks, named with its place', async () => {
    const root = await projectWith(3)
    edit(root, HEAD, /^subject: .*$/m, 'subject:')
    const { code, told } = await reallySend(root, 3)
    expect(code).toBe(1)
    expect(told).toContain('Versturen kan nog niet.')
    expect(told).toContain(HEAD)
    expect(outbox(root)).toEqual([])
  })

  test('does not know an issue that is not there', async () => {
    const root = await projectWith(1)
    const { code, told } = await runCommand(send, root, { positionals: ['2019-01'] })
    expect(code).toBe(2)
    expect(told).toContain('2019-01')
  })

  test('sends nothing when nobody would get it', async () => {
    const root = await projectWith(0)
    const { code, told } = await reallySend(root, 0)
    expect(code).toBe(1)
    expect(told).toContain('Niemand zou deze mail krijgen.')
  })

  test('sends nothing while another process is sending', async () => {
    const root = await projectWith(2)
    const lock = acquireProcessLock(join(root, 'data', 'sending.lock'))
    const { code, told } = await reallySend(root, 2)
    lock?.release()
    expect(code).toBe(3)
    expect(told).toContain('al een verzending bezig')
    expect((await reallySend(root, 2)).code).toBe(0)
  })

  test('that is going on elsewhere is not to be continued here', async () => {
    const root = await projectWith(2)
    await reallySend(root, 2)
    await changing(root, async (store) => {
      await store.db.updateTable('dispatch').set({ status: 'sending' }).execute()
    })
    const lock = acquireProcessLock(join(root, 'data', 'sending.lock'))
    const held = await sendIn(root)
    lock?.release()
    expect(held.code).toBe(0)
    expect(held.told).toMatch(
      /wordt nu verstuurd\.\nWat nu: wacht\. Met npx rondbrief status 2023-03 /,
    )
    expect((await sendIn(root)).told).toContain('Wat nu: ga verder met npx rondbrief send 2023-03')
  })

  test('sends the test to addresses of the configuration only, and keeps it out of the ledger', async () => {
    const root = await projectWith(2)
    const refused = await sendIn(root, { test: true, to: 'iemand@example.org' })
    expect(refused.code).toBe(2)
    const { code } = await sendIn(root, { test: true })
    expect(code).toBe(0)
    const folder = join(root, 'data/outbox', `${ISSUE}-proef`)
    const mails = await Promise.all(
      readdirSync(folder).map((name) => PostalMime.parse(readFileSync(join(folder, name)))),
    )
    expect(mails[0]?.subject).toMatch(/^\[PROEF/)
    expect(new Set(mails.map((mail) => mail.to?.[0]?.address))).toEqual(
      new Set(['redactie@example.org']),
    )
    await changing(root, async ({ db }) => {
      expect(await db.selectFrom('recipient').selectAll().execute()).toEqual([])
      expect(await db.selectFrom('dispatch').selectAll().execute()).toEqual([])
    })
  })

  test('with --json prints one object per line, the last with numbers that add up', async () => {
    // Four may be recorded at once, which is less than 10 % of these.
    const root = await projectWith(60)
    const { printed } = await sendIn(root, { 'yes-really': true, count: '60' }, { json: true })
    const lines = printed.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toMatchObject({ type: 'plan' })
    expect(lines.filter(({ type }) => type === 'progress')).toHaveLength(10)
    const last = lines.at(-1) ?? {}
    const { total, ...parts } = last['progress'] as Record<string, number>
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
  })
})

describe('Ctrl+C', () => {
  test('finishes what is under way, tells how to go on, and nobody gets it twice', async () => {
    const root = await projectWith(60)
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../bin/rondbrief.js'),
        'send',
        ISSUE,
        '--yes-really',
        '--count',
        '60',
      ],
      { cwd: root },
    )
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => {
      // 10 % is told, so it is under way.
      if (told === '') child.kill('SIGINT')
      told += chunk.toString()
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(130)
    expect(told).toContain('npx rondbrief send 2023-03 --yes-really --count 60')
    const sent = outbox(root).length
    expect(sent).toBeGreaterThan(0)
    expect(sent).toBeLessThan(60)
    // As a full disk does; whoever goes on has it again, because the disk may fill up again.
    expect(releaseBallast(join(root, 'data'))).toBe(true)
    const { code: rest, printed } = await reallySend(root, 60)
    expect(rest).toBe(0)
    expect(hasBallast(join(root, 'data'))).toBe(true)
    expect(printed).toContain('60  verstuurd')
    expect(outbox(root)).toHaveLength(60)
  }, 60_000)
})

describe('the progress line', () => {
  const progress = {
    total: 1234,
    sent: 412,
    failed: 0,
    skipped: 0,
    unsure: 0,
    notSent: 0,
    underWay: 0,
    waiting: 822,
  }

  test('tells how many, how fast and how long', () => {
    expect(progressLine(progress, { handled: 412, elapsedMs: 22_900 }, textFor('nl'))).toBe(
      '412 van 1.234 verstuurd · 18 per seconde · nog ongeveer 1 minuut',
    )
  })

  test('keeps quiet about speed while there is none to tell', () => {
    const pace = { handled: 3, elapsedMs: 200 }
    expect(progressLine(progress, pace, textFor('nl'))).toBe('412 van 1.234 verstuurd')
  })
})

async function projectWith(count: number): Promise<string> {
  const root = copyProject()
  await changing(root, (store) => addPeople(store, count, root))
  return root
}

async function changing(root: string, change: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore(join(root, 'data', 'rondbrief.db'))
  await change(store)
  await store.close()
}

function sendIn(root: string, options: Invocation['options'] = {}, more: Partial<Invocation> = {}) {
  return runCommand(send, root, { positionals: [ISSUE], options, ...more })
}

function reallySend(root: string, count: number) {
  return sendIn(root, { 'yes-really': true, count: String(count) })
}

function outbox(root: string): string[] {
  try {
    return readdirSync(join(root, 'data', 'outbox', ISSUE))
  } catch {
    return []
  }
}
