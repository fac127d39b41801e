import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { backup } from '../../src/commands/backup.ts'
import { doctor } from '../../src/commands/doctor.ts'
import type { Finding } from '../../src/commands/finding.ts'
import { erase } from '../../src/commands/erase.ts'
import { restore } from '../../src/commands/restore.ts'
import { restored } from '../../src/commands/restored.ts'
import { retention } from '../../src/commands/retention.ts'
import { readConfig } from '../../src/config.ts'
import { lookAtIssue } from '../../src/dispatch/look-at-issue.ts'
import { openTransport } from '../../src/dispatch/open-transport.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { acquireProcessLock, isProcessLocked, lockFile } from '../../src/dispatch/process-lock.ts'
import { writeRunning } from '../../src/server/running.ts'
import type { Store } from '../../src/store/store.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { queueNotice } from '../../src/subscribers/notice-queue.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { textFor } from '../../src/text/text.ts'
import { addPeople, outboxOf } from '../support/dispatch-fixture.ts'
import { planIssueFor } from '../support/plan-issue.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const ISSUE = '2023-03'
const DAY = 24 * 3_600_000
const env = { RONDBRIEF_BACKUP_KEY: 'vier losse woorden achter elkaar' }
/** Monday 4 December 2028, 06.00 in Amsterdam. */
const due = Date.parse('2028-12-04T05:00Z')

async function setUp() {
  const root = copyProject()
  edit(root, 'rondbrief.yaml', 'grace_minutes:', 'backup_folder: reserve\ngrace_minutes:')
  mkdirSync(join(root, 'reserve'))
  let now = due - DAY
  const withList = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openList(root, {})
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  const [jan] = await withList((store) => addPeople(store, 4, root))
  const settings = readConfig(root, {})
  if (settings.kind !== 'ok') throw new Error('The configuration is not readable')
  await withList((store) => planIssueFor('2028-12-04T06:00', ISSUE, settings.config, store))
  return {
    root,
    jan: jan?.email ?? '',
    at: (moment: number) => (now = moment),
    withList,
    run: (command: typeof backup, positionals: string[] = [], options = {}, more = {}) =>
      runCommand(command, root, { positionals, options, env, now: () => now, ...more }),
    /** As the daemon does. */
    look: () =>
      withList((store) => {
        const read = readConfig(root, {})
        if (read.kind !== 'ok') throw new Error('The configuration is not readable')
        return lookAtIssue(ISSUE, {
          config: read.config,
          text: textFor('nl'),
          store,
          openTransport,
          ports: { ...systemPorts, now: () => now },
          signal: new AbortController().signal,
        })
      }),
    people: () =>
      withList(async ({ db }) =>
        (await db.selectFrom('subscriber').select('email').execute()).map(({ email }) => email),
      ),
    sent: async () => (await outboxOf({ outbox: join(root, 'data', 'outbox') }, ISSUE)).length,
    backups: () => readdirSync(join(root, 'reserve')).map((name) => join('reserve', name)),
  }
}

