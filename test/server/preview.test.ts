import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig } from '../../src/config.ts'
import { salutationIn } from '../../src/dispatch/salutation.ts'
import { compileFill } from '../../src/render/fill.ts'
import { textFor } from '../../src/text/text.ts'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
let face: LocalFace
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  // Playwright would otherwise choose the colour scheme of the mail as well.
  context = await browser.newContext({ colorScheme: null, viewport: { width: 1280, height: 900 } })
  page = await context.newPage()
  await page.goto(face.startUrl)
})
afterEach(() => context.close())

describe('after a save', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('the preview shows the new words at the same height: %s', async (name, end) => {
    await open('/issues/2023-10/preview')
    await mail().evaluate(() => window.scrollTo(0, 700))
    const word = `zojuist-${name.toLowerCase()}`
    write((text) => `${text}\nDit is ${word} bewaard.\n`.replaceAll(/\r?\n/g, end))
    await shown(word)
    expect(await mail().evaluate(() => window.scrollY)).toBe(700)
    expect(await page.locator('#live-status').textContent()).toMatch(
      /^Bijgewerkt om \d+\.\d\d\suur\.$/,
    )
  })

  test('the problems follow, and leave when they are solved', async () => {
    await open('/issues/2023-10/preview')
    const problems = page.locator('#problems')
    write((text) => `${text}\n## \n`)
    const blocking = problems.getByText('Blokkeert')
    await blocking.first().waitFor()
    write((text) => text.replace('\n## \n', ''))
    await blocking.first().waitFor({ state: 'detached' })
    expect(await blocking.count()).toBe(0)
  })

  test('a template, a partial and the settings count too', async () => {
    await open('/issues/2023-10/preview')
    const settings = join(face.root, 'rondbrief.yaml')
    const before = readFileSync(settings, 'utf8')
    writeFileSync(settings, before.replace('1234 AB Voorbeeldstad', '5678 CD Anderstad'))
    await shown('5678 CD Anderstad')
    writeFileSync(settings, `${before}\nonbekend: [`)
    await shown('5678 CD Anderstad')
    writeFileSync(settings, before)
    expect(await shown('1234 AB Voorbeeldstad')).toBe(true)
  })

  test('a tab that was not looked at catches up', async () => {
    await open('/issues/2023-10/preview')
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    write((text) => `${text}\nTerwijl niemand keek.\n`)
    await page.waitForTimeout(400)
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    expect(await shown('Terwijl niemand keek')).toBe(true)
  })
})

describe('what the preview shows', () => {
  test('is what would be sent, apart from the source markers and where pictures come from', async () => {
    const read = readConfig(face.root, {})
    if (read.kind !== 'ok') throw new Error('settings')
    const text = textFor('nl')
    const inspection = await inspectIssue(read.config, text, '2023-10', {
      knownSegments: [],
      knownThemes: [],
    })
    const rendered = inspection.editions[0]?.rendered
    if (!rendered) throw new Error('nothing was rendered')
    const sent = compileFill(rendered)({
      name: '',
      salutation: salutationIn(text)(undefined),
      themesMoved: '',
      unsubscribeUrl: 'https://nieuwsbrief.example.org/u/voorbeeld',
      preferencesUrl: 'https://nieuwsbrief.example.org/p/voorbeeld',
      webUrl: 'https://nieuwsbrief.example.org/archive/2023-10',
    })
    const answer = await face.get('/issues/2023-10/preview/mail?reader=unnamed')
    const seen = (await answer.text())
      .replaceAll(/ data-source="[^"]*"/g, '')
      .replaceAll(
        /\/issues\/2023-10\/preview\/pictures\/([^"')\s]+)/g,
        (_, cid: string) => `cid:${decodeURIComponent(cid)}`,
      )
    expect(seen).toBe(sent.html)
    expect(seen).not.toContain('data-source')
    await open('/issues/2023-10/preview?show=text&reader=unnamed')
    expect(await page.locator('.plain-text').textContent()).toBe(sent.text)
  })

  test('without images asks for no image at all', async () => {
    const asked: string[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'image') asked.push(response.url())
    })
    await open('/issues/2023-10/preview')
    expect(asked.filter((url) => url.includes('/pictures/'))).not.toEqual([])
    asked.length = 0
    await open('/issues/2023-10/preview?images=off')
    expect(asked.filter((url) => !url.includes('icon.svg'))).toEqual([])
  })

  test('asks no other server for anything', async () => {
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(face.url('/'))) foreign.push(request.url())
    })
    write((text) => `${text}\n![Spion](https://evil.example/pixel.png)\n`)
    for (const show of ['mail', 'web', 'text', 'inbox'])
      await open(`/issues/2023-10/preview?show=${show}`)
    expect(foreign.filter((url) => !url.startsWith('data:'))).toEqual([])
  })

  test('honours the dark colours of the mail, or turns them round as some programs do', async () => {
    await open('/issues/2023-10/preview')
    const scheme = () => mail().evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    expect(await scheme()).toBe(false)
    await page.getByRole('link', { name: 'Donker', exact: true }).click()
    await page.waitForURL(/mode=dark/)
    expect(await scheme()).toBe(true)
    await page.getByRole('link', { name: 'Donker, omgekeerd' }).click()
    await page.waitForURL(/mode=inverted/)
    expect(await scheme()).toBe(false)
    await mail().waitForLoadState()
    expect(
      await mail().evaluate(() => getComputedStyle(document.documentElement).filter),
    ).toContain('invert')
  })

  test('keeps the width that was asked, also where it had to be made smaller to fit', async () => {
    for (const width of [360, 390, 768, 1024, 1400]) {
      await open(`/issues/2023-10/preview?width=${width}`)
      expect(await mail().evaluate(() => window.innerWidth)).toBe(width)
    }
    expect(await page.locator('.scale-note').textContent()).toContain('Verkleind tot')
  })

  test('greets a reader without a name as one', async () => {
    await open('/issues/2023-10/preview')
    await page.getByLabel('Lezer', { exact: true }).selectOption('unnamed')
    await page
      .locator('form', { has: page.locator('#segment') })
      .getByRole('button')
      .click()
    await page.waitForURL(/reader=unnamed/)
    expect(page.url()).not.toContain('start=')
  })
})

