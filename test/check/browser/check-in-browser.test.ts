import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkInBrowser } from '../../../src/check/browser/check-in-browser.ts'
import { openBrowser } from '../../../src/check/browser/open-browser.ts'
import { check } from '../../../src/commands/check.ts'
import type { Rendered } from '../../../src/render/rendered.ts'
import { fullIssue, render } from '../../render/rendering.ts'
import { launchChromium } from '../../support/chromium.ts'
import { copyProject, edit } from '../../support/project-copy.ts'
import { runCommand } from '../../support/run-command.ts'
import { inspect, projectConfig, text } from '../march.ts'

let browser: Browser
let march: Rendered
beforeAll(async () => {
  browser = await launchChromium()
  const { editions } = await inspect('2023-03')
  const [first] = editions
  if (first === undefined) throw new Error('There is no March mail')
  march = first.rendered
})
afterAll(() => browser.close())

const measured = (rendered: Rendered) => checkInBrowser(browser, [rendered], projectConfig())

describe('measured in a real browser', () => {
  test.each(['2023-03', '2023-10'])('mail and web page of %s are in order', async (id) => {
    const { editions } = await inspect(id)
    const variants = editions.map(({ rendered }) => rendered)
    expect(await checkInBrowser(browser, variants, projectConfig())).toEqual([])
  })

  test('an issue with everything in it is in order', async () => {
    expect(await measured(await render(fullIssue()))).toEqual([])
  })

  test.each([
    ['light', '<p style="color:#888888;background:#ffffff">grijs</p>', 3.5, 4.5],
    ['light', '<h3 style="font-size:24px;color:#aaaaaa;background:#ffffff">grijs</h3>', 2.3, 3],
    ['light', '<p style="color:rgba(0,0,0,.4);background:#ffffff">grijs</p>', 2.8, 4.5],
    ['light', '<p style="color:#000;background:#fff;opacity:.4">grijs</p>', 2.8, 4.5],
    ['light', '<div style="opacity:.6;background:#fff"><p style="color:#000;opacity:.7">grijs</p></div>', 3, 4.5],
    ['light', '<div style="background:#fff"><img alt="grijs" width="90" height="40" style="color:#ddd" src="cid:x"></div>', 1.3, 4.5],
    ['dark', '<style>@media(prefers-color-scheme:dark){.q{color:#555!important}}</style><p class="q" style="color:#fff;background:#000">grijs</p>', 2.8, 4.5],
    ['inverted', '<p style="color:#000000;background:#777777">grijs</p>', 3.5, 4.5],
  ])('text that reads badly is found, %s', async (mode, html, ratio, needed) => {
    const found = (await measured(within(march, html))).filter(({ values }) => values['mode'] === mode)
    expect(found).toMatchObject([
      {
        code: 'mail/contrast',
        values: { found: 'grijs', document: 'mail', needed, ratio },
        file: 'templates/newsletter.mjml',
      },
    ])
  }) // prettier-ignore

  test('large letters need less, hidden ones and those on a picture are not judged', async () => {
    const html =
      '<h3 style="font-size:24px;color:#888888;background:#ffffff">groot</h3>' +
      '<p style="display:none;color:#fff;background:#fff">verborgen</p>' +
      '<p style="color:#fff;background-image:url(cid:x)">op een foto</p>'
    const light = (await measured(within(march, html))).filter(
      ({ values }) => values['mode'] === 'light',
    )
    expect(light).toEqual([])
  })

  test('what is too wide is found at the widths where it does not fit, by its words', async () => {
    const html = '<div style="width:350px">Een brede strook</div>'
    const found = await measured(within(march, html))
    expect(found.map(({ code, values }) => [code, values['width'], values['situation']])).toEqual([
      ['mail/overflow', 320, 'plain'],
    ])
    expect(found[0]?.values['found']).toBe('Een brede strook')
  })

  test('what only fits with pictures, or with small text, is found too', async () => {
    const alt = 'Landelijkeveiligheidscampagnetegenondermijning'
    const off = `<img alt="${alt}" width="40" height="20" style="font-size:30px;white-space:nowrap" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">`
    const large =
      '<p style="margin:0;white-space:nowrap;font-size:16px">Een regel die niet mag afbreken</p>'
    const found = await measured(within(march, off + large))
    expect(found.map(({ values }) => values['situation'])).toContain('text-200')
    expect(found.every(({ code }) => code === 'mail/overflow')).toBe(true)
  })

  test('words that only fall away at twice the size are found, and a box that grows is not', async () => {
    const fixed = 'height:22px;line-height:22px;font-size:16px;margin:0'
    const html =
      `<p style="${fixed};overflow:hidden">Een vaste regel</p>` +
      `<div style="max-height:48px;overflow:hidden;font-size:16px;line-height:22px">Twee regels<br>en niet meer</div>` +
      '<p style="min-height:22px;overflow:hidden;font-size:16px">Een regel die groeit</p>' +
      '<div style="display:none;max-height:0;overflow:hidden">Verborgen</div>' +
      '<div style="height:10px;line-height:22px;overflow:hidden">Al te klein</div>'
    const found = await measured(within(march, html))
    expect(found).toMatchObject([
      { code: 'mail/text-clipped', values: { found: 'Een vaste regel', document: 'mail' } },
      { code: 'mail/text-clipped', values: { found: 'Twee regels en niet meer' } },
    ])
  })

  test('a link without words once pictures are gone is found', async () => {
    const picture = (alt: string) => `<img alt="${alt}" width="200" height="60" src="cid:x">`
    const html =
      `<p><a href="https://var.nl/a">${picture('')}</a></p>` +
      `<p><a href="https://var.nl/b">${picture('Naar de agenda')}</a></p>` +
      `<p><a href="https://var.nl/c">${picture('')} Lees meer over het Leerhuis</a></p>` +
      `<p style="display:none"><a href="https://var.nl/d">${picture('')}</a></p>`
    expect(await measured(within(march, html))).toMatchObject([
      { code: 'mail/link-wordless', values: { found: 'https://var.nl/a', document: 'mail' } },
    ])
  })

  test('what a thumb cannot hit is found; a link within a text may be as high as its line', async () => {
    const button =
      '<a href="https://var.nl" style="display:inline-block;border:1px solid #000;line-height:20px">Lage knop</a>'
    const crowded =
      '<p style="line-height:14px"><a href="https://var.nl/1">Een</a><br><a href="https://var.nl/2">Twee</a></p>'
    const inline = '<p>Lees <a href="https://var.nl">het verslag</a> eens.</p>'
    const found = (await measured(within(march, button + crowded + inline))).filter(
      ({ code }) => code === 'mail/target-size',
    )
    expect(found.map(({ values }) => [values['found'], values['limit']])).toEqual([
      ['Lage knop', 44],
      ['Een', 24],
      ['Twee', 24],
    ])
  })

  test('the web page is measured as well', async () => {
    const web = march.web.replace('</main>', '<p style="width:500px;color:#888">Breed</p></main>')
    expect(web).not.toBe(march.web)
    const codes = (await measured({ ...march, web })).map(({ code, values, file }) => {
      expect(values['document']).toBe('web')
      expect(file).toBe('templates/web/issue.html')
      return code
    })
    expect(new Set(codes)).toEqual(new Set(['mail/contrast', 'mail/overflow']))
  })

  test('nothing in it runs, and nothing is fetched', async () => {
    const html =
      '<script>document.body.innerHTML="<div style=width:3000px>x</div>"</script>' +
      '<img alt="" width="10" height="10" src="https://teller.example.org/p.gif" onerror="document.body.style.width=\'3000px\'">'
    expect(await measured(within(march, html))).toEqual([])
  })

  test('every finding reads as a sentence', async () => {
    const html =
      '<p style="color:#888;background:#fff;width:700px">x</p><a href="https://var.nl" style="display:inline-block;background:#000;color:#fff">y</a>'
    const found = await measured(within(march, html))
    expect(found.length).toBeGreaterThan(3)
    for (const { code, values } of found) {
      const { title } = text.problems[code](values)
      expect(title).not.toMatch(/undefined|NaN|\d\.\d/)
    }
  })
})

