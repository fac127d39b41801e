import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { restored } from '../../src/commands/restored.ts'
import { readConfig } from '../../src/config.ts'
import { lookAtIssue } from '../../src/dispatch/look-at-issue.ts'
import { openTransport } from '../../src/dispatch/open-transport.ts'
import { regularDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { databaseFile, type Store } from '../../src/store/store.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { textFor } from '../../src/text/text.ts'
import { addPeople, outboxOf } from '../support/dispatch-fixture.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const ISSUE = '2023-03'
/** Monday 4 December 2028, 06.00 in Amsterdam. */
const due = Date.parse('2028-12-04T05:00Z')
const now = () => due + 60_000

async function setUp() {
  const root = copyProject()
  edit(root, `newsletters/${ISSUE}/issue.md`, '\n', '\nsend_at: 2028-12-04T06:00\n')
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
  return {
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
  expect(await house.look()).toEqual({ kind: 'missed', reason: 'late' })
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
  expect(await house.dispatch()).toMatchObject({ status: 'paused' })
  expect(await house.sent()).toBe(0)
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
