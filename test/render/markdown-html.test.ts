import { load } from 'cheerio'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filled, issue, item, reader, render, templatesOf } from './rendering.ts'

const templates = await templatesOf()
const pageOf = async (text: string) =>
  load(filled(await render(issue({ items: [item({ text })] }), { templates })).html)

describe('an author’s text in the mail', () => {
  test('has its headings one level lower, below the title of the item', async () => {
    const page = await pageOf('## Twee\n\n### Drie')
    expect([page('h3').text(), page('h4').text()]).toEqual(['Twee', 'Drie'])
  })

  test('shows HTML as text', async () => {
    const page = await pageOf('<script>alert(1)</script> en <b onclick="x">vet</b>')
    expect(page('script').length).toBe(0)
    expect(page('body').text()).toContain('<b onclick="x">vet</b>')
  })

  test('keeps the words of a link whose address may not be followed', async () => {
    const page = await pageOf(
      '[klik](javascript:alert(1)) en [data](data:text/html,x) en [goed](https://example.org/?a=1&b={{name}})',
    )
    expect(page('a:contains("klik"),a:contains("data")').length).toBe(0)
    expect(page('body').text()).toContain('klik en data en goed')
    expect(page('a:contains("goed")').attr('href')).toMatch(
      /^https:\/\/example\.org\/\?a=1&b=(\{\{|%7B%7B)name/,
    )
  })

  test('turns a link in :::button into a button of at least 44 px', async () => {
    const page = await pageOf(':::button\n[Vraag **nu** aan](https://example.org/a?b=1&c=2)\n:::')
    const link = page('table.btn a')
    expect(link.text()).toBe('Vraag nu aan')
    expect(link.attr('href')).toBe('https://example.org/a?b=1&c=2')
    expect(page('p a:contains("Vraag")').length).toBe(0)
  })

  test('has soft hyphens in long words of headings and cells only', async () => {
    const page = await pageOf(
      '## Portefeuilleverdeling\n\nportefeuilleverdeling\n\n| portefeuilleverdeling | b |\n|---|---|\n| x | y |',
    )
    expect(page('h3').text()).toMatch(/^Portefeuil\u00ADle\u00ADverdeling$/)
    expect(page('th:contains("verdeling")').text()).toContain('\u00AD')
    expect(page('p:contains("verdeling")').text()).toBe('portefeuilleverdeling')
  })

  test('aligns numbers to the right', async () => {
    const page = await pageOf('| a | b |\n|---|--:|\n| x | 1 |')
    expect(
      page('tbody tr:has(> td) td')
        .filter((_, cell) => page(cell).text() === '1')
        .attr('style'),
    ).toContain('text-align:right')
  })

  test('never breaks the mail, whatever it is', async () => {
    const plain = (await pageOf('x'))('h2').length
    const pieces = fc.constantFrom(
      '# ',
      '## ',
      '- ',
      '1. ',
      '> ',
      '**',
      '_',
      '`',
      '```\n',
      ':::card\n',
      ':::button\n',
      ':::\n',
      ':::agenda\n',
      '| a | b |\n|---|---|\n',
      '[',
      '](https://example.org)',
      '![x](y.png)',
      '<div>',
      '</td></tr></table>',
      '-->',
      '<!--[if mso]>',
      '{{name}}',
      '{{#if',
      '}}',
      '\\',
      '\n',
      '\n\n',
      ']]>',
      '&nbsp;',
      '&#123;&#123;x&#125;&#125;',
      'woord',
      '[[name|x]]',
      '[[salutation]]',
      '  ',
      '\t',
      '---\n',
      '</mj-text>',
      '<mj-raw>',
      'MJMLHTMLIGNORE0END',
      '\uE000',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 25 }), async (parts) => {
        const rendered = await render(issue({ items: [item({ text: parts.join('') })] }), {
          templates,
        })
        expect(rendered.problems).toEqual([])
        const { html, text } = filled(rendered, reader)
        const page = load(html)
        expect(page('h2').length).toBe(plain)
        expect(page('a:contains("Afmelden")').attr('href')).toBe(reader.unsubscribeUrl)
        expect(html.match(/<!--\[if /g)?.length).toBe(html.match(/<!\[endif\]-->/g)?.length)
        expect(html).not.toContain('{{')
        expect(text).toContain(reader.unsubscribeUrl)
      }),
      { numRuns: 60 },
    )
  })
})
