import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Command } from '../../src/commands/command.ts'
import { dispatch } from '../../src/commands/dispatch.ts'
import { restored } from '../../src/commands/restored.ts'
import { send } from '../../src/commands/send.ts'
import { readConfig } from '../../src/config.ts'
import { lookAtIssue } from '../../src/dispatch/look-at-issue.ts'
import { openTransport } from '../../src/dispatch/open-transport.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { regularDispatch } from '../../src/dispatch/regular-dispatch.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { isRestored, notedWhile } from '../../src/dispatch/sending-journal.ts'
import { databaseFile, openStore, type Store } from '../../src/store/store.ts'
import { allFacts } from '../../src/store/journal.ts'
import { writeRestoredMark } from '../../src/store/restored-mark.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { textFor } from '../../src/text/text.ts'
import { people, planFor } from '../support/dispatch-data.ts'
import { addPeople, fixture, outboxOf, planned } from '../support/dispatch-fixture.ts'
import { planIssueFor } from '../support/plan-issue.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const ISSUE = '2023-03'
/** Monday 4 December 2028, 06.00 in Amsterdam. */
const due = Date.parse('2028-12-04T05:00Z')
const now = () => due + 60_000

async function setUp() {
  const root = copyProject()
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('The configuration is not readable')
  const { config } = read
  const withList = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openList(root, {})
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  await withList((store) => addPeople(store, 4, root))
  await withList((store) => planIssueFor('2028-12-04T06:00', ISSUE, config, store))
  return {
    config,
    withList,
    look: (signal = new AbortController().signal) =>
      withList((store) =>
        lookAtIssue(ISSUE, {
          config,
          text: textFor('nl'),
          store,
          ports: { ...systemPorts, now },
          signal,
          openTransport,
        }),
      ),
    dispatch: () => withList((store) => regularDispatch(store.db, ISSUE, config.list.id)),
    backup: () => copyFileSync(databaseFile(root), join(root, 'backup.db')),
    /** The database as it was, and an outbox that shows what leaves from now on. */
    restore() {
      copyFileSync(join(root, 'backup.db'), databaseFile(root))
      rmSync(join(root, 'data/outbox'), { recursive: true, force: true })
    },
    sent: async () => (await outboxOf({ outbox: join(root, 'data/outbox') }, ISSUE)).length,
    again: (command: Command, positionals: string[], options: object) =>
      runCommand(command, root, { now, positionals, options: { ...options } }),
    command: (really: boolean) =>
      runCommand(restored, root, { now, options: { 'yes-really': really } }),
  }
}

test('an issue that was sent after the backup does not go out again', async () => {
  const house = await setUp()
  house.backup()
  expect(await house.look()).toMatchObject({ kind: 'sent', end: 'finished' })
  expect(await house.sent()).toBe(4)
  house.restore()
  expect(await house.look()).toEqual({ kind: 'restored' })
  expect(await house.sent()).toBe(0)

  const shown = await house.command(false)
  expect(shown.code).toBe(1)
  expect(shown.printed).toContain('2023-03: 4 mails, 2028-12-04 06:01')
  expect(shown.told).toContain('Versturen staat uit.')
  expect(await house.look()).toEqual({ kind: 'restored' })

  expect(await house.command(true)).toMatchObject({ code: 0 })
  expect(await house.look()).toEqual({ kind: 'missed', reason: 'from-backup' })
  expect(await house.sent()).toBe(0)
  expect((await house.command(false)).printed).toContain('Versturen staat aan.')
})

test('a dispatch that was under way in the backup does not go on by itself', async () => {
  const house = await setUp()
  expect(await house.look(AbortSignal.abort())).toMatchObject({ end: 'interrupted' })
  house.backup()
  expect(await house.look()).toMatchObject({ kind: 'sent', end: 'finished' })
  house.restore()
  expect(await house.dispatch()).toMatchObject({ status: 'sending' })
  expect(await house.look()).toEqual({ kind: 'restored' })
  await house.command(true)
  expect(await house.look()).toEqual({ kind: 'nothing' })
  expect(await house.dispatch()).toMatchObject({ status: 'paused', reason: 'restored' })
  expect(await house.sent()).toBe(0)

  const goOn = { 'yes-really': true, count: '4' }
  const asked = await house.again(send, [ISSUE], goOn)
  expect(asked.code).toBe(1)
  expect(asked.printed).toContain('krijgt hem bij verdergaan nog een keer')
  expect(asked.told).toContain('stop met npx rondbrief dispatch 2023-03 cancel')
  expect(await house.sent()).toBe(0)
  const accepted = { ...goOn, 'accept-duplicates': true }
  expect(await house.again(dispatch, [ISSUE, 'resume'], accepted)).toMatchObject({ code: 0 })
  expect(await house.sent()).toBe(4)
})

