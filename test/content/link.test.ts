import { describe, expect, test } from 'vitest'
import { linkTextFindings } from '../../src/content/link-text.ts'
import { targetFindings } from '../../src/content/link.ts'
import { parseMarkdown } from '../../src/content/markdown.ts'

const codes = (findings: { code: string; values: object }[]) =>
  findings.map(({ code, values }) =>
    'reason' in values ? `${code} ${String(values.reason)}` : code,
  )
const target = (url: string) => codes(targetFindings(url))
const words = (text: string, url = 'https://veiligheidsalliantie.nl/agenda') =>
  codes(linkTextFindings(text, url))

describe('the address of a link', () => {
  test.each([
    'https://veiligheidsalliantie.nl',
    'https://www.var.nl/a?b=c#d',
    'https://xn--bcher-kva.example/',
    'HTTPS://VAR.NL/',
    'mailto:info@example.org',
    'mailto:info@example.org?subject=Leerhuis',
    'tel:+31101234567',
    'tel:010-123%204567',
    '#agenda',
    'https://var.nl:8443/a',
    'https://example.org.',
  ])('%s is good', (url) => {
    expect(target(url)).toEqual([])
  })

  test.each([
    ['', 'link/target-empty'],
    ['#', 'link/target-empty'],
    ['  ', 'link/target-empty'],
    ['mailto:', 'link/target-empty'],
    ['javascript:alert(1)', 'link/scheme-forbidden'],
    ['JavaScript:alert(1)', 'link/scheme-forbidden'],
    ['java\nscript:alert(1)', 'link/scheme-forbidden'],
    ['data:text/html,a', 'link/scheme-forbidden'],
    ['vbscript:a', 'link/scheme-forbidden'],
    ['file:///etc/passwd', 'link/scheme-forbidden'],
    ['ftp://example.org', 'link/scheme-forbidden'],
    ['www.var.nl', 'link/scheme-forbidden'],
    ['/agenda', 'link/scheme-forbidden'],
    ['agenda.html', 'link/scheme-forbidden'],
    ['//example.org/a', 'link/host-forbidden no-scheme'],
    ['\\\\example.org', 'link/host-forbidden no-scheme'],
    ['/\\example.org', 'link/host-forbidden no-scheme'],
    ['https:example.org', 'link/host-forbidden unreadable'],
    ['https:/\\example.org', 'link/host-forbidden unreadable'],
    ['https://var.nl\\@example.org', 'link/host-forbidden unreadable'],
    ['https://', 'link/host-forbidden unreadable'],
    ['https://a b.nl', 'link/host-forbidden unreadable'],
    ['https://%zz.nl', 'link/host-forbidden unreadable'],
    ['https://naam@example.org', 'link/host-forbidden credentials'],
    ['https://var.nl:geheim@example.org/', 'link/host-forbidden credentials'],
    ['https://192.168.1.1/a', 'link/host-forbidden ip-address'],
    ['https://8.8.8.8', 'link/host-forbidden ip-address'],
    ['https://2130706433/', 'link/host-forbidden ip-address'],
    ['https://0x7f.1/', 'link/host-forbidden ip-address'],
    ['https://[::1]/', 'link/host-forbidden ip-address'],
    ['https://localhost:3000/', 'link/host-forbidden local'],
    ['https://intranet/nieuws', 'link/host-forbidden local'],
    ['https://nas.local/', 'link/host-forbidden local'],
    ['https://localhost./', 'link/host-forbidden local'],
    ['mailto:info', 'link/host-forbidden unreadable'],
    ['tel:bel mij', 'link/host-forbidden unreadable'],
    ['http://var.nl/a', 'link/insecure'],
    ['https://bit.ly/abc', 'link/shortener'],
    ['https://www.tinyurl.com/a', 'link/shortener'],
  ])('%j gives %s', (url, code) => {
    expect(target(url)).toEqual([code])
  })

  test('that only lacks its beginning is suggested whole', () => {
    const suggestion = (url: string) => targetFindings(url)[0]?.values['suggestion']
    expect(suggestion('www.var.nl/agenda')).toBe('https://www.var.nl/agenda')
    expect(suggestion('info@example.org')).toBe('mailto:info@example.org')
    expect(suggestion('//var.nl/a')).toBe('https://var.nl/a')
    expect(suggestion('http://var.nl/a')).toBe('https://var.nl/a')
    expect(suggestion('agenda')).toBeUndefined()
  })
})

