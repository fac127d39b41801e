import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'cheerio'
import mjml2html from 'mjml'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lostExpressions } from '../../src/render/expressions.ts'
import {
  config,
  event,
  figure,
  filled,
  fullIssue,
  issue,
  item,
  realIssue,
  render,
  root,
  templatesOf,
} from './rendering.ts'

describe('the mail of an issue', () => {
  test('is what the golden file says', async () => {
    const rendered = await render(fullIssue())
    const { html, text } = filled(rendered)
    await expect(onePerLine(html)).toMatchFileSnapshot('../golden/full-issue.html')
    await expect(text).toMatchFileSnapshot('../golden/full-issue.txt')
    await expect(rendered.web).toMatchFileSnapshot('../golden/full-issue.web.html')
    expect(rendered.problems).toEqual([])
  })

  test('has its parts in reading order, with one h1 and no level skipped', async () => {
    const page = load(filled(await render(fullIssue())).html)
    expect(page('h1').length).toBe(1)
    const levels = page('h1,h2,h3,h4')
      .toArray()
      .map(({ tagName }) => Number(tagName.slice(1)))
    for (const [at, level] of levels.entries()) {
      expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1)
    }
    const text = page('body').text().replaceAll(/\s+/g, ' ')
    const places = [
      'Bekijk in browser',
      'De redactie',
      'In deze editie',
      'Alle opmaak',
      'Lees het hele verhaal',
      'Kort nieuws',
      'In cijfers',
      'Agenda 2027',
      'Doe mee',
      'Wat vond u',
      'Over deze nieuwsbrief',
      'Afmelden',
      'Voorbeeldstraat 1',
    ].map((words) => text.lastIndexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('says lang and dir twice, has a title, both colour-scheme metas and a hidden preheader', async () => {
    const page = load((await render(fullIssue())).html)
    expect(page('html').attr()).toMatchObject({ lang: 'nl', dir: 'ltr' })
    expect(page('body > div').first().attr()).toMatchObject({ lang: 'nl', dir: 'ltr' })
    expect(page('title').text()).toBe('Nieuwsbrief december 2026, VAR')
    expect(page('meta[name="color-scheme"]').attr('content')).toBe('light dark')
    expect(page('meta[name="supported-color-schemes"]').attr('content')).toBe('light dark')
    const preheader = page('body > div > div').first()
    expect(preheader.text()).toBe(fullIssue().preheader)
    expect(preheader.attr('style')).toContain('display:none')
  })

  test('leads every entry of the contents to an empty named anchor', async () => {
    const page = load((await render(fullIssue())).html)
    const targets = page('ul a[href^="#"]')
      .toArray()
      .map((link) => page(link).attr('href')?.slice(1))
    expect(targets).toEqual(['var-opmaak', 'riec-kort', 'pvo-nog', 'cijfers', 'agenda'])
    for (const target of targets) {
      const anchor = page(`a[name="${target}"]`)
      expect([anchor.length, anchor.attr('id'), anchor.text()]).toEqual([1, target, ''])
    }
  })

  test('has no heading, no space and no entry for what is not there', async () => {
    const { html, text } = filled(await render(issue({ items: [item(), item({ slug: 'b' })] })))
    const page = load(html)
    expect(
      page('h2')
        .toArray()
        .map((heading) => page(heading).text()),
    ).toEqual([
      'In deze editie',
      'Een bericht',
      'Een bericht',
      'Wat vond u van deze nieuwsbrief?',
      'Over deze nieuwsbrief',
    ])
    expect(page('ul a[href^="#"]').length).toBe(2)
    expect(html).not.toContain('RIEC')
    expect(text).not.toMatch(/Agenda|In cijfers|RIEC/)
  })

  test('is there when nothing was delivered at all', async () => {
    const rendered = await render(issue({ items: [] }))
    expect(rendered.problems).toEqual([])
    expect(filled(rendered).html).toContain('Welkom bij deze editie')
  })

  test('names the partner of every item in words beside its colour', async () => {
    const page = load((await render(fullIssue())).html)
    const labels = page('td.b-var,td.b-riec,td.b-pvo')
      .toArray()
      .map((label) => page(label).text())
    expect(labels.map((label) => label.replaceAll(/\s+/g, ' '))).toEqual([
      'VAR Nieuws',
      'RIECRegionaal Informatie- en Expertisecentrum Rotterdam',
      'PVO NieuwsPlatform Veilig Ondernemen regio Rotterdam',
    ])
  })

  test('tells in words that an event moved or is cancelled', async () => {
    const page = load((await render(fullIssue())).html)
    const rows = page('tr:has(> th[scope="row"])')
      .toArray()
      .map((row) => page(row).text())
    expect(rows.find((row) => row.includes('Verplaatste avond'))).toContain(
      'Verplaatst van maandag 18\u00A0januari 2027. De spreker was niet beschikbaar.',
    )
    expect(rows.find((row) => row.includes('Winterbijeenkomst'))).toContain(
      'Gaat niet door. Te weinig',
    )
    // By date, although they were given the other way round.
    const dates = rows.filter((row) => /februari|maart/.test(row))
    expect(dates.map((row) => row.includes('Verplaatste'))).toEqual([true, false])
  })

  test('gives every data table a caption and scopes, and every other table a role', async () => {
    const page = load((await render(fullIssue())).html)
    for (const table of page('table:not(:has(> thead))').toArray()) {
      expect(page(table).attr('role')).toBe('presentation')
    }
    for (const table of page('table:has(> caption)').toArray()) {
      expect(page(table).find('th:not([scope])').length).toBe(0)
    }
    expect(page('caption').length).toBe(2)
  })

  test('asks nothing of any server when it is opened', async () => {
    const { html, images } = await render(fullIssue())
    const page = load(html)
    const sources = page('img')
      .toArray()
      .map((image) => page(image).attr('src'))
    expect(sources.length).toBeGreaterThan(0)
    expect(sources).toEqual(images.map(({ cid }) => `cid:${cid}`))
    expect(page('link,script,iframe,video,object,form,svg').length).toBe(0)
    expect(html).not.toMatch(/url\(|@import|fonts\.g/)
  })

  test('has conditional comments for Outlook in pairs', async () => {
    const { html } = await render(fullIssue())
    const opened = html.match(/<!--\[if /g) ?? []
    expect(opened.length).toBeGreaterThan(10)
    expect(html.match(/<!\[endif\]-->/g)?.length).toBe(opened.length)
    const hidden = [...html.matchAll(/<!--\[if [^\]]*\]>(.*?)<!\[endif\]-->/gs)].map(
      ([, body]) => body,
    )
    const count = (tag: RegExp) => (hidden.join('').match(tag) ?? []).length
    expect(count(/<table/g)).toBe(count(/<\/table/g))
    expect(count(/<td/g)).toBe(count(/<\/td/g))
  })
})

describe('the preview', () => {
  test('is the mail that is sent, once its markers are taken away', async () => {
    const [preview, sent] = [
      await render(fullIssue(), { sourceMarkers: true }),
      await render(fullIssue()),
    ]
    expect(sent.html).not.toContain('data-source')
    expect(preview.html.replaceAll(/ data-source="[^"]*"/g, '')).toBe(sent.html)
    expect(preview.text).toBe(sent.text)
    expect(preview.web).toBe(sent.web)
  })

  test('points every block at the line its author wrote it on', async () => {
    const page = load((await render(fullIssue(), { sourceMarkers: true })).html)
    const at = (selector: string) => page(selector).attr('data-source')
    const file = 'newsletters/2026-12/var/opmaak.md'
    expect(at('p:contains("Een alinea")')).toBe(`${file}:5:1`)
    expect(at('h3:contains("Een kopje")')).toMatch(new RegExp(`^${file}:8:`))
    expect(at('h2:contains("Kort nieuws")')).toBe('newsletters/2026-12/riec/kort.md:1:1')
  })
})

describe('size', () => {
  test.each(['2023-03', '2023-10'])('%s stays far from where Gmail clips', async (id) => {
    const { html, problems, images } = await render(await realIssue(id))
    expect(problems).toEqual([])
    expect(Buffer.byteLength(html)).toBeLessThan(70_000)
    const styles = load(html)('style').text()
    expect(Buffer.byteLength(styles)).toBeLessThan(16_384)
    for (const { bytes } of images) expect(bytes.length).toBeLessThan(200_000)
  })

  test('style sheets are minified for real', async () => {
    const templates = await templatesOf()
    const settings = { validationLevel: 'strict', fonts: {}, keepComments: false } as const
    const source =
      '<mjml><mj-head><mj-style>.a  {\n  color : #ff0000 ;\n}\n\n.b { margin : 0px 0px }</mj-style></mj-head><mj-body><mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section></mj-body></mjml>'
    const css = async (minify: boolean) =>
      load((await mjml2html(source, { ...settings, minify })).html)('style').text().length
    expect(await css(true)).toBeLessThan((await css(false)) * 0.8)
    expect((await render(fullIssue(), { templates })).problems).toEqual([])
  })
})

describe('what a template does wrong', () => {
  test('an expression that MJML drops is found', async () => {
    const templates = await changed('newsletter.mjml', (source) =>
      source.replace('{{> footer}}', '\\{{#if name}}\n    {{> footer}}\n    \\{{/if}}'),
    )
    const { problems } = await render(issue(), { templates })
    expect(problems.map(({ code, values }) => [code, values['expression']])).toEqual([
      ['template/expression-lost', '{{#if name}}'],
      ['template/expression-lost', '{{/if}}'],
    ])
  })

  test('what MJML refuses is told at the line of the template', async () => {
    const templates = await changed('partials/action.mjml', (source) =>
      source.replace('<mj-column>', '<mj-column wobble="1">'),
    )
    const { problems, text, web, html } = await render(fullIssue(), { templates })
    expect(problems).toMatchObject([
      { code: 'template/mjml-invalid', file: 'templates/partials/action.mjml', line: 2 },
    ])
    expect(html).toBe('')
    expect(text).toContain('Doe mee')
    expect(web).toContain('Doe mee')
  })

  test('a field that does not exist is told at its place, and the rest is there', async () => {
    const templates = await changed('partials/footer.mjml', (source) =>
      source.replace('{{reason}}', '{{reson}}'),
    )
    const { problems, text, web } = await render(issue(), { templates })
    expect(problems).toMatchObject([
      { code: 'template/handlebars-invalid', file: 'templates/partials/footer.mjml', line: 5 },
    ])
    expect(text).toContain('Welkom')
    expect(web).toContain('Welkom')
  })

  test('the multiset of expressions counts, not only their names', () => {
    expect(lostExpressions('{{a}}{{a}}{{b}}', '{{a}} {{b}}')).toEqual(['{{a}}'])
    expect(lostExpressions('{{#if  a}}', '{{#if a}}{{c}}')).toEqual([])
  })
})

describe('pictures of authors', () => {
  test('travel inside the mail with their size, and stand beside the web page', async () => {
    const folder = await project()
    await writeFile(join(folder, 'newsletters/2026-12/images/foto.png'), onePixel)
    const rendered = await render(
      issue({
        items: [
          item({
            image: { src: 'foto.png', alt: 'Een "foto" & meer' },
            text: '![Nog eens](images/foto.png)',
          }),
        ],
      }),
      { config: { ...config, root: folder } },
    )
    expect(rendered.images.map(({ fileName }) => fileName)).toEqual(['foto.png'])
    const page = load(rendered.html)
    expect(
      page('img')
        .toArray()
        .map((image) => page(image).attr('alt')),
    ).toEqual(['Een "foto" & meer', 'Nog eens'])
    expect(page('img').first().attr()).toMatchObject({
      src: `cid:${rendered.images[0]?.cid}`,
      width: '1',
      height: '1',
    })
    expect(load(rendered.web)('img').first().attr('src')).toBe('images/foto.png')
  })

  test('leave their description when they are not there, and reach no other file', async () => {
    const folder = await project()
    await writeFile(join(folder, 'geheim.png'), onePixel)
    for (const src of [
      'weg.png',
      '../../../geheim.png',
      '..%2F..%2F..%2Fgeheim.png',
      '/etc/hostname',
      'https://example.org/x.png',
    ]) {
      const rendered = await render(
        issue({ items: [item({ image: { src, alt: 'De beschrijving' } })] }),
        {
          config: { ...config, root: folder },
        },
      )
      expect(rendered.images).toEqual([])
      expect(load(rendered.html)('img').length).toBe(0)
      expect(filled(rendered).html).toContain('De beschrijving')
    }
  })
})

test('a block that a text places itself does not stand at the end as well', async () => {
  const { html, text } = filled(
    await render(
      issue({
        items: [item({ text: ':::agenda\n:::\n\n:::figures deelnemers\n:::' })],
        events: [event()],
        figureData: [figure()],
      }),
    ),
  )
  expect(html.match(/Winterbijeenkomst/g)?.length).toBe(1)
  expect(text.match(/Winterbijeenkomst/g)?.length).toBe(1)
  expect(load(html)('caption').length).toBe(2)
  expect(load(html)('h2').text()).not.toContain('Agenda')
})

/** The templates of this project with one file changed. */
async function changed(file: string, change: (source: string) => string) {
  const folder = await temporary()
  await cp(join(root, 'templates'), join(folder, 'templates'), { recursive: true })
  const path = join(folder, 'templates', file)
  const source = await readFile(path, 'utf8')
  expect(change(source)).not.toBe(source)
  await writeFile(path, change(source))
  return templatesOf(folder)
}

async function project(): Promise<string> {
  const folder = await temporary()
  await mkdir(join(folder, 'newsletters/2026-12/images'), { recursive: true })
  return folder
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rondbrief-render-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Minified HTML is one line; a golden file must show what changed. */
function onePerLine(html: string): string {
  return html.replaceAll('><', '>\n<').replaceAll('> <', '>\n<')
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)
