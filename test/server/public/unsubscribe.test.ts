import { afterAll, beforeEach, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { continueDispatch } from '../../../src/dispatch/dispatch-issue.ts'
import { openTransport } from '../../../src/dispatch/open-transport.ts'
import { planDispatch } from '../../../src/dispatch/plan.ts'
import { systemPorts } from '../../../src/dispatch/ports.ts'
import { planOf, prepareIssue } from '../../../src/dispatch/prepare.ts'
import { emailKey } from '../../../src/subscribers/address.ts'
import { noticeRef } from '../../../src/subscribers/reader.ts'
import { signToken } from '../../../src/subscribers/token.ts'
import { textFor } from '../../../src/text/text.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { membersOf } from '../../support/audience-members.ts'

let face: PublicFace
beforeAll(async () => {
  face = await openPublicFace()
})
afterAll(() => face.close())
beforeEach(() =>
  insertSubscribers(
    face.store,
    ['jan', 'an', 'bo'].map((id) => {
      const email_key = emailKey(`${id}@example.org`, face.secret)
      return subscriber({ id, email_key, invitations: id === 'jan' ? 'confirmed' : null })
    }),
  ),
)
afterEach(async () => {
  for (const table of ['subscriber', 'suppression', 'consent'] as const) {
    await face.store.db.deleteFrom(table).execute()
  }
})

const linkOf = (id: string) =>
  `/u/${signToken('unsubscribe', noticeRef(id, face.now()), face.secret)}`
const stateOf = async (id: string) =>
  face.store.db
    .selectFrom('subscriber')
    .select(['newsletter', 'invitations'])
    .where('id', '=', id)
    .executeTakeFirst()

describe('a mail program that unsubscribes by one click (RFC 8058)', () => {
  const multipart = new FormData()
  multipart.set('List-Unsubscribe', 'One-Click')
  test.each([
    ['urlencoded', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    ['multipart', multipart],
  ])('%s: 200 without redirect or cookie, at once', async (_, body) => {
    const answer = await fetch(face.url(linkOf('jan')), {
      method: 'POST',
      // As a server elsewhere, or a web mail program in a browser.
      headers: { origin: 'https://mail.example.com', 'sec-fetch-site': 'cross-site' },
      redirect: 'error',
      body,
    })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
    expect(await stateOf('jan')).toEqual({ newsletter: 'withdrawn', invitations: 'confirmed' })
  })

  test('again: 200, and nothing changes', async () => {
    const body = { 'List-Unsubscribe': 'One-Click' }
    await face.post(linkOf('an'), body)
    const before = await face.store.db.selectFrom('consent').selectAll().execute()
    const answer = await face.post(linkOf('an'), body)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('U bent al afgemeld')
    expect(await face.store.db.selectFrom('consent').selectAll().execute()).toEqual(before)
  })

  test('also acts when it sends something else, or nothing', async () => {
    await fetch(face.url(linkOf('an')), { method: 'POST' })
    await fetch(face.url(linkOf('bo')), {
      method: 'POST',
      body: '{"x":',
      headers: { 'content-type': 'application/json' },
    })
    expect((await stateOf('an'))?.newsletter).toBe('withdrawn')
    expect((await stateOf('bo'))?.newsletter).toBe('withdrawn')
  })
})

describe('somebody who opens the link', () => {
  test('sees one button, and a choice only with more than one kind of mail', async () => {
    const one = await (await face.get(linkOf('an'))).text()
    const two = await (await face.get(linkOf('jan'))).text()
    for (const page of [one, two]) expect(page.match(/<button/g)).toHaveLength(1)
    expect(one).not.toContain('type="radio"')
    expect(two).toContain('Alleen de nieuwsbrief')
    expect(two).toContain('Alle mail')
  })

  test('leaves everything when they choose so', async () => {
    await face.post(linkOf('jan'), { scope: 'all' })
    expect(await stateOf('jan')).toEqual({ newsletter: 'withdrawn', invitations: 'withdrawn' })
  })

  test('hears what they still get', async () => {
    const page = await (await face.post(linkOf('jan'), { scope: 'newsletter' })).text()
    expect(page).toContain('U krijgt nog wel:')
    expect(page).toContain('Uitnodigingen voor bijeenkomsten')
  })
})

describe('a dispatch', () => {
  test('leaves out who unsubscribed before it was planned, and who did so before the claim', async () => {
    const { config, store } = face
    const text = textFor('nl')
    await face.post(linkOf('jan'), { 'List-Unsubscribe': 'One-Click' })
    const preparation = await prepareIssue(config, text, store, '2023-10')
    expect(
      (await membersOf(store, preparation.audience)).map(({ email }) => email).toSorted(),
    ).toEqual(['an@example.org', 'bo@example.org'])
    const transport = openTransport(config)
    const plan = planOf(preparation, config, {
      batchSize: transport.batchSize,
      scheduled: undefined,
      agreed: undefined,
    })
    const planned = await planDispatch(store, plan, systemPorts)
    if (planned.kind !== 'planned') throw new Error('It was planned before')
    await face.post(linkOf('an'), { 'List-Unsubscribe': 'One-Click' })
    const signal = new AbortController().signal
    const sending = { config, text, store, transport, ports: systemPorts, signal }
    await continueDispatch(planned.dispatchId, 'test', sending)
    expect(await face.mailsTo('jan@example.org')).toEqual([])
    expect(await face.mailsTo('an@example.org')).toEqual([])
    expect(await face.mailsTo('bo@example.org')).toHaveLength(1)
    const rows = await store.db.selectFrom('recipient').select(['state', 'reason']).execute()
    expect(rows).toContainEqual({ state: 'suppressed', reason: 'unsubscribed' })
  })
})
