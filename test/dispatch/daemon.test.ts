import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig, type Secrets } from '../../src/config.ts'
import {
  startDaemon,
  type BackupFailure,
  type Daemon,
  type DaemonOptions,
} from '../../src/dispatch/daemon.ts'
import type { Look } from '../../src/dispatch/look-at-issue.ts'
import { openTransport } from '../../src/dispatch/open-transport.ts'
import { regularDispatch } from '../../src/dispatch/regular-dispatch.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { acquireProcessLock } from '../../src/dispatch/process-lock.ts'
import { sendgridTransport } from '../../src/dispatch/transports/sendgrid.ts'
import { openStore, type SqliteStore } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'
import { byHand } from '../support/by-hand.ts'
import { addPeople, outboxOf } from '../support/dispatch-fixture.ts'
import { hostZones, onMachineIn } from '../support/host-zones.ts'
import { planIssueFor } from '../support/plan-issue.ts'
import { KEY, startSendgrid } from '../support/sendgrid-server.ts'
import { copyProject, edit } from '../support/project-copy.ts'

const ISSUE = '2023-03'
const HEAD = `newsletters/${ISSUE}/issue.md`
const minute = 60_000
/** Monday 4 December 2028, 06.00 in Amsterdam. */
const due = Date.parse('2028-12-04T05:00Z')

test('an issue goes out by itself when its moment has come, once, and not before', async () => {
  const house = await setUp('2028-12-04T06:00', due - minute)
  expect(await house.sent()).toBe(0)
  await house.at(due + 5_000)
  expect(await house.sent()).toBe(4)
  expect(house.news).toMatchObject([{ kind: 'sent', end: 'finished', lateMs: 5_000 }])
  await house.at(due + minute)
  await house.at(due + 60 * minute)
  expect(await house.sent()).toBe(4)
  expect(house.news).toHaveLength(1)
})

describe.each(hostZones)('on a machine in %s', (hostZone) => {
  beforeEach(() => onMachineIn(hostZone))

  test('asleep at its moment, it goes out late but within the grace period (vector 10)', async () => {
    const house = await setUp('2028-12-04T06:00', due - 10 * minute)
    // Asleep: the wall clock went on and the other did not. The first look only notices.
    await house.at(due + 100 * minute, { slept: true })
    expect(await house.sent()).toBe(0)
    await house.at(due + 100 * minute + 30_000)
    expect(await house.sent()).toBe(4)
  })

  test('beyond the grace period nothing is sent and the miss is seen (vector 11)', async () => {
    const house = await setUp('2028-12-04T06:00', due + 24 * 60 * minute)
    expect(await house.sent()).toBe(0)
    expect(house.news).toEqual([{ kind: 'missed', reason: 'late' }])
    expect(await house.dispatch()).toMatchObject({ status: 'missed', reason: 'late', due_at: due })
    await house.at(due + 25 * 60 * minute)
    expect(await house.sent()).toBe(0)
    expect(house.news).toHaveLength(1)
  })

  test('after the clock is put back nothing goes out again (vector 12)', async () => {
    const house = await setUp('2028-12-04T06:00', due + 1_000)
    expect(await house.sent()).toBe(4)
    await house.at(due - 120 * minute, { jumped: true })
    await house.at(due - 119 * minute)
    await house.at(due + minute, { jumped: true })
    await house.at(due + 2 * minute)
    expect(await house.sent()).toBe(4)
  })

  test('a clock that is a day ahead for one look sends nothing (vector 13)', async () => {
    const house = await setUp('2028-12-04T06:00', due - 23 * 60 * minute)
    await house.at(due + minute, { jumped: true })
    expect(await house.sent()).toBe(0)
    await house.at(due - 22 * 60 * minute, { jumped: true })
    await house.at(due - 22 * 60 * minute + 30_000)
    expect(await house.sent()).toBe(0)
    expect(await house.dispatch()).toMatchObject({ status: 'scheduled' })
  })

  test('in the hour that comes twice it goes out once (vector 9)', async () => {
    const first = Date.parse('2027-10-31T00:30Z')
    const house = await setUp('2027-10-31T02:30', first - minute)
    await house.at(first)
    expect(await house.sent()).toBe(4)
    await house.at(first + 60 * minute)
    expect(await house.sent()).toBe(4)
  })
})