test('the drill: who was erased since is erased again, and nothing leaves by itself', async () => {
  const house = await setUp()
  await house.withList((store) =>
    store.db.transaction().execute((db) =>
      queueNotice(
        db,
        {
          kind: 'confirm',
          subscriberId: 's9',
          emailKey: 'k9',
          address: 'an@example.org',
          token: 't',
        },
        occasionAt(due - DAY),
      ),
    ),
  )
  const made = await house.run(backup)
  expect(made.code).toBe(0)
  expect(made.printed).toContain('Reservekopie gemaakt: ')
  expect(made.told).toContain('helemaal teruggelezen')

  await house.run(erase, [house.jan], { reason: 'verzoek', 'yes-really': true })
  house.at(due + 1000)
  expect(await house.look()).toMatchObject({ kind: 'sent', end: 'finished' })
  expect(await house.sent()).toBe(3)
  rmSync(join(house.root, 'data', 'outbox'), { recursive: true })

  const [file = ''] = house.backups()
  const asked = await house.run(restore, [file])
  expect(asked.code).toBe(1)
  expect(asked.told).toContain('Herhaal de opdracht met --replace.')
  expect(await house.people()).not.toContain(house.jan)
  const done = await house.run(restore, [file], { replace: true })
  expect(done.code).toBe(0)
  expect(done.printed).toContain('De kopie van 2028-12-03 06:00 staat terug, met 4 abonnees.')
  expect(done.printed).toContain('data/rondbrief-before-2028-12-04T050001Z.db')
  expect(done.told).toContain('is dat weer')
  expect(done.told).toContain('Versturen staat uit')

  expect(await house.people()).toHaveLength(3)
  expect(await house.people()).not.toContain(house.jan)
  expect(await house.look()).toEqual({ kind: 'restored' })
  const waiting = await house.withList(({ db }) => db.selectFrom('notice').selectAll().execute())
  expect(waiting).toMatchObject([
    { state: 'failed', reason: 'restored', address: null, token: null },
  ])

  const shown = await house.run(restored)
  expect(shown.code).toBe(1)
  expect(shown.printed).toContain('uit de reservekopie van 2028-12-03 06:00')
  expect(shown.printed).toContain('2023-03: 3 mails')
  await house.run(restored, [], { 'yes-really': true })
  expect(await house.look()).toEqual({ kind: 'missed', reason: 'from-backup' })
  expect(await house.sent()).toBe(0)
  expect((await house.run(restored)).printed).toContain('Versturen staat aan.')
})

test('on a new computer, where nothing is known of what was sent, sending is off as well', async () => {
  const house = await setUp()
  await house.run(backup)
  const [file = ''] = house.backups()
  rmSync(join(house.root, 'data'), { recursive: true })
  house.at(due + 1000)
  const done = await house.run(restore, [file])
  expect(done.code).toBe(0)
  expect(done.told).toContain('Het bestand data/endings.log ontbreekt.')
  expect(await house.look()).toEqual({ kind: 'restored' })
  expect((await house.run(restored)).printed).toContain('is hier niets bekend')
  await house.run(restored, [], { 'yes-really': true })
  // Its moment has passed, so it may have been sent: that is for a person to say.
  expect(await house.look()).toEqual({ kind: 'missed', reason: 'from-backup' })
  expect(await house.sent()).toBe(0)
})

test('a database that is in use is not replaced', async () => {
  const house = await setUp()
  await house.run(backup)
  const [file = ''] = house.backups()
  for (const name of ['sending', 'notices']) {
    const lock = acquireProcessLock(join(house.root, 'data', `${name}.lock`))
    const refused = await house.run(restore, [file], { replace: true })
    expect(refused).toMatchObject({
      code: 3,
      told: expect.stringContaining('Rondbrief staat aan, of'),
    })
    lock?.release()
  }
  // Somebody looks at a list, in another window.
  await house.withList(async () => {
    expect((await house.run(restore, [file], { replace: true })).code).toBe(3)
  })
  expect((await house.run(restore, [file], { replace: true })).code).toBe(0)
})

test('nobody begins to send or to answer while a backup is put back', async () => {
  const house = await setUp()
  await house.run(backup)
  const [file = ''] = house.backups()
  const held = { sending: 0, notices: 0, done: false }
  const restoring = house.run(restore, [file], { replace: true }).finally(() => {
    held.done = true
  })
  while (!held.done) {
    for (const name of ['sending', 'notices'] as const) {
      if (isProcessLocked(lockFile(house.root, name))) held[name]++
    }
    await setImmediate()
  }
  expect((await restoring).code).toBe(0)
  expect(held.sending).toBeGreaterThan(0)
  expect(held.notices).toBeGreaterThan(0)
  for (const name of ['sending', 'notices'] as const) {
    expect(isProcessLocked(lockFile(house.root, name))).toBe(false)
  }
})

