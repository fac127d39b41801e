import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullIssue, issue, item, realIssue, render, viewable } from './rendering.ts'
import { launchChromium } from '../support/chromium.ts'

let browser: Browser
let mails: Map<string, string>
beforeAll(async () => {
  browser = await launchChromium()
  mails = new Map([
    ['everything', viewable(await render(fullIssue()))],
    ['2023-03', viewable(await render(await realIssue('2023-03')))],
    ['2023-10', viewable(await render(await realIssue('2023-10')))],
    ['long words', viewable(await render(longWords()))],
  ])
})
afterAll(() => browser.close())

describe('in a real browser the mail', () => {
  test.each([320, 360, 390, 600])('has no sideways scroll at %i px', async (width) => {
    await onEach({ viewport: { width, height: 800 } }, async (page, name) => {
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([name, scroll]).toEqual([name, width])
    })
  })

  test.each(['light', 'dark'] as const)(
    'has no fault that axe can find, %s',
    async (colorScheme) => {
      await onEach({ colorScheme, viewport: { width: 390, height: 800 } }, async (page, name) => {
        await page.addScriptTag({ content: axe.source })
        const { violations } = await page.evaluate(() =>
          (globalThis as never as { axe: typeof axe }).axe.run({
            // These two ask for landmarks, which do not fit mail.
            rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } },
          }),
        )
        const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
        expect([name, found]).toEqual([name, []])
      })
    },
  )

  test('turns dark when the reader likes it dark, plates of partners included', async () => {
    await onEach({ colorScheme: 'dark' }, async (page) => {
      const colours = await page.evaluate(() => ({
        page: getComputedStyle(document.body).backgroundColor,
        heading: getComputedStyle(document.querySelector('h2')!).color,
      }))
      expect(colours).toEqual({ page: 'rgb(20, 24, 29)', heading: 'rgb(233, 237, 241)' })
    })
  })

  test('gives a thumb 44 px on every button, over the full width of a phone', async () => {
    await onEach({ viewport: { width: 360, height: 800 } }, async (page) => {
      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll('.btn a')].map(
          (link) => link.getBoundingClientRect().toJSON() as DOMRect,
        ),
      )
      expect(boxes.length).toBeGreaterThan(0)
      for (const box of boxes) {
        expect(box.height).toBeGreaterThanOrEqual(44)
        expect(box.width).toBeGreaterThan(240)
      }
    })
  })

  test('has no text below 14 px, and 16 px or more where it is read at length', async () => {
    await onEach({}, async (page) => {
      const sizes = await page.evaluate(() => {
        const found: { size: number; length: number }[] = []
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const parent = node.parentElement!
          const hidden = parent.getClientRects().length === 0
          const length = node.textContent?.trim().length ?? 0
          if (length > 0 && !hidden)
            found.push({ size: Number.parseFloat(getComputedStyle(parent).fontSize), length })
        }
        return found
      })
      expect(Math.min(...sizes.map(({ size }) => size))).toBeGreaterThanOrEqual(14)
      const long = sizes.filter(({ length }) => length > 150)
      expect(Math.min(...long.map(({ size }) => size))).toBeGreaterThanOrEqual(16)
    })
  })

  test('keeps its meaning without pictures', async () => {
    const seen = new Map<string, string>()
    await onEach({ viewport: { width: 360, height: 800 } }, async (page, name) => {
      const alts = await page.evaluate(() =>
        [...document.querySelectorAll('img')].map((image) => {
          image.src = 'data:,'
          return image.alt
        }),
      )
      seen.set(name, `${alts.join()} ${await page.evaluate(() => document.body.innerText)}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    })
    const march = seen.get('2023-03')
    for (const words of ['Rotterdam 25.245', 'Zwijndrecht', '7.649', '132.040', '€\u00A0396.181']) {
      expect(march).toContain(words)
    }
  })

  test('still fits with text at twice its size', async () => {
    await onEach({ viewport: { width: 390, height: 800 } }, async (page, name) => {
      await page.evaluate(() => {
        const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map((element) => {
          const { fontSize, lineHeight } = getComputedStyle(element)
          return [
            element,
            Number.parseFloat(fontSize) * 2,
            Number.parseFloat(lineHeight) * 2,
          ] as const
        })
        for (const [element, size, line] of sizes) {
          element.style.setProperty('font-size', `${size}px`, 'important')
          if (Number.isFinite(line))
            element.style.setProperty('line-height', `${line}px`, 'important')
        }
      })
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([name, scroll]).toEqual([name, 390])
    })
  })
})

async function onEach(
  options: Parameters<Browser['newContext']>[0],
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  const requests: string[] = []
  try {
    for (const [name, html] of mails) {
      const page = await context.newPage()
      page.on('request', (request) => {
        if (!request.url().startsWith('data:')) requests.push(request.url())
      })
      await page.setContent(html)
      await look(page, name)
      await page.close()
    }
    expect(requests.filter((url) => url !== 'about:blank')).toEqual([])
  } finally {
    await context.close()
  }
}

function longWords() {
  const word = 'Aansprakelijkheidswaardevaststellingsveranderingen'
  return issue({
    title: word,
    items: [
      item({
        title: word,
        text: `${word} https://example.org/${'lang'.repeat(40)}\n\n\`${'x'.repeat(90)}\`\n\n| ${word} | ${word} | ${word} |\n|---|---|---|\n| ${word} | 1 | 2 |`,
        link: { text: word, url: 'https://example.org' },
      }),
    ],
  })
}
