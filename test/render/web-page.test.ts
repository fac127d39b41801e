import axe from 'axe-core'
import { load } from 'cheerio'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, fullIssue, issue, item, realIssue, render } from './rendering.ts'
import { launchChromium } from '../support/chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const issues = async () => [fullIssue(), await realIssue('2023-03'), await realIssue('2023-10')]

describe('the web page of an issue', () => {
  test.each(['light', 'dark'] as const)(
    'has no fault that axe can find, %s',
    async (colorScheme) => {
      for (const one of await issues()) {
        const page = await browser.newPage({ colorScheme })
        await page.setContent((await render(one)).web)
        await page.addScriptTag({ content: axe.source })
        const { violations } = await page.evaluate(() =>
          (globalThis as never as { axe: typeof axe }).axe.run(),
        )
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
        await page.close()
      }
    },
  )

  test('never shows an item that is for certain segments only, whoever gets that item by mail', async () => {
    const open = item({ title: 'Voor iedereen' })
    const closed = item({
      slug: 'besloten',
      title: 'Alleen voor gemeenten',
      segments: ['gemeenten'],
    })
    const { html, web } = await render(issue({ items: [open, closed] }), {
      segments: ['gemeenten'],
    })
    expect(html).toContain('Alleen voor gemeenten')
    expect(web).toContain('Voor iedereen')
    expect(web).not.toContain('Alleen voor gemeenten')
  })

  test('fits 320 px, also with text at twice its size', async () => {
    for (const one of await issues()) {
      const page = await browser.newPage({ viewport: { width: 320, height: 800 } })
      await page.setContent((await render(one)).web)
      const width = () => page.evaluate(() => document.documentElement.scrollWidth)
      expect(await width()).toBe(320)
      await page.addStyleTag({ content: 'html{font-size:225%!important}' })
      expect(await width()).toBe(320)
      await page.close()
    }
  })

  test('lets a keyboard skip to the content', async () => {
    const page = await browser.newPage()
    await page.setContent((await render(fullIssue())).web)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Naar de inhoud')
    const box = await page.locator('.skip').boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('inhoud')
    await page.close()
  })

  test('has nothing of any recipient', async () => {
    const { web } = await render(fullIssue())
    expect(web).not.toMatch(/unsubscribe|preferences|\{\{(?!name\}\} blijven)/)
    expect(load(web)('body').text()).toContain('Beste lezer')
    expect(load(web)('body').text()).toContain('voor alle lezers.')
  })

  test('has every item, figure and event that the mail has', async () => {
    const rendered = await render(fullIssue())
    const [mail, web] = [load(rendered.html), load(rendered.web)]
    const titles = mail('h2')
      .toArray()
      .map((heading) => mail(heading).text().replaceAll('\u00AD', ''))
    const ofMailOnly = 'Wat vond u van deze nieuwsbrief?'
    for (const title of titles.filter((title) => title !== ofMailOnly)) {
      expect(web('h2').text()).toContain(title)
    }
    expect(web('svg[role="img"] title').length).toBe(1)
    expect(web('table caption').length).toBe(2)
  })

  test('describes itself and its events for search engines, whatever their titles', async () => {
    const title = '</script><script>alert(1)</script>'
    const { web } = await render(
      issue({ title, events: [event({ title, state: 'cancelled' })], items: [item({ title })] }),
    )
    const page = load(web)
    expect(page('script').length).toBe(1)
    const data = JSON.parse(page('script').text()) as { '@graph': Record<string, unknown>[] }
    expect(data['@graph']).toMatchObject([
      { '@type': 'NewsArticle', headline: title },
      {
        '@type': 'Event',
        name: title,
        startDate: '2027-01-14T09:30',
        eventStatus: 'https://schema.org/EventCancelled',
      },
    ])
  })
})
