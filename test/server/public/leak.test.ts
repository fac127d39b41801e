import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { noticeRef } from '../../../src/subscribers/reader.ts'
import { signToken } from '../../../src/subscribers/token.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { filesOf, markedText, wordsOf } from '../../support/marked-text.ts'
import { linkIn, openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { queueNotice } from '../../../src/subscribers/notice-queue.ts'
import { occasionAt } from '../../../src/subscribers/occasion.ts'

let face: PublicFace
beforeAll(async () => {
  face = await openPublicFace({ text: markedText('nl') })
  const email_key = emailKey('jan@example.org', face.secret)
  const jan = subscriber({
    id: 'jan',
    email_key,
    invitations: 'confirmed',
    area: 'GM0501',
    role: 'ciso',
  })
  await insertSubscribers(face.store, [
    { ...jan, choices: ' theme:huiselijk-geweld theme:woonoverlast ' },
  ])
  for (const kind of [
    'welcome',
    'known',
    'preferences',
    'address-changed',
    'confirm',
    'role',
  ] as const) {
    const to = { subscriberId: 'jan', emailKey: email_key, address: 'jan@example.org' }
    await queueNotice(face.store.db, { ...to, kind }, occasionAt(face.now()))
  }
})
afterAll(() => face.close())

const link = (purpose: 'unsubscribe' | 'preferences' | 'role', at = face.now()) =>
  signToken(purpose, noticeRef('jan', at), face.secret)

test('every word on a page and in a mail comes from the catalogue or the settings', async () => {
  const preferences = `/p/${link('preferences')}`
  const role = `/role/${link('role')}`
  const pages = [
    await face.get('/subscribe'),
    await face.post('/subscribe'),
    await face.get('/subscribe/sent'),
    await face.get(preferences),
    await face.post(preferences, { name: 'x'.repeat(99), area: 'weg' }),
    await face.post(`${preferences}/address`, { address: 'jan' }),
    await face.get(`/p/${link('preferences', 0)}`),
    await face.get(role),
    await face.post(role),
    await face.get('/mailed/link'),
    await face.get('/mailed/address'),
    await face.get('/archive/'),
    await face.get('/archive/2030-01/'),
    await face.get('/u/x'),
    await face.get('/nergens'),
    await face.get(`/u/${link('unsubscribe')}`),
  ]
  await face.post(`${preferences}/data`)
  const mails = await face.mailsTo('jan@example.org')
  expect(face.faults).toEqual([])
  expect(mails).toHaveLength(7)
  const data = linkIn(
    mails.find(({ text }) => text?.includes('/data/')),
    '/data/',
  )
  pages.push(await fetch(data), await fetch(data, { method: 'POST' }))
  const bodies = await Promise.all(pages.map((page) => page.text()))
  bodies.push(...mails.map(({ html }) => html ?? ''))
  const written = filesOf(face.root)
  // The two topics that Jan chose stand in the settings, each on its own.
  const topics = 'Huiselijk geweld, Woonoverlast'
  const known = ['j…@example.org', 'jan', 'x'.repeat(99), topics]
  for (const body of bodies) {
    const leaked = wordsOf(body).filter(
      (words) => !written.includes(words) && !known.includes(words),
    )
    expect(leaked).toEqual([])
  }
})
