import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPublicApp } from '../../../src/server/public/app.ts'
import { emailKey } from '../../../src/subscribers/address.ts'
import { requestAddressChange } from '../../../src/subscribers/address-change.ts'
import { requestFreshLink } from '../../../src/subscribers/fresh-link.ts'
import { occasionAt } from '../../../src/subscribers/occasion.ts'
import { noticeRef } from '../../../src/subscribers/reader.ts'
import { requestSignUp, subscriberById } from '../../../src/subscribers/sign-up.ts'
import { signToken } from '../../../src/subscribers/token.ts'
import { textFor } from '../../../src/text/text.ts'
import { subscriber, insertSubscribers } from '../../subscribers/subscriber-fixture.ts'
import { linkIn, openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { sendToEveryone } from '../../support/sent-issue.ts'

let face: PublicFace
let tokens: string[]
let routes: { method: string; path: string }[]

beforeAll(async () => {
  face = await openPublicFace()
  const { store, secret, config } = face
  const email_key = emailKey('jan@example.org', secret)
  await insertSubscribers(store, [
    subscriber({ id: 'jan', email_key, invitations: 'confirmed', role: 'ciso' }),
  ])
  const refs = await sendToEveryone(face)
  const jan = await subscriberById(store.db, 'jan')
  if (jan === undefined) throw new Error('Jan is not there')
  const body = { language: 'nl', body: 'Woorden' } as const
  const asked = {
    address: 'piet@example.org',
    purposes: ['newsletter'],
    networks: [],
    text: body,
  } as const
  await requestSignUp(store, { ...asked, source: 'test' }, secret, occasionAt(face.now()))
  await requestFreshLink(store, 'data', jan, occasionAt(face.now()))
  const address = { address: 'jan.nieuw@example.org', secret }
  await requestAddressChange(store, jan, address, occasionAt(face.now()))
  const queued = await store.db.selectFrom('notice').select('token').execute()
  // The sender must not empty the queue while a test compares the database with itself.
  await store.db.updateTable('notice').set({ state: 'sent' }).execute()
  const ref = refs[0] ?? ''
  tokens = [
    ...queued.map(({ token }) => token ?? ''),
    signToken('unsubscribe', ref, secret),
    signToken('role', noticeRef('jan', face.now()), secret),
    signToken('preferences', ref, secret),
    signToken('preferences', noticeRef('jan', face.now()), secret),
    signToken('preferences', noticeRef('jan', 0), secret),
    signToken('unsubscribe', noticeRef('weg', face.now()), secret),
    'v1.onzin.onzin.onzin',
  ]
  const app = createPublicApp({
    config: () => config,
    text: () => textFor('nl'),
    store: () => Promise.resolve(store),
    now: face.now,
    remoteAddress: () => '',
    queued: () => {},
    failed: () => {},
    crowded: () => {},
  })
  routes = app.routes.filter(({ method }) => method !== 'ALL')
}, 120_000)
afterAll(() => face.close())

/** Every table as it is, row by row. */
function database(): string {
  const { sqlite } = face.store
  const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").all()
  return JSON.stringify(
    tables.map(({ name }) => [name, sqlite.prepare(`select * from "${String(name)}"`).all()]),
  )
}

function addresses(path: string): string[] {
  const filled = path.includes(':token')
    ? tokens.map((token) => path.replace(':token', token))
    : [path]
  return filled.map((one) => one.replace(':issue', '2023-10').replace(':name', 'x.png'))
}

describe('looking', () => {
  test('changes nothing, on any route with any link, three times and by HEAD', async () => {
    const paths = [...new Set(routes.flatMap(({ path }) => addresses(path)))]
    expect(paths.length).toBeGreaterThan(60)
    const before = database()
    for (const path of paths) {
      const statuses = new Set<number>()
      for (const method of ['GET', 'HEAD', 'GET', 'GET']) {
        const answer = await fetch(face.url(path), { method, redirect: 'manual' })
        await answer.arrayBuffer()
        statuses.add(answer.status)
      }
      expect([path, statuses.size]).toEqual([path, 1])
      expect([...statuses][0], path).toBeLessThan(500)
    }
    expect(database()).toBe(before)
    expect(face.faults).toEqual([])
  })

  test('never gives a cookie, an index, a referrer, a script or a request elsewhere', async () => {
    for (const { path } of routes) {
      for (const one of addresses(path)) {
        const answer = await face.get(one)
        const { headers } = answer
        expect(headers.get('set-cookie'), one).toBeNull()
        expect(headers.get('referrer-policy'), one).toBe('no-referrer')
        expect(headers.get('x-robots-tag'), one).toBe('noindex')
        const policy = headers.get('content-security-policy') ?? ''
        expect(policy, one).toContain("default-src 'none'")
        expect(policy, one).not.toMatch(/unsafe|script-src|https?:/)
        if (!(headers.get('content-type') ?? '').startsWith('text/html')) continue
        const page = await answer.text()
        expect(page, one).not.toMatch(
          /<script(?! type="application\/ld\+json")|<[^>]+ (?:src|srcset)="https?:/,
        )
      }
    }
  })

  test('shows on no page behind a lasting link the whole address', async () => {
    for (const token of tokens.filter((one) => one.startsWith('v1.'))) {
      for (const page of ['u', 'p']) {
        expect(await (await face.get(`/${page}/${token}`)).text()).not.toContain('jan@example.org')
      }
    }
    const page = await (await face.get(`/p/${tokens.at(-4) ?? ''}`)).text()
    expect(page).toContain('j…@example.org')
  })
})

describe('a link that is not ours', () => {
  test.each(['u', 'p', 'confirm', 'address', 'data'])('/%s/… says who helps', async (page) => {
    for (const token of [
      'v1.a.b.c',
      'x',
      encodeURIComponent('../../etc'),
      'a'.repeat(3000),
      '%',
      '%00',
      '%E0%A4%A',
    ]) {
      const answer = await face.get(`/${page}/${token}`)
      expect(answer.status).toBe(404)
      const body = await answer.text()
      expect(body).toContain('Deze link is niet volledig')
      expect(body).toContain('redactie@example.org')
    }
  })

  test('a link for one thing opens no other', async () => {
    const [confirm = '', data = ''] = tokens
    expect((await face.get(`/data/${confirm}`)).status).toBe(404)
    expect((await face.get(`/confirm/${data}`)).status).toBe(404)
    const unsubscribe = tokens.find((one) => one.startsWith('v1.')) ?? ''
    expect((await face.get(`/p/${unsubscribe}`)).status).toBe(404)
  })
})

test('an old preferences link offers a new one, by mail to the address that is known', async () => {
  const old = signToken('preferences', noticeRef('jan', face.now() - 91 * 86_400_000), face.secret)
  const page = await face.get(`/p/${old}`)
  expect(page.status).toBe(410)
  expect(await page.text()).toContain('ouder dan 90 dagen')
  expect((await face.post(`/p/${old}`, { name: 'Dief' })).status).toBe(410)
  expect((await face.post(`/p/${old}/fresh`)).headers.get('location')).toBe('/mailed/link')
  const mails = await face.mailsTo('jan@example.org')
  const mail = mails.find(({ subject }) => subject?.startsWith('Uw link naar de voorkeuren'))
  expect((await fetch(linkIn(mail, '/p/'))).status).toBe(200)
})

test('forms of other websites and forms that are too large are refused', async () => {
  const foreign = await fetch(face.url('/subscribe'), {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ email: 'jan@example.org' }),
  })
  expect(foreign.status).toBe(403)
  const large = await face.post('/subscribe', { email: 'x'.repeat(100_000) })
  expect(large.status).toBe(413)
})

test('an unknown page leads on', async () => {
  const answer = await face.get('/nergens')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('href="/archive/"')
})

test('no screen of the editors is reachable', async () => {
  for (const path of ['/issues/2023-10', '/outbox', '/help', '/events', '/issues/2023-10/source']) {
    expect((await face.get(path)).status).toBe(404)
  }
})

test('what is served as style is what the file says, in the colours of the organisation', async () => {
  const page = await (await face.get('/archive/')).text()
  const address = /href="(\/assets\/public\.css\?v=[^"]+)"/.exec(page)?.[1] ?? ''
  const style = await (await face.get(address)).text()
  const file = readFileSync(
    join(import.meta.dirname, '../../../src/server/public/public.css'),
    'utf8',
  )
  expect(style).toContain(file)
  expect(style).toContain('--brand: #1d4f91')
})