test('a Rondbrief that was opened while the backup was read keeps its database', async () => {
  const house = await setUp()
  await house.run(backup)
  const [file = ''] = house.backups()
  const token = 'started meanwhile'
  const started = createServer((_, response) => {
    response.writeHead(303, { 'set-cookie': 'rondbrief_1=x' }).end()
  })
  await once(started.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void started.close())
  const restoring = house.run(restore, [file], { replace: true })
  while (!isProcessLocked(lockFile(house.root, 'notices'))) await setImmediate()
  const { port } = started.address() as AddressInfo
  writeRunning(house.root, { pid: process.pid, port, token })
  expect((await restoring).code).toBe(3)
  expect((await house.run(restored)).printed).toContain('Versturen staat aan.')
  expect(readdirSync(join(house.root, 'data')).filter((name) => name.includes('before'))).toEqual(
    [],
  )
})

test('without a key or a folder it says what to do, also to a program', async () => {
  const house = await setUp()
  const refused = await house.run(backup, [], {}, { env: {} })
  expect(refused).toMatchObject({ code: 3, told: expect.stringContaining('RONDBRIEF_BACKUP_KEY') })
  expect(house.backups()).toEqual([])
  mkdirSync(join(house.root, 'elders'))
  const plain = await house.run(backup, [], { to: 'elders', plain: true }, { env: {} })
  expect(plain.told).toContain('niet versleuteld')
  expect(readdirSync(join(house.root, 'elders'))).toHaveLength(1)
  const json = await house.run(backup, [], { to: 'weg' }, { json: true })
  expect(JSON.parse(json.printed)).toMatchObject({ ok: false, message: expect.any(String) })
  edit(house.root, 'rondbrief.yaml', 'backup_folder: reserve\n', '')
  expect(await house.run(backup)).toMatchObject({ code: 2, told: expect.stringContaining('--to') })
  expect((await house.run(restore, ['geen.backup'])).code).toBe(2)
  expect(await house.run(restore, ['rondbrief.yaml'], { replace: true })).toMatchObject({
    code: 3,
    told: expect.stringContaining('geen reservekopie'),
  })
})

test('retention removes old backups and the database that was put aside, and counts them first', async () => {
  const house = await setUp()
  await house.run(backup)
  house.at(due)
  await house.run(backup)
  await house.run(restore, [house.backups().sort()[1] ?? ''], { replace: true })
  house.at(due + 31 * DAY)
  const dry = await house.run(retention)
  expect(dry.printed).toContain('2  reservekopieën waar een nieuwere van is')
  expect(house.backups()).toHaveLength(2)
  await house.run(retention, [], { 'yes-really': true })
  expect(house.backups()).toEqual([join('reserve', 'rondbrief-2028-12-04T050000Z.backup')])
  const inData = readdirSync(join(house.root, 'data'))
  expect(inData.filter((name) => name.startsWith('rondbrief-before-'))).toEqual([])
})

test('doctor says how old the newest backup is, and what to do about it', async () => {
  const house = await setUp()
  const finding = async (more = {}) => {
    const { printed } = await house.run(doctor, [], {}, { json: true, ...more })
    const { findings } = JSON.parse(printed) as { findings: Finding[] }
    return findings.find(({ subject }) => subject === 'backup')
  }
  expect(await finding()).toMatchObject({
    state: 'attention',
    found: 'er is nog geen reservekopie',
  })
  await house.run(backup)
  house.at(due - DAY + 3 * 3_600_000)
  expect(await finding()).toEqual({
    subject: 'backup',
    state: 'good',
    found: 'de nieuwste is van 2028-12-03 06:00, 3 uur oud',
  })
  expect(await finding({ env: {} })).toMatchObject({ state: 'fault' })
  house.at(due + 2 * DAY)
  expect(await finding()).toMatchObject({
    state: 'attention',
    fix: expect.stringContaining('npx rondbrief backup'),
  })
  rmSync(join(house.root, 'reserve'), { recursive: true })
  expect(await finding()).toMatchObject({ state: 'fault', found: expect.stringContaining('map') })
  edit(house.root, 'rondbrief.yaml', 'backup_folder: reserve\n', '')
  expect(await finding()).toMatchObject({ fix: expect.stringContaining('backup_folder') })
})