describe('the words of a link', () => {
  test.each(['', '▶', '→', '...', '👉'])('%j is nothing to read aloud', (text) => {
    expect(words(text)).toEqual(['content/link-text-empty'])
  })

  test.each([
    'hier',
    'Klik hier',
    'LEES MEER',
    '‘Lees meer’ »',
    'lees  verder…',
    'deze link',
    'click here',
    'Meld u aan',
    'Klik hier voor meer info',
    'hier klikken',
    'via deze pagina',
    'info',
  ])('%j does not say where it goes', (text) => {
    expect(words(text)).toEqual(['content/link-text-generic'])
  })

  test.each([
    'Lees meer over het Leerhuis',
    'Hierheen met de trein',
    'Agenda van maart',
    'Meer info over de Voorjaarscarrousel',
    'Meld u aan voor het webinar',
  ])('%j does', (text) => {
    expect(words(text)).toEqual([])
  })

  test.each([
    ['www.politie.nl', 'https://example.org/'],
    ['https://politie.nl/aangifte', 'https://politie.nl.example.org/'],
    ['Ga naar politie.nl', 'https://example.org/a'],
    ['info@politie.nl', 'mailto:info@example.org'],
    ['politie.nl', 'mailto:info@example.org'],
    ['politíe.nl', 'https://politie.nl/a'],
    ['POLITIE.nl', 'https://example.org/'],
    ['(politie.nl)', 'https://notpolitie.nl/a'],
  ])('%j that leads to %s is misleading', (text, url) => {
    expect(words(text, url)).toContain('content/link-text-misleading')
  })

  test.each([
    ['www.politie.nl', 'https://politie.nl/a'],
    ['politie.nl', 'https://www.politie.nl/a'],
    ['Politie.nl', 'https://mijn.politie.nl/a'],
    ['info@example.org', 'mailto:info@example.org'],
    ['De regio.De VAR', 'https://var.nl/a'],
    ['o.a. het jaarplan', 'https://var.nl/a'],
    ['Agenda 12.30 uur', 'https://var.nl/a'],
    ['verslag.pdf', 'https://var.nl/verslag.pdf'],
    ['RIEC e.a.', 'https://var.nl/a'],
  ])('%j that leads to %s is not', (text, url) => {
    expect(words(text, url)).toEqual([])
  })
})

describe('links in a text', () => {
  const found = (source: string) =>
    parseMarkdown(source, 'a.md', 1).problems.map(({ code, values }) => ({ code, values }))
  const hrefs = (source: string) =>
    parseMarkdown(source, 'a.md', 1)
      .body.tokens.flatMap(({ children }) => children ?? [])
      .flatMap((token) => (token.type === 'link_open' ? [token.attrGet('href')] : []))

  test('that read the same and lead elsewhere are reported once, at the second', () => {
    const twice =
      '[Agenda](https://var.nl/a) [agenda!](https://var.nl/b) [Agenda](https://var.nl/a)'
    expect(found(twice)).toEqual([
      {
        code: 'content/link-text-ambiguous',
        values: { found: 'agenda!', target: 'https://var.nl/b', other: 'https://var.nl/a' },
      },
    ])
  })

  test('that may not be followed lose their address and keep their words', () => {
    const source = 'Zie [*het* verslag](javascript:alert(1)) en [dit](https://var.nl/verslag-2022)'
    expect(hrefs(source)).toEqual(['https://var.nl/verslag-2022'])
    const { tokens } = parseMarkdown(source, 'a.md', 1).body
    expect(tokens[1]?.children?.map(({ content }) => content).join('')).toBe(
      'Zie het verslag en dit',
    )
  })

  test('cannot hide their address behind escapes, entities, capitals or a definition', () => {
    for (const address of [
      'java&#115;cript:a()',
      'JAVASCRIPT:a()',
      '<javascript:a()>',
      '&Tab;javascript:a()',
      'javascript\\:a()',
      'javascript&colon;a()',
      '\\/\\/example.org',
    ]) {
      expect(hrefs(`[verslag](${address}) [x]: [v]\n\n[v]: ${address}\n`)).toEqual([])
    }
    expect(hrefs('<javascript:alert(1)>')).toEqual([])
  })

  test('may be written out as an address', () => {
    expect(found('<https://var.nl/é?a=1> <https://bücher.example/> <info@example.org>')).toEqual([])
  })

  test('a thousand times wrong are a hundred messages', () => {
    expect(found('[hier](https://var.nl/a) '.repeat(1000))).toHaveLength(100)
  })

  test('are never made of words that only look like an address', () => {
    expect(hrefs('Zie www.var.nl en info@example.org en https://var.nl')).toEqual([])
  })
})