describe('from the mail to the words', () => {
  test('a click on a block opens its file, with the caret on its line', async () => {
    await open('/issues/2023-10/preview')
    const block = mail().locator('[data-source^="newsletters/2023-10/var/carrousel.md"]').last()
    const place = /^(.*):(\d+):(\d+)$/.exec((await block.getAttribute('data-source')) ?? '')
    await block.click()
    await page.waitForURL(/\/source\?/)
    expect(await caret()).toMatchObject({ line: Number(place?.[2]) })
  })

  test('a link in the mail leads nowhere but to its own line', async () => {
    await open('/issues/2023-10/preview')
    await mail().locator('a[href^="https://"]').first().click()
    await page.waitForTimeout(200)
    expect(page.url()).toContain(face.url('/'))
    expect(mail().url()).toContain('/preview/mail')
  })

  test('a problem leads to its line and column', async () => {
    write((text) => `${text}\nEen zin met een [hier](http://voorbeeld.example.org/pad) erin.\n`)
    await open('/issues/2023-10/preview')
    const link = page.locator('#problems a[href*="gvb.md"]').first()
    const wanted = new URL((await link.getAttribute('href')) ?? '', face.url('/')).searchParams
    await link.click()
    await page.waitForURL(/\/source\?/)
    const found = await caret()
    expect(found.line).toBe(Number(wanted.get('line')))
    expect(found.column).toBe(Number(wanted.get('column') ?? 1))
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('text')
  })
})

describe('without script', () => {
  test('every view is a link or a form', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false })
    const reader = await plain.newPage()
    await reader.goto(face.startUrl)
    await reader.goto(face.url('/issues/2023-10/preview'))
    await reader.getByRole('link', { name: 'Platte tekst' }).click()
    expect(await reader.locator('.plain-text').textContent()).toContain('Najaarscarrousel')
    await reader.getByRole('link', { name: 'Mail', exact: true }).click()
    await reader.goto(face.url('/issues/2023-10/preview?width=500'))
    expect(await reader.locator('iframe').getAttribute('width')).toBe('500')
    await plain.close()
  })
})

async function open(path: string): Promise<void> {
  await page.goto(face.url(path))
  await page.locator('iframe:not(.is-loading), .plain-text, .inbox').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
}

/** The frame that is looked at. */
function mail(): Frame {
  const found = page.frames().find((frame) => /\/preview\/(mail|web)/.test(frame.url()))
  if (!found) throw new Error('there is no mail on this page')
  return found
}

async function shown(words: string): Promise<boolean> {
  const found = await page.waitForFunction(
    (wanted) => {
      const frames = [...document.querySelectorAll('iframe')]
      return frames.length === 1 && frames[0]?.contentDocument?.body.textContent.includes(wanted)
    },
    words,
    { timeout: 10_000 },
  )
  return (await found.jsonValue()) === true
}

function write(change: (text: string) => string): void {
  const path = join(face.root, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

function caret(): Promise<{ line: number; column: number }> {
  return page.locator('#text').evaluate((element) => {
    const area = element as HTMLTextAreaElement
    const before = area.value.slice(0, area.selectionStart).split('\n')
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  })
}
