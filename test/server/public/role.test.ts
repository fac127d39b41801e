import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { occasionAt } from '../../../src/subscribers/occasion.ts'
import { noticeRef } from '../../../src/subscribers/reader.ts'
import { askRoles } from '../../../src/subscribers/role-check.ts'
import { signToken } from '../../../src/subscribers/token.ts'
import { unsubscribe } from '../../../src/subscribers/unsubscribe.ts'
import { launchChromium } from '../../support/chromium.ts'
import { linkIn, openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'

/** The yearly question, from the mail to the answer, in a browser without JavaScript. */
const DAY = 24 * 3_600_000
const YEAR = 365 * DAY
let face: PublicFace
let browser: Browser
let page: Page
beforeAll(async () => {
  ;[face, browser] = await Promise.all([openPublicFace(), launchChromium()])
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const one = (id: string, given = {}) =>
    subscriber({
      id,
      email_key: emailKey(`${id}@example.org`, face.secret),
      organisation: 'Gemeente Brielle',
      role: 'adviseur-oov',
      created_at: face.now() - 2 * YEAR,
      ...given,
    })
  await insertSubscribers(face.store, [
    one('jan'),
    one('an', { organisation: null, newsletter: null, invitations: 'active' }),
    one('stopt'),
    one('vraagt', { organisation: null, role: null }),
  ])
  await askRoles(face.store, 365, occasionAt(face.now()))
  const stops = await row('stopt')
  const reader = { subscriber: stops, emailKey: stops.email_key, issueId: undefined, madeAt: 0 }
  await unsubscribe(face.store, reader, { scope: 'all', source: 'x' }, occasionAt(face.now()))
  // The sender looks once a minute, and at once when somebody asks for a mail.
  const asks = signToken('preferences', noticeRef('vraagt', face.now()), face.secret)
  await face.post(`/p/${asks}/data`)
}, 60_000)
afterAll(async () => {
  await browser.close()
  await face.close()
})

const row = (id: string) =>
  face.store.db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const heading = () => page.locator('h1').textContent()

test('the mail asks by name of the organisation, and can be unsubscribed from by a mail program', async () => {
  const [mail] = await face.mailsTo('jan@example.org')
  expect(mail?.subject).toBe('Bent u nog werkzaam bij Gemeente Brielle?')
  expect(mail?.text).toContain('hoogstens één keer per jaar')
  const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header('list-unsubscribe')).toContain('/u/v1.')
  expect(linkIn(mail, '/p/')).toContain('/p/v1.')
  // One click ends the newsletter, which this one does not get; the link in the text does it.
  const [other] = await face.mailsTo('an@example.org')
  expect(other?.subject).toBe('Klopt uw functie nog?')
  expect(other?.headers.map(({ key }) => key)).not.toContain('list-unsubscribe')
  expect(linkIn(other, '/u/')).toContain('/u/v1.')
})

test('who unsubscribed after it was queued does not get it', async () => {
  expect(await face.mailsTo('stopt@example.org')).toEqual([])
  expect(face.faults).toEqual([])
})

test('opening the page changes nothing; its button says that it is still right', async () => {
  const [mail] = await face.mailsTo('jan@example.org')
  const url = linkIn(mail, '/role/')
  for (let i = 0; i < 3; i++) await page.goto(url)
  expect(await heading()).toBe('Klopt dit nog?')
  const main = await page.locator('main').textContent()
  expect(main).toContain('j…@example.org')
  expect(main).toContain('Organisatie: Gemeente Brielle')
  expect(main).toContain('Functie: adviseur openbare orde en veiligheid')
  expect(await page.getByRole('button').count()).toBe(1)
  expect((await row('jan')).role_confirmed_at).toBeNull()
  face.later(1000)
  await page.getByRole('button', { name: 'Ja, dit klopt nog' }).click()
  expect(await heading()).toBe('Bedankt')
  const confirmed = (await row('jan')).role_confirmed_at ?? 0
  expect(Math.abs(confirmed - face.now())).toBeLessThan(60_000)
  expect(await askRoles(face.store, 365, occasionAt(face.now() + 300 * DAY))).toBe(0)
})

test('it leads to where one can say that it is no longer right', async () => {
  const [mail] = await face.mailsTo('an@example.org')
  await page.goto(linkIn(mail, '/role/'))
  await page.getByRole('link', { name: 'Nee, dit klopt niet meer' }).click()
  expect(await heading()).toBe('Uw voorkeuren')
  expect(await page.locator('main').textContent()).toContain(
    'mail dat dan naar redactie@example.org',
  )
  await page.getByRole('button', { name: 'Haal dit weg' }).click()
  expect(await page.getByRole('status').textContent()).toBe('Uw keuzes zijn bewaard.')
  expect(await row('an')).toMatchObject({ role: null, invitations: 'active' })
  expect(await page.getByRole('heading', { name: 'Uw werk' }).count()).toBe(0)
  const before = await row('an')
  face.later(1000)
  await page.goto(linkIn(mail, '/role/'))
  expect(await heading()).toBe('Er is niets na te kijken')
  expect(await row('an')).toEqual(before)
})

test('an old link offers a new one, and a link for something else is none', async () => {
  const [mail] = await face.mailsTo('jan@example.org')
  const path = new URL(linkIn(mail, '/role/')).pathname
  expect((await face.get(path.replace('/role/', '/p/'))).status).toBe(404)
  expect((await face.post(`${path}x`)).status).toBe(404)
  const before = await row('jan')
  face.later(91 * DAY)
  const answer = await face.post(path)
  expect(answer.status).toBe(410)
  expect(await row('jan')).toEqual(before)
  const action = /action="(\/p\/[^"]+\/fresh)"/.exec(await answer.text())?.[1] ?? ''
  await face.post(action)
  const mails = await face.mailsTo('jan@example.org')
  expect(mails.map(({ subject }) => subject)).toContain(
    'Uw link naar de voorkeuren van Nieuwsbrief VAR',
  )
})
