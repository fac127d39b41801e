import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { noticeRef } from '../../../src/subscribers/reader.ts'
import { signToken } from '../../../src/subscribers/token.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { launchChromium } from '../../support/chromium.ts'
import { linkIn, openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { sendToEveryone } from '../../support/sent-issue.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const looks: [string, BrowserContextOptions][] = [
  ['320 px, light', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
  ['1280 px, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
]
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

describe.each(['nl', 'en'] as const)('the pages in %s', (language) => {
  let face: PublicFace
  let screens: { name: string; path: string; press?: number }[]
  beforeAll(async () => {
    face = await openPublicFace({ language })
    const email_key = emailKey('jan@example.org', face.secret)
    const jan = subscriber({
      id: 'jan',
      email_key,
      invitations: 'confirmed',
      choices: ' theme:woonoverlast ',
    })
    const an = subscriber({
      id: 'an',
      email_key: emailKey('an@example.org', face.secret),
      newsletter: 'withdrawn',
    })
    const kees = subscriber({
      id: 'kees',
      email_key: emailKey('kees@example.org', face.secret),
      organisation: 'Veiligheidshuis Rotterdam-Rijnmond en omliggende gemeenten',
      role: 'aandachtsfunctionaris-mensenhandel',
      newsletter: 'withdrawn',
      invitations: 'confirmed',
    })
    await insertSubscribers(face.store, [jan, an, kees])
    await sendToEveryone(face)
    const link = (purpose: 'unsubscribe' | 'preferences', id: string, at = face.now()) =>
      `/${purpose === 'unsubscribe' ? 'u' : 'p'}/${signToken(purpose, noticeRef(id, at), face.secret)}`
    const role = `/role/${signToken('role', noticeRef('kees', face.now()), face.secret)}`
    await face.post(`${link('preferences', 'jan')}/data`)
    await face.post(`${link('preferences', 'jan')}/address`, { address: 'jansen@example.org' })
    const [data] = (await face.mailsTo('jan@example.org')).slice(-1)
    const [address] = await face.mailsTo('jansen@example.org')
    const pathOf = (url: string) => new URL(url).pathname
    const page = await (await face.get('/subscribe')).text()
    const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
    face.later(3000)
    await face.post('/subscribe', { email: 'piet@example.org', purpose: 'newsletter', stamp })
    const [confirmation] = await face.mailsTo('piet@example.org')
    screens = [
      { name: 'sign up', path: '/subscribe' },
      { name: 'sign up with errors', path: '/subscribe', press: 0 },
      { name: 'sent', path: '/subscribe/sent' },
      { name: 'confirm', path: pathOf(linkIn(confirmation, '/confirm/')) },
      { name: 'confirmed', path: pathOf(linkIn(confirmation, '/confirm/')), press: 0 },
      { name: 'preferences', path: link('preferences', 'jan') },
      { name: 'preferences with work', path: link('preferences', 'kees') },
      { name: 'role', path: role },
      { name: 'role confirmed', path: role, press: 0 },
      { name: 'preferences saved', path: link('preferences', 'jan'), press: 0 },
      { name: 'preferences with errors', path: link('preferences', 'jan'), press: 1 },
      { name: 'preferences link too old', path: link('preferences', 'jan', 0) },
      { name: 'link mailed', path: '/mailed/link' },
      { name: 'address mailed', path: '/mailed/address' },
      { name: 'new address', path: pathOf(linkIn(address, '/address/')) },
      { name: 'data', path: pathOf(linkIn(data, '/data/')) },
      { name: 'erase without a tick', path: pathOf(linkIn(data, '/data/')), press: 0 },
      { name: 'unsubscribe', path: link('unsubscribe', 'jan') },
      { name: 'unsubscribed already', path: link('unsubscribe', 'an') },
      { name: 'archive', path: '/archive/' },
      { name: 'issue', path: '/archive/2023-10/' },
      { name: 'unknown link', path: '/u/x' },
      { name: 'unknown page', path: '/nergens' },
    ]
  }, 60_000)
  afterAll(() => face.close())

  // The colours are the same in every language.
  test.each(language === 'nl' ? looks : looks.slice(0, 1))(
    'at %s have no barrier and scroll one way',
    async (_, options) => {
      // Axe runs in a world of its own, which the policy of the page does not reach.
      const context = await browser.newContext({ ...options, bypassCSP: true })
      const page = await context.newPage()
      for (const { name, path, press } of screens) {
        await open(page, path, press)
        expect([name, await sideways(page)]).toEqual([name, 0])
        await page.evaluate(axe)
        const found = await page.evaluate(async () => {
          const results: AxeResults = await (window as unknown as { axe: typeof axeCore }).axe.run(
            document,
            { resultTypes: ['violations'] },
          )
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
        })
        expect([name, found]).toEqual([name, []])
        expect([name, await page.locator('html').getAttribute('lang')]).toEqual([name, language])
      }
      await context.close()
      expect(face.faults).toEqual([])
    },
  )

  test('have targets for a thumb, and every error takes the focus', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    for (const { name, path, press } of screens) {
      await open(page, path, press)
      if (name === 'issue') continue
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'a:not(.skip):not(p:not(.links) > a), button, select, label, input',
          ),
        ]
          .filter(
            (element) => element.checkVisibility() && element.getBoundingClientRect().left >= 0,
          )
          .filter(
            (element) =>
              !element.matches('.field > label, input[type=checkbox], input[type=radio]'),
          )
          .map((element) => ({ box: element.getBoundingClientRect(), words: element.textContent }))
          .filter(({ box }) => box.height < 43.5)
          .map(({ box, words }) => `${words.trim()}: ${box.height}`),
      )
      expect([name, small]).toEqual([name, []])
      if (!/error|tick/.test(name)) continue
      expect(await page.title()).toMatch(/^(Fout|Error): /)
      const focused = await page.evaluate(() => document.activeElement?.className)
      expect([name, focused]).toEqual([name, 'error-summary'])
      await page.locator('.error-summary a').first().press('Enter')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    }
    await context.close()
  })

  async function open(page: Page, path: string, press: number | undefined): Promise<void> {
    await page.goto(face.url(path))
    if (press === undefined) return
    const button = page.locator('main button').nth(press)
    // Pressed in an earlier round already: then there is none.
    if ((await button.count()) > 0) await button.click()
  }
})

function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}