test('a missed issue that gets a new moment goes out at that moment', async () => {
  const house = await setUp('2028-12-04T06:00', due + 24 * 60 * minute)
  await house.plan('2028-12-06T06:00')
  await house.at(due + 48 * 60 * minute + 1_000)
  expect(await house.sent()).toBe(4)
  expect(await house.dispatch()).toMatchObject({ status: 'done' })
})

test('nor does it when somebody saves a file while the clock is wrong', async () => {
  const house = await setUp('2028-12-04T06:00', due - 23 * 60 * minute)
  await house.at(due + minute, { jumped: true })
  // What a save causes: a look long before the next tick.
  await house.at(due + minute + 2_000)
  await house.at(due + minute + 20_000)
  expect(await house.sent()).toBe(0)
  await house.at(due - 22 * 60 * minute, { jumped: true })
  await house.at(due - 22 * 60 * minute + 30_000)
  expect(await house.dispatch()).toMatchObject({ status: 'scheduled' })
})

test('a problem that blocks holds it, is told once, and solved in time it still goes', async () => {
  const house = await setUp('2028-12-04T06:00', due - minute)
  const subject = /^subject: .*$/m.exec(readFileSync(join(house.root, HEAD), 'utf8'))?.[0] ?? ''
  edit(house.root, HEAD, subject, 'subject:')
  await house.at(due + 1_000)
  await house.at(due + 31_000)
  expect(await house.sent()).toBe(0)
  expect(house.news).toEqual([{ kind: 'blocked', problems: 1 }])
  edit(house.root, HEAD, /^subject:$/m, subject)
  await house.at(due + 5 * minute)
  expect(await house.sent()).toBe(4)
})

test.each([
  ['a word', (root: string) => edit(root, HEAD, /^subject: .*$/m, 'subject: Iets anders')],
  [
    'the template',
    (root: string) => edit(root, 'templates/newsletter.mjml', '<mj-body', '<mj-body css-class="x"'),
  ],
  [
    'who is in its segment',
    (root: string) =>
      edit(root, 'subscribers/segments.yaml', 'everyone: ja', 'who: { not: { area: Rotterdam } }'),
  ],
  ['the moment', (root: string) => edit(root, HEAD, '2028-12-04T06:00', '2028-12-04T05:00')],
])(
  'when %s changed after it was planned, nothing leaves until somebody plans it again',
  async (_, change) => {
    const house = await setUp('2028-12-04T06:00', due - 90 * minute)
    change(house.root)
    await house.at(due - 60 * minute)
    await house.at(due + 1_000)
    await house.at(due + 31_000)
    expect(await house.sent()).toBe(0)
    expect(house.news).toEqual([{ kind: 'differs' }])
    await house.plan('2028-12-04T06:05')
    await house.at(due + 5 * minute)
    expect(await house.sent()).toBe(4)
  },
)

test('what was changed and never planned again is missed, and says why', async () => {
  const house = await setUp('2028-12-04T06:00', due - minute)
  edit(house.root, HEAD, /^subject: .*$/m, 'subject: Iets anders')
  await house.at(due + 24 * 60 * minute)
  expect(house.news).toEqual([{ kind: 'missed', reason: 'changed' }])
  expect(await house.dispatch()).toMatchObject({ status: 'missed', reason: 'changed' })
  expect(await house.sent()).toBe(0)
})

test('put back as it was, it leaves as it was planned', async () => {
  const house = await setUp('2028-12-04T06:00', due - minute)
  const before = readFileSync(join(house.root, HEAD))
  edit(house.root, HEAD, /^subject: .*$/m, 'subject: Iets anders')
  await house.at(due + 1_000)
  writeFileSync(join(house.root, HEAD), before)
  await house.at(due + minute)
  await house.at(due + minute + 1_000)
  expect(house.news.map(({ kind }) => kind)).toEqual(['differs', 'sent'])
})

