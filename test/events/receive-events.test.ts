import { generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, asyncProperty, shuffledSubarray } from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { alarms } from '../../src/dispatch/alarms.ts'
import { acceptDoubts, holdDoubts, sendRest } from '../../src/dispatch/editor.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { dispatchProgress } from '../../src/dispatch/progress.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { outcomes } from '../../src/events/provider-event.ts'
import { MAX_EVENTS_BYTES, processPosts, receiveEvents } from '../../src/events/receive-events.ts'
import { startHosted } from '../../src/server/public/start-hosted.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'
import { accepted, countingProvider, dispatchState, unknown } from '../support/counting-provider.ts'
import { planFor, setUp } from '../support/dispatch-data.ts'
import { planned, type Fixture } from '../support/dispatch-fixture.ts'
import { addReaders, memoryStore } from '../support/memory-store.ts'
import { copyProject } from '../support/project-copy.ts'

/** Epoch seconds. */
const SIGNED_AT = 1_800_000_000
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

describe('evidence', () => {
  test('ends a doubt, for everyone of the request at once', async () => {
    const { made, id } = await inDoubt(3)
    expect(await dispatchState(made.store, id)).toBe('settling')
    await tell(made, [await event(made, 0, 'processed')])
    expect(await dispatchState(made.store, id)).toBe('done')
    expect(await dispatchProgress(made.store, id)).toMatchObject({ sent: 3, unsure: 0 })
    expect(await checkInvariants(made.store)).toEqual([])
  })

  test('ends a hold as well', async () => {
    const { made, id } = await inDoubt(2)
    await holdDoubts(made.store, id, systemPorts)
    expect(await dispatchState(made.store, id)).toBe('done_with_holds')
    await tell(made, [await event(made, 1, 'delivered')])
    expect(await dispatchState(made.store, id)).toBe('done')
  })

  test('keeps an editor from sending again, also while it was not read yet', async () => {
    const { made, id } = await inDoubt(2)
    await post(made, [await event(made, 0, 'processed')])
    expect(await acceptDoubts(made.store, id, systemPorts)).toEqual({ kind: 'decided', people: 0 })
    await holdDoubts(made.store, id, systemPorts)
    const rest = await sendRest(made.store, id, { duplicates: true }, systemPorts)
    expect(rest).toEqual({ kind: 'decided', people: 0 })
    await processPosts(made.store, systemPorts)
    expect(await dispatchState(made.store, id)).toBe('done')
  })

  test('that comes after the decision spares whom it names, and says so', async () => {
    const { made, id, provider } = await inDoubt(2)
    const late = await event(made, 0, 'delivered')
    await acceptDoubts(made.store, id, systemPorts)
    expect(await tell(made, [late])).toMatchObject({ presumedUnsent: 1 })
    await runDispatch(id, made.options({ transport: provider }))
    expect(await dispatchProgress(made.store, id)).toMatchObject({ sent: 2 })
    // The provider counts the first, silent request too.
    const copies = (await addresses(made)).map((address) => provider.copies.get(address))
    expect(copies).toEqual([1, 2])
    expect(await checkInvariants(made.store)).toEqual([])
  })

  test('that comes before the answer ends the doubt of a process that was killed', async () => {
    const made = await readers(2)
    const id = await planned({ ...made, plan: planFor(made.people, { batchSize: 2 }) })
    const provider = countingProvider(2, () => ({ outcome: accepted, reached: true }))
    const checkpoint = async (point: string) => {
      if (point !== 'submitted') return
      await tell(made, [await event(made, 0, 'processed')])
      throw new Error('killed')
    }
    await runDispatch(id, made.options({ transport: provider, checkpoint })).catch(() => undefined)
    await runDispatch(id, made.options({ transport: provider }))
    expect(await dispatchState(made.store, id)).toBe('done')
    expect([...provider.copies.values()]).toEqual([1, 1])
  })
})

