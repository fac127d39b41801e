import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
let face: LocalFace
let browser: Browser
let page: Page
let original: string

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(), launchChromium()])
  original = read()
})
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  writeFileSync(join(face.root, file), original)
  page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
})
afterEach(() => page.context().close())

test('what was typed is on disk, and the page says when and what is wrong with it now', async () => {
  await type(`${original}\n## \n`)
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om \d+\.\d\d\suur\.$/).waitFor()
  expect(read()).toBe(`${original}\n## \n`)
  expect(await page.locator('#problems').textContent()).toContain('Blokkeert')
})

test('without script it saves as well', async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(face.startUrl)
  await plain.goto(face.url(`/issues/2023-10/source?file=${file}`))
  await plain.locator('#text').fill(`${original}\nZonder script.\n`)
  await plain.getByRole('button', { name: 'Bewaar' }).click()
  await plain.getByText(/^Bewaard om/).waitFor()
  expect(read()).toBe(`${original}\nZonder script.\n`)
  await plain.context().close()
})

test('when somebody else saved first, both texts are there and nothing is lost', async () => {
  await type(`${original}\nVan mij.\n`)
  const theirs = `${original}\nVan iemand anders.\n`
  writeFileSync(join(face.root, file), theirs)
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.title()).toMatch(/^Fout: /)
  expect(read()).toBe(theirs)
  expect(await page.locator('#text').inputValue()).toBe(`${original}\nVan mij.\n`)
  expect(await page.locator('#theirs').inputValue()).toBe(theirs)
  await page.getByRole('button', { name: 'Bewaar mijn tekst' }).click()
  await page.getByText(/^Bewaard om/).waitFor()
  expect(read()).toBe(`${original}\nVan mij.\n`)
})

test('a file that is gone gives the words back', async () => {
  const answer = await face.post('/issues/2023-10/source', {
    file: 'newsletters/2023-10/var/weg.md',
    version: 'x',
    text: 'Mijn <b>woorden</b>',
  })
  expect(answer.status).toBe(400)
  const body = await answer.text()
  expect(body).toContain('Mijn &lt;b&gt;woorden&lt;/b&gt;</textarea>')
  expect(body).toContain('Het bestand bestaat niet meer.')
})

test('leaving with unsaved words asks first', async () => {
  await type('Nog niet bewaard')
  expect(await page.locator('#unsaved').textContent()).toBe('Nog niet bewaard')
  let asked = ''
  page.on('dialog', (dialog) => {
    asked = dialog.type()
    void dialog.accept()
  })
  await page.goto(face.url('/help'))
  expect(asked).toBe('beforeunload')
})

async function type(words: string): Promise<void> {
  await page.locator('#text').fill(words)
}

function read(): string {
  return readFileSync(join(face.root, file), 'utf8')
}