test('a moment that stands in a file and was not planned by anybody is gone by', async () => {
  const house = await setUp('2030-01-01T10:00', due - minute)
  edit(house.root, HEAD, '2030-01-01T10:00', '2028-12-04T06:00')
  await house.at(due + 1_000)
  await house.at(due + 24 * 60 * minute)
  expect(await house.sent()).toBe(0)
  expect(house.news).toEqual([])
})

test('a beginning that a crash broke off is begun again, once', async () => {
  const house = await setUp('2028-12-04T06:00', due - minute)
  await house.store.db.updateTable('dispatch').set({ status: 'preparing' }).execute()
  await house.at(due + 1_000)
  expect(await house.sent()).toBe(4)
  expect(house.news.map(({ kind }) => kind)).toEqual(['sent'])
})

test('what is sent is what was there at the start: a later edit changes nothing', async () => {
  const house = await setUp('2028-12-04T06:00', due + 1_000)
  const before = await house.store.db
    .selectFrom('variant')
    .select(['subject', 'content_hash'])
    .execute()
  edit(house.root, HEAD, /^subject: .*$/m, 'subject: Iets anders')
  await house.at(due + minute)
  expect(
    await house.store.db.selectFrom('variant').select(['subject', 'content_hash']).execute(),
  ).toEqual(before)
  expect(await house.sent()).toBe(4)
})

test('while another process sends, it waits for its turn', async () => {
  const house = await setUp('2028-12-04T06:00', due - minute)
  const lock = acquireProcessLock(join(house.root, 'data', 'sending.lock'))
  await house.at(due + 1_000)
  expect(house.news).toEqual([{ kind: 'locked' }])
  lock?.release()
  await house.at(due + 31_000)
  expect(await house.sent()).toBe(4)
})

test('a scheduled dispatch that was broken off goes on by itself, but not days later', async () => {
  const house = await setUp('2028-12-04T06:00', due + 1_000)
  const { db } = house.store
  const breakOff = async () => {
    await db.updateTable('dispatch').set({ status: 'sending' }).execute()
    await db
      .updateTable('recipient')
      .set({ state: 'planned' })
      .where('subscriber_id', '=', 's1')
      .execute()
    await db
      .updateTable('batch')
      .set({ status: 'ready', attempt_id: null })
      .where('id', '=', (eb) =>
        eb.selectFrom('recipient').select('batch_id').where('subscriber_id', '=', 's1'),
      )
      .execute()
  }
  await breakOff()
  await house.at(due + minute)
  expect(await house.dispatch()).toMatchObject({ status: 'done' })
  await breakOff()
  const files = await house.sent()
  // A long dispatch that another process is working at is not broken off.
  const lock = acquireProcessLock(join(house.root, 'data', 'sending.lock'))
  await house.at(due + 2 * 24 * 60 * minute)
  expect(await house.dispatch()).toMatchObject({ status: 'sending' })
  lock?.release()
  await house.at(due + 3 * 24 * 60 * minute)
  expect(await house.dispatch()).toMatchObject({ status: 'paused', reason: 'late' })
  expect(await house.sent()).toBe(files)
})

test('whoever pauses at the moment that it goes on finds it paused', async () => {
  let asked = () => {}
  const house = await setUp('2028-12-04T06:00', due + 1_000, {
    openTransport: (config) => {
      asked()
      return openTransport(config)
    },
  })
  const { sqlite } = house.store
  sqlite.exec(`update dispatch set status = 'sending';
    update recipient set state = 'planned' where subscriber_id = 's1';
    update batch set status = 'ready', attempt_id = null
    where id = (select batch_id from recipient where subscriber_id = 's1')`)
  asked = () => sqlite.exec("update dispatch set status = 'paused', reason = 'by-hand'")
  await house.at(due + minute)
  expect(await house.dispatch()).toMatchObject({ status: 'paused', reason: 'by-hand' })
})

