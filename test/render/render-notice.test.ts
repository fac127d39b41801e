import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig, type Config } from '../../src/config.ts'
import { noticeContent } from '../../src/dispatch/notice-content.ts'
import { renderNotice } from '../../src/render/render-notice.ts'
import { openTemplates, type Templates } from '../../src/render/templates.ts'
import type { NoticeKind } from '../../src/store/tables.ts'
import { textFor } from '../../src/text/text.ts'
import { launchChromium } from '../support/chromium.ts'

const root = new URL('../..', import.meta.url).pathname
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const kinds: NoticeKind[] = [
  'confirm', 'welcome', 'known', 'preferences', 'address', 'address-changed', 'data',
] // prettier-ignore
const latest = {
  issueId: '2023-10',
  subject: 'Nieuws {{van}} <oktober>',
  preheader: '',
  sentAt: 0,
  variantId: 'v',
}
let templates: Templates
let project: Config
let browser: Browser
beforeAll(async () => {
  const [opened, made] = await Promise.all([openTemplates(root), launchChromium()])
  const read = readConfig(root, {})
  if (opened.templates === undefined || read.kind !== 'ok') throw new Error('The project is broken')
  ;[templates, project, browser] = [opened.templates, read.config, made]
})
afterAll(() => browser.close())

function notice(kind: NoticeKind, language: 'nl' | 'en') {
  const config: Config = { ...project, language }
  const text = textFor(language)
  const secret = 's'.repeat(43)
  const organisation = 'Gemeente Rotterdam'
  const made = { config, text, secret, latest, now: 0, organisation }
  const content = noticeContent({ kind, subscriber_id: 's1', token: 'woord' }, made)
  return renderNotice(content, { config, text, templates })
}

describe.each(['nl', 'en'] as const)('a mail to one person in %s', (language) => {
  test('has no barrier and no sideways scroll at 320 px, light and dark', async () => {
    // The colours are the same in every language.
    const schemes = language === 'nl' ? (['light', 'dark'] as const) : (['light'] as const)
    for (const colorScheme of schemes) {
      const context = await browser.newContext({
        viewport: { width: 320, height: 640 },
        colorScheme,
      })
      const page = await context.newPage()
      for (const kind of kinds) {
        await page.setContent((await notice(kind, language)).html)
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect([kind, wide]).toEqual([kind, 0])
        await page.evaluate(axe)
        const found = await page.evaluate(async () => {
          const results: AxeResults = await (window as unknown as { axe: typeof axeCore }).axe.run(
            document,
            {
              rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } },
              resultTypes: ['violations'],
            },
          )
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
        })
        expect([kind, found]).toEqual([kind, []])
      }
      await context.close()
    }
  })

  test('asks nothing of any server, says who sends it, and reads well as plain text', async () => {
    for (const kind of kinds) {
      const { html, text } = await notice(kind, language)
      expect(html).not.toMatch(/<(?:img|link|script)|url\(/)
      expect(html).toContain(`lang="${language}"`)
      for (const part of [html, text]) {
        expect(part, kind).toContain(project.organisation.contact)
        expect(part, kind).toContain(project.organisation.privacyUrl)
        expect(part, kind).not.toMatch(/undefined|\[object/)
      }
      const long = text.split('\n').filter((line) => line.length > 74 && !/^https?:/.test(line))
      expect([kind, long]).toEqual([kind, []])
    }
  })
})

test('a title with braces or HTML is shown and never run', async () => {
  const { html, text } = await notice('welcome', 'nl')
  expect(html).toContain('Nieuws &#123;&#123;van&#125;&#125; &lt;oktober&gt;')
  expect(text).toContain('Nieuws {{van}} <oktober>')
})
