import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { launchChromium } from '../support/chromium.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { sendToEveryone } from '../support/sent-issue.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** As after a first start: the settings, and nobody who wrote anything yet. */
async function emptyFace(): Promise<LocalFace> {
  const face = await openLocalFace(
    (root) => rmSync(join(root, 'newsletters'), { recursive: true }),
    undefined,
    { now: () => now },
  )
  onTestFinished(() => face.close())
  return face
}

async function pageOf(face: LocalFace, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(face.startUrl)
  return page
}

describe.each([
  ['with scripts', true],
  ['without any script', false],
])('from nothing to an issue, %s,', (_, scripts) => {
  test('with only what the screens say', async () => {
    const face = await emptyFace()
    const page = await pageOf(face, scripts)
    await page.getByText('Er is nog geen editie.').waitFor()
    await page.getByRole('link', { name: 'Nieuwe editie' }).click()
    expect(await page.getByLabel('Maand').inputValue()).toBe('12')
    expect(await page.getByLabel('Jaar').inputValue()).toBe('2026')
    await page.getByLabel('Maand').selectOption('maart')
    await page.getByLabel('Jaar').selectOption('2027')
    await page.getByRole('button', { name: 'Maak de editie' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nieuwsbrief maart 2027' }).waitFor()
    expect(await page.locator('#problems').innerText()).toContain('Nieuw bericht')

    await page.locator('summary', { hasText: 'Nieuw bericht, RIEC' }).click()
    await page.locator('#title-riec').fill('Herken ondermijning: "5 signalen"')
    await page.locator('.partner', { hasText: 'RIEC' }).getByRole('button').click()
    await page.locator('#text').waitFor()
    expect(await page.locator('#problems').innerText()).toContain(
      'Dit bericht heeft een titel, maar geen tekst.',
    )
    const text = page.locator('#text')
    if (scripts) {
      await page.locator('#text:focus').waitFor()
      await page.keyboard.type('Ondermijning ziet u niet altijd.')
    } else {
      await text.fill(`${await text.inputValue()}Ondermijning ziet u niet altijd.`)
    }
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Geen meldingen in dit bestand').waitFor()
    const file = 'newsletters/2027-03/riec/herken-ondermijning-5-signalen.md'
    expect(readFileSync(join(face.root, file), 'utf8')).toBe(
      `---\ntitle: 'Herken ondermijning: "5 signalen"'\n---\n\nOndermijning ziet u niet altijd.`,
    )
    expect(face.faults).toEqual([])
  }, 60_000)
})

test('a month that has an issue makes nothing and leads to that issue', async () => {
  const face = await emptyFace()
  const page = await pageOf(face)
  await page.goto(face.url('/issues/new'))
  await page.getByRole('button', { name: 'Maak de editie' }).click()
  await page.getByRole('heading', { name: 'Nieuwsbrief december 2026' }).waitFor()
  writeFileSync(join(face.root, 'newsletters/2026-12/issue.md'), '---\ntitle: Van mij\n---\n')
  await page.goto(face.url('/issues/new'))
  expect(await page.getByLabel('Maand').inputValue()).toBe('01')
  await page.getByLabel('Maand').selectOption('december')
  await page.getByLabel('Jaar').selectOption('2026')
  await page.getByRole('button', { name: 'Maak de editie' }).click()
  await page.getByRole('alert').getByText('Voor december 2026 is er al een editie.').waitFor()
  expect(await page.getByLabel('Maand').inputValue()).toBe('12')
  await page.getByRole('link', { name: 'Open editie 2026-12' }).click()
  await page.getByRole('heading', { level: 1, name: 'Van mij' }).waitFor()
})

test('with a series its next date is proposed and its dates are in the issue', async () => {
  const face = await openLocalFace(() => {}, undefined, { now: () => now })
  onTestFinished(() => face.close())
  const page = await pageOf(face)
  await page.getByRole('link', { name: 'Nieuwe editie' }).click()
  await page
    .getByText('Volgens de reeks ‘Nieuwsbrief VAR’ is december 2026 aan de beurt.')
    .waitFor()
  await page.getByRole('button', { name: 'Maak de editie' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nieuwsbrief december 2026' }).waitFor()
  const head = readFileSync(join(face.root, 'newsletters/2026-12/issue.md'), 'utf8')
  expect(head).toContain('# De planning, uit newsletters/series.yaml:')
  // The button of the series would make a second one.
  await page.goto(face.url('/?wait'))
  expect(await page.getByRole('button', { name: /15 december|8 december/ }).count()).toBe(0)
})

test.each([
  [{}, 400],
  [{ month: '13', year: '2026' }, 400],
  [{ month: '12', year: '../2026' }, 400],
  [{ month: '12', year: '1026' }, 400],
])('a form with %j makes no issue', async (form, status) => {
  const face = await emptyFace()
  const answer = await face.post('/issues/new', form)
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain('Kies een maand en een jaar.')
  expect(existsSync(join(face.root, 'newsletters'))).toBe(false)
})

test.each([
  ['', 'Schrijf een titel.'],
  ['   \n ', 'Schrijf een titel.'],
  ['?!… 🎉', 'Schrijf een titel met letters of cijfers erin.'],
  ['a'.repeat(500), 'De titel heeft 500 tekens. Maak hem korter: hoogstens 120 tekens.'],
])('the title %j makes nothing, and stands on the page again', async (title, words) => {
  const face = await openLocalFace()
  onTestFinished(() => face.close())
  const before = readdirSync(join(face.root, 'newsletters/2023-10/riec'))
  const answer = await face.post('/issues/2023-10/items', { partner: 'riec', title })
  const body = await answer.text()
  expect(answer.status).toBe(400)
  expect(body).toContain(words)
  expect(body).toContain(`value="${title.trim()}"`)
  expect(readdirSync(join(face.root, 'newsletters/2023-10/riec'))).toEqual(before)
})

test('an item of nobody, or of an issue that is not there, is refused', async () => {
  const face = await openLocalFace()
  onTestFinished(() => face.close())
  const form = { partner: '../var', title: 'Titel' }
  expect((await face.post('/issues/2023-10/items', form)).status).toBe(400)
  expect((await face.post('/issues/2023-10/items', { title: 'Titel' })).status).toBe(400)
  const other = { partner: 'riec', title: 'Titel' }
  expect((await face.post('/issues/2024-10/items', other)).status).toBe(404)
  expect((await face.get('/issues/2023-10/items')).headers.get('location')).toBe(
    '/issues/2023-10#contributions',
  )
})

test('what somebody types for a new item stays while a file changes', async () => {
  const face = await openLocalFace()
  onTestFinished(() => face.close())
  const page = await pageOf(face)
  await page.goto(face.url('/issues/2023-10'))
  await page.locator('summary', { hasText: 'Nieuw bericht, RIEC' }).click()
  await page.locator('#title-riec').fill('Half getypt')
  const file = join(face.root, 'newsletters/2023-10/riec/conferentie.md')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Een andere titel'))
  await page.getByRole('link', { name: 'Een andere titel' }).waitFor()
  expect(await page.locator('#title-riec').inputValue()).toBe('Half getypt')
  expect(await page.locator('#title-riec').isVisible()).toBe(true)
})

test('nothing is added to an issue that was sent', async () => {
  const face = await openLocalFace()
  onTestFinished(() => face.close())
  await send(face)
  const body = await (await face.get('/issues/2023-10')).text()
  expect(body).not.toContain('Nieuw bericht')
  const answer = await face.post('/issues/2023-10/items', { partner: 'riec', title: 'Te laat' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Aan deze editie kan niets meer worden toegevoegd')
  expect(existsSync(join(face.root, 'newsletters/2023-10/riec/te-laat.md'))).toBe(false)
})

async function send({ root }: LocalFace): Promise<void> {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('No settings')
  const store = await openList(root, {})
  await addPeople(store, 2, root)
  await sendToEveryone({ config: read.config, store })
  await store.close()
}
