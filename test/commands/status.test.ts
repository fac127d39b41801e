import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { send } from '../../src/commands/send.ts'
import { status } from '../../src/commands/status.ts'
import { markSeen } from '../../src/dispatch/alarms.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { acquireProcessLock } from '../../src/dispatch/process-lock.ts'
import { openStore } from '../../src/store/store.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { readConfig } from '../../src/config.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { planIssueFor } from '../support/plan-issue.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const ISSUE = '2023-03'

describe('rondbrief status', () => {
  test('tells where every issue and its dispatch stand, in numbers that add up', async () => {
    const root = copyProject()
    const store = await openStore(join(root, 'data', 'rondbrief.db'))
    await addPeople(store, 4, root)
    await runCommand(send, root, {
      positionals: [ISSUE],
      options: { 'yes-really': true, count: '4' },
    })
    await store.close()
    const { code, printed } = await runCommand(status, root)
    expect(code).toBe(0)
    expect(printed).toMatch(
      /2023-03 {2}Nieuwsbrief maart 2023\n {2}verzonden\n {2}4 {2}verstuurd\n {2}4 {2}totaal/,
    )
    expect(printed).toMatch(/2023-10 {2}.*\n {2}nog niet verstuurd/)
    const { printed: json } = await runCommand(status, root, { json: true, positionals: [ISSUE] })
    expect(JSON.parse(json)).toMatchObject({
      schema: 1,
      issues: [
        { id: ISSUE, dispatch: { state: 'done', progress: { total: 4, sent: 4 }, unsure: 0 } },
      ],
    })
  })

  test('tells an alarm with what to do, until somebody has ticked it off', async () => {
    const root = copyProject()
    const store = await openStore(join(root, 'data', 'rondbrief.db'))
    store.sqlite.exec(`insert into event_post (id, received_at, body) values ('p', 1, '');
      insert into provider_event (id, post_id, dedupe_key, type, at, quarantined)
      values ('e', 'p', 'e', 'delivered', 1, 1)`)
    const { printed } = await runCommand(status, root)
    expect(printed).toMatch(/Let op: De mailserver meldde iets over 1 mail .*\n {2}Wat nu: kijk of/)
    const told = JSON.parse((await runCommand(status, root, { json: true })).printed) as object
    const alarm = 'unknown-events:'
    expect(told).toMatchObject({ alarms: [{ key: alarm, level: 1, seen: null }] })
    await markSeen(store, { alarm, level: 1, person: 'Samira', why: 'een proef' }, systemPorts)
    await store.close()
    expect((await runCommand(status, root)).printed).not.toContain('Let op:')
  })

  test('names the people about whom nobody can be sure', async () => {
    const root = copyProject()
    const store = await openStore(join(root, 'data', 'rondbrief.db'))
    await addPeople(store, 3, root)
    await runCommand(send, root, {
      positionals: [ISSUE],
      options: { 'yes-really': true, count: '3' },
    })
    await store.db.updateTable('batch').set({ status: 'held' }).where('seq', '=', 0).execute()
    await store.db
      .updateTable('recipient')
      .set({ state: 'planned' })
      .where('batch_id', '=', (eb) => eb.selectFrom('batch').select('id').where('seq', '=', 0))
      .execute()
    await store.close()
    const { printed } = await runCommand(status, root, { positionals: [ISSUE] })
    expect(printed).toMatch(/1 {2}onzeker/)
    expect(printed).toMatch(/Onzeker\. .*\n.*lezer\d@example\.org/)
  })

  test('tells a dispatch that was broken off from one that is going on', async () => {
    const root = copyProject()
    const store = await openStore(join(root, 'data', 'rondbrief.db'))
    await addPeople(store, 3, root)
    await runCommand(send, root, {
      positionals: [ISSUE],
      options: { 'yes-really': true, count: '3' },
    })
    await store.db.updateTable('dispatch').set({ status: 'sending' }).execute()
    const now = Date.now()
    const lately = { started_at: now - 10_000, ended_at: now - 1 }
    await store.db.updateTable('attempt').set(lately).execute()
    await store.close()
    const during = { positionals: [ISSUE], now: () => now }
    const lock = acquireProcessLock(join(root, 'data', 'sending.lock'))
    const going = await runCommand(status, root, during)
    const { printed: told } = await runCommand(status, root, { ...during, json: true })
    lock?.release()
    expect(going.printed).toMatch(/\n {2}wordt verstuurd\n/)
    expect(going.printed).toContain('\n  3 van 3 verstuurd · 0,3 per seconde\n')
    expect(JSON.parse(told)).toMatchObject({ issues: [{ dispatch: { perSecond: 0.3 } }] })
    expect(going.printed).not.toContain('Wat nu')
    const { printed } = await runCommand(status, root, during)
    expect(printed).not.toContain('per seconde')
    expect(printed).toMatch(/\n {2}onderbroken, nog niet klaar\n/)
    expect(printed).toContain(
      'Wat nu: ga verder met npx rondbrief send 2023-03 --yes-really --count 3.',
    )
    const { printed: json } = await runCommand(status, root, { json: true, positionals: [ISSUE] })
    expect(JSON.parse(json)).toMatchObject({ issues: [{ dispatch: { interrupted: true } }] })
  })

  test('tells when an issue goes by itself, and what the clock change makes of it', async () => {
    const root = copyProject()
    const read = readConfig(root, {})
    if (read.kind !== 'ok') throw new Error('The settings of the copy are good')
    const store = await openList(root, {})
    await addPeople(store, 3, root)
    await planIssueFor('2027-03-28T02:30', ISSUE, read.config, store)
    await store.close()
    const { printed } = await runCommand(status, root, { positionals: [ISSUE] })
    expect(printed).toContain('gaat vanzelf weg: zondag 28\u00A0maart 2027, 3.30\u00A0uur')
    expect(printed).toContain('Door de zomertijd bestaat dat tijdstip niet')
    expect(printed).not.toContain('gewijzigd')
    edit(root, `newsletters/${ISSUE}/issue.md`, /^subject: .*$/m, 'subject: Iets anders')
    const later = await runCommand(status, root, { positionals: [ISSUE] })
    expect(later.printed).toContain('De editie is gewijzigd nadat zij is ingepland.')
    expect(later.printed).toContain('npx rondbrief schedule 2023-03')
  })

  test('does not know an issue that is not there', async () => {
    const { code, told } = await runCommand(status, copyProject(), { positionals: ['2019-01'] })
    expect({ code, told }).toEqual({ code: 2, told: 'Er is geen editie 2019-01.' })
  })
})