test.each([
  ['ahead', -20 * minute],
  ['behind', 20 * minute],
])('with a clock %s of that of SendGrid nothing is sent, nor called missed', async (_, apart) => {
  for (const start of [due + 1_000, due + 24 * 60 * minute]) {
    const server = await startSendgrid()
    onTestFinished(() => server.close())
    let theirs = start + apart
    server.now = () => theirs
    const house = await setUp('2028-12-04T06:00', start, {
      // The addresses of the example project would be refused.
      openTransport: (config) => sendgridTransport(config, { baseUrl: server.url }),
      sendgridKey: KEY,
    })
    expect(house.news).toEqual([{ kind: 'clock-off' }])
    expect(await house.dispatch()).toMatchObject({ status: 'scheduled' })
    await house.at(start + minute)
    expect(house.news).toHaveLength(1)
    theirs = start + 2 * minute
    await house.at(start + 2 * minute)
    expect(house.news[1]?.kind).toBe(start < due + 60 * minute ? 'sent' : 'missed')
  }
})

test('a clock that is put back while it runs does not keep it asleep until that time comes again', async () => {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
  onTestFinished(() => void vi.useRealTimers())
  vi.setSystemTime(due)
  let monotonic = 0
  let looks = 0
  const daemon = startDaemon({
    config: () => {
      looks++
      throw new Error('Only whether it looks is of interest here')
    },
    text: () => textFor('nl'),
    store: () => Promise.reject(new Error('No store is needed')),
    ports: { ...systemPorts, now: Date.now, monotonic: () => monotonic },
    failed: () => {},
  })
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      monotonic += 1000
      await vi.advanceTimersByTimeAsync(1000)
    }
  }
  await pass(2 * minute)
  const before = looks
  expect(before).toBeGreaterThan(3)
  vi.setSystemTime(due - 120 * minute)
  await pass(5 * minute)
  // One look notices the jump, and the next ones count.
  expect(looks - before).toBeGreaterThan(2)
  await daemon.close()
})

test('the dates of the series are counted while it runs', async () => {
  const house = await setUp('2030-01-01T10:00', due)
  const rows = () => house.store.db.selectFrom('occurrence').select('local_date').execute()
  const [first] = await rows()
  expect(first).toEqual({ local_date: '2028-12-12' })
  edit(house.root, 'newsletters/series.yaml', 'day: tweede', 'day: derde')
  await house.at(due + minute)
  expect((await rows())[0]).toEqual({ local_date: '2028-12-19' })
  edit(house.root, 'newsletters/series.yaml', 'day:', 'dag:')
  await house.at(due + 2 * minute)
  // Half a change of the file forgets nothing.
  expect((await rows())[0]).toEqual({ local_date: '2028-12-19' })
})

test('once a day what may be kept no longer is removed', async () => {
  const start = Date.UTC(2026, 0, 5, 9)
  const project = await setUp('2030-01-01T10:00', start)
  const { store } = project
  const withdraw = (changed_at: number) =>
    store.db.updateTable('subscriber').set({ newsletter: 'withdrawn', changed_at }).execute()
  const left = async () => (await store.db.selectFrom('subscriber').select('id').execute()).length
  await withdraw(start - 30 * DAY)
  await project.at(start + 60_000)
  expect(await left()).toBe(4)
  await project.at(start + DAY)
  expect(await left()).toBe(0)
})

test('what may be kept no longer goes an hour later when the database refused it', async () => {
  const start = Date.UTC(2026, 0, 5, 9)
  const { store, ...project } = await setUp('2030-01-01T10:00', start)
  await store.db
    .updateTable('subscriber')
    .set({ newsletter: 'withdrawn', changed_at: start - 30 * DAY })
    .execute()
  const left = async () => (await store.db.selectFrom('subscriber').select('id').execute()).length
  // Another program that will not let go of the list for a while.
  store.sqlite.exec(
    `create temp trigger held before delete on subscriber begin select raise(abort, 'held'); end`,
  )
  await project.at(start + DAY)
  expect(project.failures).toHaveLength(1)
  store.sqlite.exec('drop trigger held')
  await project.at(start + DAY + minute)
  expect(await left()).toBe(4)
  await project.at(start + DAY + HOUR)
  expect(await left()).toBe(0)
  await project.at(start + DAY + 3 * HOUR)
  expect(project.failures).toHaveLength(1)
})