describe('an event', () => {
  test('that is not signed, or signed for other bytes, is not stored', async () => {
    const { made } = await inDoubt(1)
    const rawBody = Buffer.from(JSON.stringify([await event(made, 0, 'delivered')]))
    const forged = { timestamp: '1', signature: 'MEUCIQ==', rawBody }
    expect(await receiveEvents(made.store, publicKey, forged, systemPorts)).toBe('forged')
    const huge = { ...forged, rawBody: Buffer.alloc(MAX_EVENTS_BYTES + 1) }
    expect(await receiveEvents(made.store, publicKey, huge, systemPorts)).toBe('too-large')
    expect(await made.store.db.selectFrom('event_post').selectAll().execute()).toEqual([])
  })

  test('delivered twice has one effect, whatever its sg_event_id', async () => {
    const { made } = await inDoubt(1)
    const one = await event(made, 0, 'delivered')
    expect(await tell(made, [one, { ...one, sg_event_id: 'other' }])).toMatchObject({
      events: 2,
      repeated: 1,
    })
    expect(await tell(made, [one])).toMatchObject({ repeated: 1 })
  })

  test('that was signed more than a day ago has its effect, and an alarm says so', async () => {
    const { made, id } = await inDoubt(1)
    const one = await event(made, 0, 'delivered')
    const hoursLater = (hours: number) => ({
      ...systemPorts,
      now: () => (SIGNED_AT + hours * 3600) * 1000,
    })
    const kinds = async () => (await alarms(made.store, 0)).map(({ kind, level }) => [kind, level])
    await post(made, [], hoursLater(24))
    expect(await kinds()).toEqual([])
    await post(made, [one], hoursLater(26))
    expect(await kinds()).toEqual([['old-events', 1]])
    await processPosts(made.store, systemPorts)
    expect(await dispatchState(made.store, id)).toBe('done')
    expect(await kinds()).toEqual([['old-events', 1]])
    const stored = await made.store.db.selectFrom('event_post').selectAll().execute()
    expect(stored.map(({ body }) => body)).toEqual(['', ''])
  })

  test('of an unknown attempt or recipient is kept apart and changes nothing', async () => {
    const { made, id } = await inDoubt(1)
    const one = await event(made, 0, 'bounce')
    const found = await tell(made, [
      { ...one, rb_a: 'of-a-restored-backup' },
      { ...one, rb_r: 'nobody' },
    ])
    expect(found).toMatchObject({ quarantined: 2 })
    expect(await dispatchState(made.store, id)).toBe('settling')
    expect(await made.store.db.selectFrom('suppression').selectAll().execute()).toEqual([])
  })

  test('about other mail of the account, an open or a click is not kept', async () => {
    const { made } = await inDoubt(1)
    const one = await event(made, 0, 'open')
    const found = await tell(made, [
      one,
      { ...one, event: 'click' },
      { event: 'delivered', timestamp: 1 },
      7,
      null,
    ])
    expect(found).toMatchObject({ events: 0 })
    expect(await made.store.db.selectFrom('provider_event').selectAll().execute()).toEqual([])
  })

  test('leaves no address behind once it was read', async () => {
    const { made } = await inDoubt(1)
    await tell(made, [{ ...(await event(made, 0, 'delivered')), email: 'lezer0@example.org' }])
    const rows = await made.store.db.selectFrom('event_post').selectAll().execute()
    expect(rows.map(({ body, processed_at }) => [body, processed_at !== null])).toEqual([
      ['', true],
    ])
  })

  test.each([
    ['bounce', {}, 'hard-bounce', 'bounced'],
    ['spamreport', {}, 'complaint', 'withdrawn'],
    ['unsubscribe', {}, 'unsubscribed', 'withdrawn'],
    ['dropped', { reason: 'Bounced Address' }, 'hard-bounce', 'bounced'],
  ])('%s ends mail to that address', async (type, more, reason, state) => {
    const { made } = await inDoubt(2)
    await tell(made, [{ ...(await event(made, 0, type)), ...more }])
    const suppressed = await made.store.db.selectFrom('suppression').select('reason').execute()
    expect(suppressed).toEqual([{ reason }])
    const states = await made.store.db
      .selectFrom('subscriber')
      .select('newsletter')
      .orderBy('id')
      .execute()
    expect(states.map(({ newsletter }) => newsletter)).toEqual([state, 'confirmed'])
  })

  test('of a block for now does not', async () => {
    const { made } = await inDoubt(1)
    await tell(made, [{ ...(await event(made, 0, 'bounce')), type: 'blocked' }])
    expect(await made.store.db.selectFrom('suppression').selectAll().execute()).toEqual([])
  })

  test('counts by rank and never by the order in which it came', async () => {
    const types = ['processed', 'deferred', 'delivered', 'bounce', 'spamreport']
    await assert(
      asyncProperty(shuffledSubarray(types, { minLength: 1 }), async (told) => {
        const { made } = await inDoubt(1)
        for (const type of told) await tell(made, [await event(made, 0, type)])
        const { outcome } = await made.store.db
          .selectFrom('recipient')
          .select('outcome')
          .executeTakeFirstOrThrow()
        const highest = Math.max(...told.map((type) => types.indexOf(type)))
        expect(outcome).toBe(outcomes[highest])
      }),
      { numRuns: 15 },
    )
  })

  test('by which one mail came twice is an alarm', async () => {
    const { made } = await inDoubt(1)
    const one = await event(made, 0, 'delivered')
    await tell(made, [one, { ...one, sg_message_id: 'another' }])
    expect((await checkInvariants(made.store)).map(({ invariant }) => invariant)).toEqual(['I8'])
  })
})

