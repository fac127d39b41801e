import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dispatch } from '../../src/commands/dispatch.ts'
import { send } from '../../src/commands/send.ts'
import { readConfig } from '../../src/config.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { joinedSince, sendJoined } from '../../src/dispatch/joined.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { planOf, prepareIssue } from '../../src/dispatch/prepare.ts'
import { dispatchProgress } from '../../src/dispatch/progress.ts'
import { regularDispatch } from '../../src/dispatch/regular-dispatch.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import type { Store } from '../../src/store/store.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { textFor } from '../../src/text/text.ts'
import { accepted, countingProvider } from '../support/counting-provider.ts'
import { setUp } from '../support/dispatch-data.ts'
import { addPeople, outboxOf } from '../support/dispatch-fixture.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import { bothDatabases, kinds } from '../support/store-kinds.ts'

const ISSUE = '2023-03'
const HEAD = `newsletters/${ISSUE}/issue.md`
const databases = bothDatabases()

describe.each(kinds)('on %s', (kind) => {
  test('whoever joined after the list was made gets it as it was then, and nobody gets it twice', async () => {
    const house = await sentTo(3)
    await addPeople(house.store, 5, house.root)
    expect(await house.joined()).toMatchObject({ count: 2, without: 0 })
    const frozen = await house.hashes()
    edit(house.root, HEAD, /^subject: .*$/m, 'subject: Iets anders')
    const { kind: decided } = await house.sendJoined()
    expect(decided).toBe('decided')
    await house.run()
    expect(await house.hashes()).toEqual(frozen)
    expect([...house.copies.values()]).toEqual([1, 1, 1, 1, 1])
    expect(await dispatchProgress(house.store, house.id)).toMatchObject({ sent: 5, total: 5 })
    expect(await house.row()).toMatchObject({ status: 'done', recipient_count: 5 })
    expect(await checkInvariants(house.store)).toEqual([])
    expect(await house.joined()).toMatchObject({ count: 0 })
  })

  test('whoever unsubscribed, or reads at another address since, did not join', async () => {
    const house = await sentTo(3)
    await addPeople(house.store, 5, house.root)
    const { db } = house.store
    await db
      .updateTable('subscriber')
      .set({ newsletter: 'withdrawn' })
      .where('id', '=', 's3')
      .execute()
    await db
      .updateTable('subscriber')
      .set({ email: 'nieuw@example.org', email_key: 'another key' })
      .where('id', '=', 's0')
      .execute()
    expect(await house.joined()).toMatchObject({ count: 1 })
  })

  test('of a mix of items that nobody got there is no mail, and they are told apart', async () => {
    const house = await sentTo(3)
    await addPeople(house.store, 4, house.root)
    edit(
      house.root,
      `newsletters/${ISSUE}/riec/informatie.md`,
      '\n',
      '\nsegments: [leerhuis-zorg-vr18]\n',
    )
    expect(await house.joined()).toMatchObject({ count: 0, without: 1 })
    expect(await house.sendJoined()).toEqual({ kind: 'decided', people: 0 })
    expect(await house.row()).toMatchObject({ status: 'done', recipient_count: 3 })
  })

  test('when the list grew again meanwhile, what somebody saw counts', async () => {
    const house = await sentTo(3)
    await addPeople(house.store, 5, house.root)
    const joined = await house.joined()
    await addPeople(house.store, 6, house.root)
    const { version } = (await house.row()) ?? { version: 0 }
    const seen = { version, people: joined.count }
    expect(await sendJoined(house.store, house.id, joined, systemPorts, { seen })).toEqual({
      kind: 'moved',
    })
    expect(await house.row()).toMatchObject({ status: 'done', recipient_count: 3 })
  })

  async function sentTo(count: number) {
    const root = copyProject()
    const store: Store = await databases.emptyStore(kind)
    onTestFinished(() => store.close())
    await addPeople(store, count, root)
    const read = readConfig(root, {})
    if (read.kind !== 'ok') throw new Error('The settings of the copy are good')
    const { config } = read
    const prepared = await prepareIssue(config, textFor('nl'), store, ISSUE)
    const options = { batchSize: 1, scheduled: undefined, agreed: undefined }
    const planned = await planDispatch(store, planOf(prepared, config, options), systemPorts)
    if (planned.kind !== 'planned') throw new Error(`It was not planned: ${planned.kind}`)
    const id = planned.dispatchId
    const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
    const run = () => runDispatch(id, setUp(root, store, 0).options({ transport: provider }))
    await run()
    const joined = () => joinedSince(config, store, { id, issue_id: ISSUE })
    return {
      root,
      store,
      id,
      run,
      joined,
      copies: provider.copies,
      sendJoined: async () => sendJoined(store, id, await joined(), systemPorts),
      row: () => regularDispatch(store.db, ISSUE, config.list.id),
      hashes: () => store.db.selectFrom('variant').select(['key', 'content_hash']).execute(),
    }
  }
})

test('in a terminal the number is shown first, and with it they get the mail', async () => {
  const root = copyProject()
  const store = await openList(root, {})
  onTestFinished(() => store.close())
  await addPeople(store, 3, root)
  const sending = { 'yes-really': true, count: '3' }
  expect((await runCommand(send, root, { positionals: [ISSUE], options: sending })).code).toBe(0)
  const act = (options = {}) =>
    runCommand(dispatch, root, { positionals: [ISSUE, 'send-joined'], options })
  expect((await act()).told).toContain('Er is niemand voor wie dit geldt.')
  await addPeople(store, 5, root)
  const shown = await act()
  expect(shown.printed).toContain('2 abonnees kwamen erbij')
  expect(shown.told).toContain(`rondbrief dispatch ${ISSUE} send-joined --yes-really --count 2`)
  expect((await act({ 'yes-really': true, count: '3' })).code).toBe(2)
  expect((await act({ 'yes-really': true, count: '2' })).code).toBe(0)
  expect(await outboxOf({ outbox: join(root, 'data/outbox') }, ISSUE)).toHaveLength(5)
})