test('stopped after it was put back, the rest are those who may have it: only sent when that is accepted', async () => {
  const house = await setUp()
  expect(await house.look(AbortSignal.abort())).toMatchObject({ end: 'interrupted' })
  house.backup()
  expect(await house.look()).toMatchObject({ kind: 'sent', end: 'finished' })
  house.restore()
  await house.command(true)
  const really = { 'yes-really': true, count: '4' }
  await house.again(dispatch, [ISSUE, 'cancel'], really)
  expect(await house.dispatch()).toMatchObject({ status: 'cancelled' })
  const refused = await house.again(dispatch, [ISSUE, 'send-rest'], really)
  expect(refused.code).toBe(1)
  expect(refused.told).toContain('--accept-duplicates')
  expect(await house.sent()).toBe(0)
  const accepted = { ...really, 'accept-duplicates': true }
  expect(await house.again(dispatch, [ISSUE, 'send-rest'], accepted)).toMatchObject({ code: 0 })
  expect(await house.sent()).toBe(4)
})

test('a database that knows everything is not taken for an old one', async () => {
  const house = await setUp()
  expect(await house.command(false)).toMatchObject({ code: 0 })
  expect(await house.look(AbortSignal.abort())).toMatchObject({ end: 'interrupted' })
  expect(await house.look()).toMatchObject({ kind: 'sent' })
  house.backup()
  house.restore()
  expect(await house.look()).toEqual({ kind: 'nothing' })
  expect(await house.command(false)).toMatchObject({ code: 0 })
})

test('a copy that was made while a dispatch was under way is known by what left since', async () => {
  const made = await fixture(4)
  const id = await planned(made)
  const { store, root } = made
  const copy = join(root, 'copy', 'data')
  mkdirSync(copy, { recursive: true })
  const send = (count: number) =>
    sql`update recipient set state = 'submitted' where ref in (
      select ref from recipient where state = 'planned' limit ${count})`.execute(store.db)
  await notedWhile(store, id, { now }, async () => {
    await send(1)
    store.sqlite.exec(`vacuum into '${join(copy, 'rondbrief.db')}'`)
    await send(2)
    // The process dies here: what lies beside the database now is all that is left of it.
    await expect.poll(() => allFacts(store, 'sendings').length, { timeout: 30_000 }).toBe(2)
    copyFileSync(join(root, 'data', 'sendings.log'), join(copy, 'sendings.log'))
  })
  const put = await openStore(join(copy, 'rondbrief.db'))
  expect(await isRestored(put)).toBe(true)
  await put.close()
  expect(await isRestored(store)).toBe(false)
})

test('an issue whose list was only being written in the backup is not sent by itself', async () => {
  const house = await setUp()
  const random = () => {
    throw new Error('The power went')
  }
  await house.withList(async (store) => {
    const scheduled = (await regularDispatch(store.db, ISSUE, house.config.list.id))?.id
    const row = await store.db.selectFrom('dispatch').select('content_hash').executeTakeFirst()
    const own = { issueId: ISSUE, listId: house.config.list.id, scheduled }
    const plan = { ...planFor(people(4)), ...own, fingerprint: row?.content_hash ?? '' }
    await expect(planDispatch(store, plan, { ...systemPorts, random })).rejects.toThrow('power')
    writeRestoredMark(store.folder ?? '', { backupAt: now(), restoredAt: now() })
  })
  expect(await house.dispatch()).toMatchObject({ status: 'preparing' })
  expect(await house.look()).toEqual({ kind: 'restored' })
  await house.command(true)
  expect(await house.look()).toEqual({ kind: 'missed', reason: 'from-backup' })
  expect(await house.sent()).toBe(0)
})
