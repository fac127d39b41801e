import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { plantFaults } from '../support/planted-faults.ts'
import { sampleOutbox } from '../support/sample-outbox.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const source = '/issues/2023-10/source?file=newsletters/2023-10/var/gvb.md'
const screens: [string, string][] = [
  ['Overzicht', '/'],
  ['Nieuwe editie', '/issues/new'],
  ['Editie', '/issues/2023-10'],
  ['Nieuwe bijeenkomst', '/issues/2023-10/events/new'],
  ['Voorbeeld', '/issues/2023-10/preview'],
  ['Voorbeeld, donker en breed', '/issues/2023-03/preview?mode=dark&width=1024'],
  ['Platte tekst', '/issues/2023-10/preview?show=text'],
  ['Postvak', '/issues/2023-10/preview?show=inbox'],
  ['Webpagina', '/issues/2023-10/preview?show=web&width=768'],
  ['Bron', `${source}&line=8&column=3`],
  ['Inplannen', '/issues/2023-10/schedule'],
  ['Inplannen, met waarschuwingen', '/issues/2023-10/schedule?moment=2031-03-30T02:30'],
  ['Inplannen, voorbij', '/issues/2023-10/schedule?moment=other&day=2020-01-01&time=10:00'],
  ['Editie met knoppen', '/issues/2023-03'],
  ['Bron met knoppen', '/issues/2023-03/source?file=newsletters/2023-03/var/cameratoezicht.md'],
  ['Verzending', '/issues/2023-10/dispatch'],
  ['Uitbak', '/outbox'],
  ['Mail uit de uitbak', '/outbox/2023-10/eerste.eml'],
  ['Kopregels', '/outbox/2023-10/eerste.eml?show=headers'],
  ['Abonnees', '/subscribers'],
  ['Doelgroep', '/subscribers/segments/gemeenten'],
  ['Lijst inlezen', '/subscribers/import'],
  ['Persoon zoeken', '/subscribers/person'],
  ['Lijst downloaden', '/subscribers/export'],
  ['Wie keek er', '/subscribers/log'],
  ['Hulp', '/help'],
  ['Niet gevonden', '/nergens'],
]
const looks: [string, BrowserContextOptions][] = [
  ['320 px, licht', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
  ['1280 px, donker', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['200 % tekst', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
]
/** An outbox with mail in it, and an issue with something to put right. */
function sampleProject(root: string): void {
  sampleOutbox(root)
  plantFaults(root)
}
let face: LocalFace
let browser: Browser

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(sampleProject), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await face.close()
})

describe.each(looks)('at %s', (_, options) => {
  let page: Page
  beforeAll(async () => {
    page = await (await browser.newContext(options)).newPage()
    await page.goto(face.startUrl)
  })
  afterAll(() => page.context().close())

  test.each(screens)('%s has no barrier and scrolls one way', async (_name, path) => {
    const errors: string[] = []
    page.once('pageerror', (error) => errors.push(error.message))
    await page.goto(face.url(path))
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details.accept, .partner details'))
        folded.setAttribute('open', '')
    })
    expect(await sideways(page)).toBe(0)
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const results: AxeResults = await (window as unknown as { axe: typeof axeCore }).axe.run(
        document,
        { iframes: false, resultTypes: ['violations'] },
      )
      return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(found).toEqual([])
    expect(errors).toEqual([])
  })
})

test('everything that can be pressed is large enough for a thumb', async () => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await page.goto(face.startUrl)
  for (const [, path] of screens) {
    await page.goto(face.url(path))
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          'a:not(.skip):not(p a):not(dd a), button, select, input:not([type=hidden]):not(label input), label:has(input), summary',
        ),
      ]
        .filter((element) => element.checkVisibility())
        .map((element) => ({
          box: element.getBoundingClientRect(),
          words: element.textContent.trim(),
        }))
        .filter(({ box }) => box.height > 0 && box.height < 43.5)
        .map(({ box, words }) => `${words}: ${box.height}`),
    )
    expect([path, small]).toEqual([path, []])
  }
  await page.context().close()
})

test('the first Tab skips to the content, and focus is always visible', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Naar de inhoud')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await page.keyboard.press('Tab')
  const outline = await page
    .locator(':focus')
    .evaluate((element) => getComputedStyle(element).outlineStyle)
  expect(outline).toBe('solid')
  await page.context().close()
})

test('line numbers stay beside their lines, also where a long line wraps', async () => {
  const page = await (await browser.newContext({ viewport: { width: 500, height: 800 } })).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url(source))
  const heights = await page.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('#text')
    const gutter = document.querySelector<HTMLElement>('#gutter')
    return [
      area?.scrollHeight,
      gutter?.offsetHeight,
      gutter?.childElementCount,
      area?.value.split('\n').length,
    ]
  })
  expect(heights[0]).toBe(heights[1])
  expect(heights[2]).toBe(heights[3])
  await page.context().close()
})

test('without any issue there is one sentence and one button', async () => {
  const empty = await openLocalFace((root) => {
    rmSync(`${root}/newsletters/2023-03`, { recursive: true })
    rmSync(`${root}/newsletters/2023-10`, { recursive: true })
  })
  const body = await (await empty.get('/')).text()
  expect(body).toContain('Er is nog geen editie.')
  expect(body.match(/class="button/g)).toHaveLength(1)
  await empty.close()
})

function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}