test('a body that is no list of events is put aside, and the next one counts', async () => {
  const { made, id } = await inDoubt(1)
  await post(made, { not: 'a list' })
  expect(await tell(made, [await event(made, 0, 'delivered')])).toMatchObject({
    unreadable: 1,
    events: 1,
  })
  expect(await dispatchState(made.store, id)).toBe('done')
})

test('over HTTP: stored and 204, forged 403, without a key not there, without a database 503', async () => {
  const root = copyProject()
  const settings = join(root, 'rondbrief.yaml')
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  writeFileSync(
    settings,
    readFileSync(settings, 'utf8').replace(
      /region: eu/,
      `region: eu\n  verification_key: '${key}'`,
    ),
  )
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
  let { config } = read
  const store = await openStore(databaseFile(root))
  onTestFinished(() => store.close())
  await store.db
    .insertInto('event_post')
    .values({ id: 'left', received_at: 1, signed_at: null, body: '[]', processed_at: null })
    .execute()
  let broken = false
  const hosted = await startHosted({
    config: () => config,
    text: () => textFor('nl'),
    store: () => (broken ? Promise.reject(new Error('no database')) : Promise.resolve(store)),
    host: '127.0.0.1',
    port: 0,
    isBehindProxy: true,
    now: Date.now,
    failed: () => undefined,
    crowded: () => undefined,
    paused: () => undefined,
  })
  onTestFinished(() => hosted.close())
  const unread = async () => {
    const rows = await store.db.selectFrom('event_post').select('processed_at').execute()
    return rows.filter(({ processed_at }) => processed_at === null).length
  }
  // What a process left behind when it died is read at the start.
  await expect.poll(unread).toBe(0)
  const send = async (rawBody: Buffer, forSigning = rawBody) => {
    const { timestamp, signature } = signed(forSigning)
    const answer = await fetch(`http://127.0.0.1:${hosted.port}/events/sendgrid`, {
      method: 'POST',
      headers: {
        connection: 'close',
        'x-twilio-email-event-webhook-timestamp': timestamp,
        'x-twilio-email-event-webhook-signature': signature,
      },
      body: new Uint8Array(rawBody),
    })
    return answer.status
  }
  // Larger than any form may be, as a real one is.
  const large = Buffer.from(`[${' '.repeat(700_000)}]\r\n`)
  expect(await send(large)).toBe(204)
  expect(await unread()).toBe(0)
  expect(await send(Buffer.from('[]'), Buffer.from('[{}]'))).toBe(403)
  // Refused by its length alone, so the connection may be closed before all of it was sent.
  const huge = await send(Buffer.alloc(MAX_EVENTS_BYTES + 1, ' ')).catch(() => 'closed')
  expect([413, 'closed']).toContain(huge)
  expect(await store.db.selectFrom('event_post').select('id').execute()).toHaveLength(2)
  broken = true
  expect(await send(Buffer.from('[]'))).toBe(503)
  config = { ...config, sendgrid: { region: 'eu' } }
  expect(await send(Buffer.from('[]'))).toBe(404)
})

async function readers(count: number) {
  const store = await memoryStore()
  onTestFinished(() => store.close())
  return { ...setUp('', store, count), people: addReaders(store, count) }
}

/** A dispatch of which the one request got no answer, though it was taken. */
async function inDoubt(people: number) {
  const made = await readers(people)
  const id = await planned({ ...made, plan: planFor(made.people, { batchSize: people }) })
  const provider = countingProvider(people, (call) => ({
    outcome: call === 1 ? unknown : accepted,
    reached: true,
  }))
  await runDispatch(id, made.options({ transport: provider }))
  return { made, id, provider }
}

async function event(
  made: Fixture,
  person: number,
  type: string,
): Promise<Record<string, unknown>> {
  const rows = await made.store.db.selectFrom('recipient').selectAll().orderBy('email').execute()
  const { ref, attempt_id: attempt } = rows[person] ?? {}
  return {
    event: type,
    timestamp: 1_800_000_000,
    rb_a: attempt,
    rb_r: ref,
    sg_message_id: 'm1',
    sg_event_id: 'e1',
  }
}

async function addresses(made: Fixture): Promise<string[]> {
  const rows = await made.store.db
    .selectFrom('recipient')
    .select('email')
    .orderBy('email')
    .execute()
  return rows.map(({ email }) => email ?? '')
}

async function tell(made: Fixture, events: unknown) {
  await post(made, events)
  return processPosts(made.store, systemPorts)
}

async function post(made: Fixture, events: unknown, ports = systemPorts): Promise<void> {
  const rawBody = Buffer.from(`${JSON.stringify(events)}\r\n`)
  const stored = await receiveEvents(made.store, publicKey, { ...signed(rawBody), rawBody }, ports)
  expect(stored).toBe('stored')
}

function signed(rawBody: Buffer): { timestamp: string; signature: string } {
  const timestamp = String(SIGNED_AT)
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), rawBody]), privateKey)
  return { timestamp, signature: signature.toString('base64') }
}
