import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { alarms, markSeen } from '../../src/dispatch/alarms.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { applyEvent } from '../../src/events/apply-event.ts'
import { up as countReports } from '../../src/store/migrations/018-counted-reports.ts'
import type { Store } from '../../src/store/store.ts'
import { accepted, countingProvider, fakeClock, unknown } from '../support/counting-provider.ts'
import { planFor, setUp } from '../support/dispatch-data.ts'
import { addPeople, planned } from '../support/dispatch-fixture.ts'
import { bothDatabases, kinds, type Kind } from '../support/store-kinds.ts'

const hour = 3_600_000

const databases = bothDatabases()

describe.each(kinds)('on %s', (kind) => {
  test('a ledger that is sound raises nothing, also with its normal reports', async () => {
    const { store, clock } = await sentTo(kind, 10)
    await report(store, {
      types: ['processed', 'delivered', 'deferred'],
      message: (ref) => `m-${ref}`,
    })
    expect(await alarms(store, clock.now())).toEqual([])
  })

  test('one person with two message ids is an alarm, and so are reports far above the mails', async () => {
    const { store, clock, id } = await sentTo(kind, 10)
    await report(store, { types: ['processed', 'delivered'], message: (ref) => `a-${ref}` })
    await report(store, { types: ['delivered'], message: (ref) => `b-${ref}`, of: 2 })
    expect(await alarms(store, clock.now())).toMatchObject([
      { kind: 'sent-twice', level: 2, key: `sent-twice:${id}`, issueId: '2026-12' },
    ])
    await report(store, { types: ['processed', 'delivered'], message: (ref) => `b-${ref}` })
    await report(store, { types: ['processed', 'delivered'], message: (ref) => `c-${ref}` })
    expect((await alarms(store, clock.now())).map(({ kind, level }) => [kind, level])).toEqual([
      ['sent-twice', 10],
      ['too-many-events', 62],
    ])
  })

  test('what was reported before it was counted is counted too', async () => {
    const { store, clock } = await sentTo(kind, 10)
    for (const mail of ['a', 'b', 'c', 'd']) {
      await report(store, { types: ['processed'], message: (ref) => `${mail}-${ref}` })
    }
    const counted = await alarms(store, clock.now())
    expect(counted.map(({ kind, level }) => [kind, level])).toEqual([
      ['sent-twice', 10],
      ['too-many-events', 40],
    ])
    await sql`drop table dispatch_reports`.execute(store.db)
    await sql`drop index provider_event_unknown`.execute(store.db)
    await countReports(store.db)
    expect(await alarms(store, clock.now())).toEqual(counted)
  })

  test('reports about mails that nobody knows are an alarm about no issue', async () => {
    const { store, clock } = await sentTo(kind, 3)
    await report(store, { types: ['delivered'], message: () => 'x', of: 2, unknown: true })
    expect(await alarms(store, clock.now())).toMatchObject([
      { kind: 'unknown-events', level: 2, issueId: undefined },
    ])
  })

  test('a doubt becomes an alarm after four hours, and a call whose lease is over at once', async () => {
    const { store, clock } = await sentTo(kind, 4, () => ({ outcome: unknown, reached: false }))
    expect(await alarms(store, clock.now())).toEqual([])
    clock.advance(4 * hour + 1)
    expect(await alarms(store, clock.now())).toMatchObject([{ kind: 'doubt-open', level: 4 }])
    await store.db
      .updateTable('batch')
      .set({ status: 'submitting', lease_until: clock.now() + 1_000 })
      .where('seq', '=', 0)
      .execute()
    expect(await alarms(store, clock.now())).toMatchObject([{ kind: 'doubt-open', level: 3 }])
    clock.advance(2_000)
    expect((await alarms(store, clock.now())).map(({ kind, level }) => [kind, level])).toEqual([
      ['stuck', 1],
      ['doubt-open', 3],
    ])
  })

  test('an answer that no server of SendGrid gives is an alarm for whom it concerns', async () => {
    const outcome = { ...unknown, reason: 'unexpected-answer' as const, status: 302 }
    const { store, clock, id } = await sentTo(kind, 3, () => ({ outcome, reached: false }))
    expect(await alarms(store, clock.now())).toMatchObject([
      { kind: 'unexpected-answers', level: 3, key: `unexpected-answers:${id}`, issueId: '2026-12' },
    ])
  })

  test('a second mail to somebody is found in the events themselves, whatever was counted', async () => {
    const { store } = await sentTo(kind, 4)
    await report(store, { types: ['processed', 'delivered'], message: (ref) => `a-${ref}` })
    expect(await checkInvariants(store)).toEqual([])
    await report(store, { types: ['delivered'], message: (ref) => `b-${ref}`, of: 2 })
    await store.db.updateTable('dispatch_reports').set({ sent_twice: 0 }).execute()
    expect(await checkInvariants(store)).toMatchObject([{ invariant: 'I8', count: 2 }])
    await sql`update provider_event set quarantined = 1 where message_id like 'b-%'`.execute(
      store.db,
    )
    expect(await checkInvariants(store)).toEqual([])
  })

  test('ticked off it stays away, and returns when it gets worse', async () => {
    const { store, clock } = await sentTo(kind, 4)
    const now = () => alarms(store, clock.now())
    await report(store, { types: ['delivered'], message: () => 'x', of: 2, unknown: true })
    const [alarm] = await now()
    await markSeen(
      store,
      { alarm: alarm?.key ?? '', level: alarm?.level ?? 0, person: 'Samira', why: 'oude database' },
      systemPorts,
    )
    expect(await now()).toMatchObject([
      { level: 2, seen: { person: 'Samira', why: 'oude database' } },
    ])
    await report(store, { types: ['bounce'], message: () => 'y', of: 1, unknown: true })
    expect(await now()).toMatchObject([{ level: 3, seen: undefined }])
  })
})

async function sentTo(
  kind: Kind,
  count: number,
  answer = () => ({ outcome: accepted, reached: true }),
) {
  const store = await databases.emptyStore(kind)
  onTestFinished(() => store.close())
  const made = { ...setUp('', store, count), people: await addPeople(store, count) }
  const id = await planned({ ...made, plan: planFor(made.people, { batchSize: 1 }) })
  const clock = fakeClock()
  await runDispatch(id, made.options({ transport: countingProvider(1, answer), ports: clock }))
  return { store, clock, id }
}

/** What a provider reports of the first `of` readers, each time at another moment. */
async function report(
  store: Store,
  told: { types: string[]; message: (ref: string) => string; of?: number; unknown?: boolean },
): Promise<void> {
  const rows = await store.db
    .selectFrom('recipient')
    .select(['ref', 'attempt_id'])
    .orderBy('email')
    .limit(told.of ?? 1_000)
    .execute()
  const post = systemPorts.newId()
  const posted = { id: post, received_at: 1, signed_at: null, body: '', processed_at: 1 }
  await store.db.insertInto('event_post').values(posted).execute()
  await store.db.transaction().execute(async (trx) => {
    for (const type of told.types) {
      for (const { ref, attempt_id } of rows) {
        const event = {
          type,
          attemptId: told.unknown === true ? 'another' : (attempt_id ?? ''),
          recipientRef: ref,
          at: moment++,
          messageId: told.message(ref),
          outcome: undefined,
          ends: undefined,
        }
        await applyEvent(store, trx, post, event, systemPorts)
      }
    }
  })
}

let moment = 1
