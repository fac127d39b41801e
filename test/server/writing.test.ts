import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'
import { readContribution } from '../../src/content/read-contribution.ts'
import { en } from '../../src/text/en.ts'
import { nl } from '../../src/text/nl.ts'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
let face: LocalFace
let browser: Browser

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await face.close()
})

test('how to write is beside the text, and reading it keeps what was typed', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
  await page.locator('#text').fill('Nog niet bewaard')
  await page.getByText('Zo schrijft u een tekst').click()
  const help = page.locator('#writing')
  const sample = (name: string) =>
    help.locator('.writing-sample').filter({ has: page.getByRole('heading', { name }) })
  expect(await sample('Links').locator('pre').innerText()).toContain('](https://')
  expect(await sample('Links').locator('.sample-shown').innerText()).toBe(
    'Lees het programma van de dag',
  )
  expect(await sample('Tabellen').getByRole('columnheader').allInnerTexts()).toEqual([
    'Gemeente',
    'Deelnemers',
  ])
  expect(await sample('Lijsten').getByRole('listitem').count()).toBe(4)
  expect(await sample('De gegevens bovenaan').locator('pre').innerText()).toContain('title: ')
  expect(await page.locator('#text').inputValue()).toBe('Nog niet bewaard')
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await barriers(page)).toEqual([])
  await page.context().close()
})

test('Hulp names the key for the next problem, and the commands come after all that needs none', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url('/help'))
  const words = await page.locator('main').innerText()
  expect(words).toContain('de toets F8')
  expect(words.indexOf('npx ')).toBeGreaterThan(words.indexOf('Oefen en verstuur'))
  expect(await page.getByText('npx ').count()).toBe(5)
  await page.context().close()
})

test('Hulp says the same', async () => {
  const page = await (await face.get('/help')).text()
  for (const { source } of nl.screens.writing.samples) {
    const [line = ''] = source.split('\n')
    expect(page).toContain(line)
  }
})

describe.each([
  ['nl', nl],
  ['en', en],
])('in %s', (_, { screens: { writing } }) => {
  test.each(writing.samples.map(({ title, source }) => [title, source]))(
    'the example of %s has nothing to put right',
    (_title, source) => {
      expect(parseMarkdown(source, file, 1).problems).toEqual([])
    },
  )

  test('nor have the fields at the top', () => {
    const bytes = Buffer.from(writing.fields.source)
    const given = { file, issueId: '2023-10', partner: 'var', slug: 'gvb' }
    const read = readContribution({ ...given, bytes })
    expect(read.problems).toEqual([])
    expect(read.contribution).toMatchObject({
      title: writing.fields.shown.title,
      link: { text: writing.fields.shown.link },
    })
  })
})