test('what is done every hour is done once an hour, and nothing that is due waits for it', async () => {
  const hours: number[] = []
  let finish: (() => void) | undefined
  const hourly = () => {
    hours.push(1)
    return new Promise<void>((done) => {
      finish = done
    })
  }
  const house = await setUp('2028-12-04T06:00', due - minute, { hourly })
  expect(hours).toHaveLength(1)
  await house.at(due)
  expect(await house.sent()).toBe(4)
  await house.at(due + 90 * minute)
  expect(hours).toHaveLength(1)
  finish?.()
  await setImmediate()
  await house.at(due + 91 * minute)
  expect(hours).toHaveLength(2)
  finish?.()
  await setImmediate()
  await house.at(due + 150 * minute)
  expect(hours).toHaveLength(2)
})

test('every day a backup is made, and a reason why not is told once', async () => {
  const start = Date.UTC(2026, 0, 5, 9)
  const project = await setUp('2030-01-01T10:00', start, {
    backupFolder: 'reserve',
    secrets: { backupKey: 'vier losse woorden achter elkaar' },
  })
  const folder = join(project.root, 'reserve')
  expect(project.noBackups).toEqual(['folder-missing'])
  await project.at(start + HOUR)
  expect(project.noBackups).toHaveLength(1)
  mkdirSync(folder)
  await project.at(start + HOUR + 60_000)
  expect(readdirSync(folder)).toEqual([])
  for (const hours of [2, 5, 25, 27, 40]) await project.at(start + hours * HOUR)
  expect(readdirSync(folder)).toEqual([
    'rondbrief-2026-01-05T110000Z.backup',
    'rondbrief-2026-01-06T120000Z.backup',
  ])
})

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Apart = {
  openTransport?: DaemonOptions['openTransport']
  hourly?: DaemonOptions['hourly']
  sendgridKey?: string
  backupFolder?: string
  secrets?: Partial<Secrets>
}

async function setUp(
  sendAt: string,
  start: number,
  { openTransport, hourly, sendgridKey, ...changes }: Apart = {},
) {
  const root = copyProject()
  const read = readConfig(root, { RONDBRIEF_SENDGRID_KEY: sendgridKey })
  if (read.kind !== 'ok') throw new Error('The configuration is not readable')
  const secrets = { ...read.config.secrets, ...changes.secrets }
  const config = { ...read.config, ...changes, secrets }
  const store: SqliteStore = await openStore(join(root, 'data', 'rondbrief.db'))
  await addPeople(store, 4, root)
  await planIssueFor(sendAt, ISSUE, config, store)
  const clock = { wall: start, monotonic: 0 }
  const news: Look[] = []
  const noBackups: BackupFailure[] = []
  const failures: unknown[] = []
  const daemon: Daemon = startDaemon({
    config: () => config,
    text: () => textFor('nl'),
    store: () => Promise.resolve(store),
    ports: { ...systemPorts, now: () => clock.wall, monotonic: () => clock.monotonic },
    ...(openTransport !== undefined && { openTransport }),
    onNews: (_, look) => news.push(look),
    onNoBackup: (why) => noBackups.push(why),
    ...(hourly !== undefined && { hourly }),
    waking: byHand,
    failed: (error) => failures.push(error),
  })
  onTestFinished(async () => {
    await daemon.close()
    await store.close()
  })
  await daemon.look()
  return {
    root,
    store,
    plan: (wall: string) => planIssueFor(wall, ISSUE, config, store),
    news,
    noBackups,
    failures,
    /** The daemon looks at this moment; both clocks went there unless told otherwise. */
    async at(wall: number, how: { slept?: boolean; jumped?: boolean } = {}) {
      const steady = how.slept !== true && how.jumped !== true
      clock.monotonic += steady ? wall - clock.wall : 30_000
      clock.wall = wall
      await daemon.look()
    },
    async sent() {
      return (await outboxOf({ outbox: join(root, 'data', 'outbox') }, ISSUE)).length
    },
    dispatch: () => regularDispatch(store.db, ISSUE, read.config.list.id),
  }
}
