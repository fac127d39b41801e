import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
const previous = 'Zet de vorige versie terug'
let face: LocalFace
let browser: Browser
let page: Page
/** As a Windows program writes it. */
let original: string

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(), launchChromium()])
  original = `\uFEFF${read().replaceAll('\n', '\r\n')}`
})
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  writeFileSync(join(face.root, file), original)
  page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await open()
})
afterEach(() => page.context().close())

test('after saving, one press brings back what was there to the byte, and another takes that back', async () => {
  await save('Alles weg.\n')
  await page.getByRole('button', { name: previous }).click()
  await page.getByText('var/gvb.md is weer zoals het was tot ').waitFor()
  expect(read()).toBe(original)
  expect(await page.locator(':focus').getAttribute('id')).toBe('notice')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByText('ongedaan gemaakt').waitFor()
  expect(read()).toContain('Alles weg.')
})

test('earlier versions are there after a restart as well, and putting one back loses nothing', async () => {
  await save('Eerste.\n')
  await save('Tweede.\n')
  await page.locator('#text').fill('Nog niet bewaard.\n')
  await page.locator('#versions summary').click()
  const rows = page.locator('#versions .row')
  expect(await rows.first().innerText()).toContain(
    'Regel 1 is anders dan nu. Daar stond: ‘Eerste.’',
  )
  await rows.first().getByRole('button', { name: 'Zet deze versie terug' }).click()
  await page.getByText(/is weer zoals het was tot/).waitFor()
  expect(read()).toBe('\uFEFFEerste.\r\n')
  const root = face.root
  await face.stop()
  face = await openLocalFace(() => {}, undefined, { root })
  await page.goto(face.startUrl)
  await open()
  await page.locator('#versions summary').click()
  await rows.first().getByRole('button', { name: 'Zet deze versie terug' }).click()
  await page.getByText(/is weer zoals het was tot/).waitFor()
  expect(read()).toBe('\uFEFFNog niet bewaard.\r\n')
})

test('without script a version can be put back', async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(face.startUrl)
  await plain.goto(face.url(`/issues/2023-10/source?file=${file}`))
  await plain.locator('#text').fill('Alles weg.\n')
  await plain.getByRole('button', { name: 'Bewaar' }).click()
  await plain.getByRole('button', { name: previous }).click()
  await plain.getByText(/is weer zoals het was tot/).waitFor()
  expect(read()).toBe(original)
  await plain.context().close()
})

test('a version that is not there changes nothing, nor one of another file', async () => {
  await save('Alles weg.\n')
  const kept = await page.locator('input[name=kept]').first().getAttribute('value')
  const other = 'newsletters/2023-10/pvo/samen.md'
  const before = readFileSync(join(face.root, other))
  for (const [where, id] of [
    [other, kept ?? ''],
    [file, '../../rondbrief.sqlite'],
  ] as const) {
    const answer = await face.post('/issues/2023-10/versions', { file: where, kept: id })
    const told = await (await face.get(answer.headers.get('location') ?? '')).text()
    expect(told).toContain('Deze versie is er niet meer')
  }
  expect(readFileSync(join(face.root, other))).toEqual(before)
  expect(read()).toContain('Alles weg.')
  expect((await face.get('/issues/2023-10/versions')).status).toBe(404)
})

test('the list has no barrier, also on a phone', async () => {
  await save('Alles weg.\n')
  await page.locator('#versions summary').click()
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await barriers(page)).toEqual([])
})

async function open(): Promise<void> {
  await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
}

async function save(words: string): Promise<void> {
  await page.locator('#text').fill(words)
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  expect(await page.locator('#text').inputValue()).toBe(words)
}

function read(): string {
  return readFileSync(join(face.root, file), 'utf8')
}
