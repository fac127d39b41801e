import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { linkIn, openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { sendToEveryone } from '../../support/sent-issue.ts'

let face: PublicFace
beforeAll(async () => {
  face = await openPublicFace()
  const email_key = emailKey('jan@example.org', face.secret)
  await insertSubscribers(face.store, [subscriber({ id: 'jan', email_key, name: 'Jan' })])
  await sendToEveryone(face)
})
afterAll(() => face.close())

const path = (url: string) => new URL(url).pathname
const jan = () =>
  face.store.db.selectFrom('subscriber').selectAll().where('id', '=', 'jan').executeTakeFirst()

test('a new address is confirmed from its own mailbox, and the links in old mail go on working', async () => {
  const [issue] = await face.mailsTo('jan@example.org')
  const preferences = path(linkIn(issue, '/p/'))
  const asked = await face.post(`${preferences}/address`, { address: 'Jansen@Example.org ' })
  expect(asked.headers.get('location')).toBe('/mailed/address')
  const [mail] = await face.mailsTo('jansen@example.org')
  const confirm = path(linkIn(mail, '/address/'))
  expect(await (await face.get(confirm)).text()).toContain('j…@example.org')
  expect((await jan())?.email).toBe('jan@example.org')
  expect(await (await face.post(confirm)).text()).toContain('Uw nieuwe adres is bewaard')
  expect((await jan())?.email).toBe('jansen@example.org')
  // An erasure by the new address finds nothing of the old one, so it does not stay behind.
  const received = face.store.db.selectFrom('recipient').select(['email', 'name'])
  expect(await received.where('subscriber_id', '=', 'jan').execute()).toEqual([
    { email: null, name: null },
  ])
  const told = await face.mailsTo('jan@example.org')
  expect(told.map(({ subject }) => subject)).toContain('Uw adres voor Nieuwsbrief VAR is gewijzigd')
  const page = await (await face.get(preferences)).text()
  expect(page).toContain('value="Jan"')
  const unsubscribed = await face.post(path(linkIn(issue, '/u/')))
  expect(await unsubscribed.text()).toContain('U bent afgemeld')
  expect((await jan())?.newsletter).toBe('withdrawn')
})

test('what is wrong with an address is said beside it, and nothing else on the page is lost', async () => {
  const [issue] = await face.mailsTo('jan@example.org')
  const preferences = path(linkIn(issue, '/p/'))
  for (const [address, words] of [
    ['jan', 'geen volledig e-mailadres'],
    ['jansen@example.org', 'het adres dat u nu gebruikt'],
  ] as const) {
    const answer = await face.post(`${preferences}/address`, { address })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('value="Jan"')
  }
})

test('a name that could break a header is refused, not changed', async () => {
  const [issue] = await face.mailsTo('jan@example.org')
  const preferences = path(linkIn(issue, '/p/'))
  for (const name of ['Jan\r\nBcc: piet@example.org', 'Jan\u202E', 'x'.repeat(81)]) {
    expect((await face.post(preferences, { name })).status).toBe(400)
  }
  expect((await face.post(preferences, { area: 'GM9999' })).status).toBe(400)
  expect((await jan())?.name).toBe('Jan')
  await face.post(preferences, { name: '<b>Jan</b>', theme: 'verzonnen', partner: 'niemand' })
  expect(await jan()).toMatchObject({ name: '<b>Jan</b>', choices: ' ' })
  expect(await (await face.get(preferences)).text()).toContain('&lt;b&gt;Jan')
})
