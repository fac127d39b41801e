import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { launchChromium } from '../../support/chromium.ts'
import { openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { sendToEveryone } from '../../support/sent-issue.ts'

let face: PublicFace
beforeAll(async () => {
  face = await openPublicFace()
  const email_key = emailKey('jan@example.org', face.secret)
  await insertSubscribers(face.store, [subscriber({ id: 'jan', email_key, name: 'Jan Jansen' })])
})
afterAll(() => face.close())

test('an issue is not there before it went out', async () => {
  expect((await face.get('/archive/2023-10/')).status).toBe(404)
  expect(await (await face.get('/archive/')).text()).toContain('Er is nog geen editie verschenen')
  await sendToEveryone(face)
  expect((await face.get('/archive/2023-10/')).status).toBe(200)
})

test('an issue that went out is there, as it was, without anybody’s name or links', async () => {
  const answer = await face.get('/archive/2023-10/')
  expect(answer.status).toBe(200)
  const page = await answer.text()
  const { web } = await face.store.db.selectFrom('variant').select('web').executeTakeFirstOrThrow()
  expect(page).toBe(web)
  expect(page).not.toMatch(/Jan Jansen|\/u\/v1|\/p\/v1/)
  expect(await (await face.get('/archive/')).text()).toContain('href="/archive/2023-10/"')
})

test('the link in the mail leads there, whatever its last character', async () => {
  const answer = await face.get('/archive/2023-10')
  expect([answer.status, answer.headers.get('location')]).toEqual([301, '/archive/2023-10/'])
})

test('an issue that was never sent is not there, and the page leads on', async () => {
  for (const id of ['2023-03', '2030-01', '..%2f..', 'x']) {
    const answer = await face.get(`/archive/${id}/`)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Naar alle edities')
    expect((await face.get(`/archive/${id}/agenda.ics`)).status).toBe(404)
  }
})

test('an issue with a mistake leads to its correction, and that one back', async () => {
  const folder = join(face.config.root, 'newsletters/2023-10-correctie')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'issue.md'),
    '---\ntitle: Correctie\nsubject: Correctie op oktober\ncorrects: 2023-10\n---\n\nHet is 6 april.\n',
  )
  expect(await (await face.get('/archive/2023-10/')).text()).not.toContain('Correctie op oktober')
  expect(await sendToEveryone(face, '2023-10-correctie')).toHaveLength(1)
  const [wrong, right] = await Promise.all(
    ['2023-10', '2023-10-correctie'].map(async (id) =>
      load(await (await face.get(`/archive/${id}/`)).text()),
    ),
  )
  expect(wrong?.('main > .card').first().text().replaceAll(/\s+/g, ' ').trim()).toBe(
    'In deze editie stond een fout. Lees de correctie: Correctie op oktober',
  )
  expect(wrong?.('main > .card a').attr('href')).toBe('/archive/2023-10-correctie/')
  expect(right?.('main > .card').first().text()).toContain(
    'Dit is een correctie op een eerdere editie',
  )
  expect(right?.('main > .card a').attr('href')).toBe('/archive/2023-10/')
  await face.store.db.deleteFrom('correction').execute()
})

test('its dates can be put in a calendar', async () => {
  const answer = await face.get('/archive/2023-10/agenda.ics')
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[])
  expect(calendar.getAllSubcomponents('vevent').length).toBeGreaterThan(0)
})

test('the page keeps its own style under the policy, shows its pictures and asks nothing elsewhere', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(face.url('/archive/2023-10/'), { waitUntil: 'networkidle' })
    expect(complaints).toEqual([])
    expect(asked.filter((url) => !url.startsWith(face.url('/')))).toEqual([])
    const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily)
    expect(font).toContain('Arial')
    const broken = await page.evaluate(() =>
      [...document.images].filter((image) => image.naturalWidth === 0).map(({ src }) => src),
    )
    expect(broken).toEqual([])
  } finally {
    await browser.close()
  }
})
