import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dispatch } from '../../src/commands/dispatch.ts'
import { send } from '../../src/commands/send.ts'
import { openStore } from '../../src/store/store.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const ISSUE = '2023-03'
const act = (
  root: string,
  action: string | undefined,
  options: Record<string, string | boolean> = {},
  json = false,
) =>
  runCommand(dispatch, root, {
    positionals: action === undefined ? [ISSUE] : [ISSUE, action],
    options,
    json,
  })

describe('rondbrief dispatch', () => {
  test('shows who received it, and has nothing to send to when all did', async () => {
    const root = await sentProject(3)
    const { code, printed } = await act(root, 'received')
    expect(code).toBe(0)
    expect(printed).toMatch(/3 ontvangers kregen de mail:\n {2}[0-9a-f]+ {2}l…@example\.org/)
    expect(await act(root, 'send-rest')).toMatchObject({
      code: 1,
      told: expect.stringContaining('niemand'),
    })
    expect(await act(root, 'pause')).toMatchObject({
      code: 1,
      told: 'Dat kan nu niet. De verzending staat op: verzonden.',
    })
  })

  test('keeps no reason with an e-mail address in it, and then decides nothing', async () => {
    const root = await sentProject(2)
    await asIfBrokenOff(root, 1)
    expect(await act(root, 'pause', { why: 'jan@example.org belde' })).toMatchObject({
      code: 2,
      told: expect.stringContaining('Het logboek bewaart geen adressen.'),
    })
    expect((await act(root, undefined)).printed).not.toContain('gepauzeerd')
  })

  test('pauses and cancels, and later sends to exactly those who did not get it', async () => {
    const root = await sentProject(4)
    await asIfBrokenOff(root, 2)
    expect(await act(root, 'pause')).toMatchObject({
      code: 0,
      printed: expect.stringContaining('gepauzeerd'),
    })
    const warned = await act(root, 'cancel')
    expect(warned.told).toContain('2 ontvangers krijgen de mail dan niet.')
    expect(await act(root, 'cancel', { 'yes-really': true })).toMatchObject({
      code: 0,
      printed: expect.stringMatching(
        /gestopt\. 2 ontvangers.*\ngestopt\n {2}2 {2}verstuurd\n {2}2 {2}niet verstuurd\n {2}4 {2}totaal/,
      ),
    })
    const shown = await act(root, 'send-rest')
    expect(shown.printed).toMatch(/2 {2}gestopt voor hun beurt/)
    expect(shown.told).toContain(`rondbrief dispatch ${ISSUE} send-rest --yes-really --count 2`)
    expect((await act(root, 'send-rest', { 'yes-really': true, count: '3' })).code).toBe(2)
    const sent = await act(root, 'send-rest', { 'yes-really': true, count: '2' })
    expect(sent).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/4 {2}verstuurd\n {2}4 {2}totaal/),
    })
  })

  test('asks twice before somebody may get it twice', async () => {
    const root = await sentProject(2)
    const store = await openStore(join(root, 'data', 'rondbrief.db'))
    store.sqlite.exec(`update batch set status = 'held' where seq = 0;
      update attempt set state = 'unknown' where batch_id = (select id from batch where seq = 0);
      update recipient set state = 'planned' where batch_id = (select id from batch where seq = 0);
      update dispatch set status = 'done_with_holds'`)
    await store.close()
    const first = await act(root, 'send-rest')
    expect(first).toMatchObject({ code: 1, told: expect.stringContaining('--accept-duplicates') })
    const second = await act(root, 'send-rest', { 'accept-duplicates': true })
    expect(second.told).toContain('1 ontvanger krijgt de mail dan misschien dubbel.')
    expect(second.told).toContain('send-rest --accept-duplicates --yes-really --count 1')
    const third = await act(
      root,
      'send-rest',
      { 'accept-duplicates': true, 'yes-really': true, count: '1' },
      true,
    )
    expect(third.code).toBe(0)
    expect(third.printed).toContain('"sent":2')
  })

  test('says what can be done, and knows neither another action nor an issue that was not sent', async () => {
    const root = await sentProject(1)
    expect((await act(root, undefined)).printed).toMatch(/accept-doubt {2}verstuur opnieuw/)
    expect(await act(root, 'pauze')).toMatchObject({
      code: 2,
      told: expect.stringContaining("Bedoelde u 'pause'?"),
    })
    expect(await runCommand(dispatch, root, { positionals: ['2023-10', 'pause'] })).toMatchObject({
      code: 2,
      told: expect.stringContaining('Editie 2023-10 is nog niet verstuurd.'),
    })
  })
})

async function sentProject(count: number): Promise<string> {
  const root = copyProject()
  const store = await openStore(join(root, 'data', 'rondbrief.db'))
  await addPeople(store, count, root)
  await store.close()
  const options = { 'yes-really': true, count: String(count) }
  expect((await runCommand(send, root, { positionals: [ISSUE], options })).code).toBe(0)
  return root
}

/** The last `count` batches had not had their turn. */
async function asIfBrokenOff(root: string, count: number): Promise<void> {
  const store = await openStore(join(root, 'data', 'rondbrief.db'))
  const last = `(select id from batch order by seq desc limit ${count})`
  store.sqlite.exec(`delete from attempt where batch_id in ${last};
    update recipient set state = 'planned', attempt_id = null where batch_id in ${last};
    update batch set status = 'ready', attempt_id = null where id in ${last};
    update dispatch set status = 'sending', finished_at = null`)
  await store.close()
}