describe('rondbrief check --browser', () => {
  test('adds what was measured to everything else, and leaves no browser behind', async () => {
    const root = copyProject()
    edit(
      root,
      'templates/newsletter.mjml',
      '{{> footer}}',
      `{{> footer}}
      <mj-section><mj-column><mj-text color="#999999">Te licht</mj-text></mj-column></mj-section>`,
    )
    const { code, printed } = await runCommand(check, root, {
      positionals: ['2023-10'],
      options: { browser: true },
      env: process.env,
    })
    expect(code).toBe(1)
    expect(printed).toContain(
      "templates/newsletter.mjml  Blokkeert, voor uw beheerder  De tekst 'Te licht' in de mail",
    )
    expect(printed).toContain('[mail/contrast]')
  })
})

describe('the browser of this computer', () => {
  test('is opened from RONDBRIEF_CHROMIUM; where there is none, that is said', async () => {
    expect(await openBrowser({ RONDBRIEF_CHROMIUM: '/nergens/chromium' })).toEqual({ kind: 'none' })
    const opened = await openBrowser({ RONDBRIEF_CHROMIUM: process.execPath })
    expect(opened).toMatchObject({ kind: 'failed', reason: expect.any(String) })
  })
})

function within(rendered: Rendered, html: string): Rendered {
  // Without its web page, which these tests do not change.
  return { ...rendered, web: '', html: rendered.html.replace('</body>', `${html}</body>`) }
}
