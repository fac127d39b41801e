import { tests as examples } from 'commonmark-spec'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'
import { readContribution } from '../../src/content/read-contribution.ts'
import { readFigure } from '../../src/content/read-figure.ts'
import { catalogue } from '../../src/problem.ts'

const file = 'newsletters/2023-03/riec/bericht.md'
const identity = { file, issueId: '2023-03', partner: 'riec', slug: 'bericht' }

/** What holds for every text, whoever wrote it: it is read, and its problems have a real place. */
function read(source: string): void {
  const { body, problems } = parseMarkdown(source, file, 7)
  const lines = body.source.split('\n')
  for (const { code, line = 0, column = 0 } of problems) {
    expect(Object.hasOwn(catalogue, code)).toBe(true)
    if (code === 'markdown/too-large') continue
    expect(line).toBeGreaterThanOrEqual(7)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual((lines[line - 7]?.length ?? -1) + 1)
  }
  const tokens = body.tokens.flatMap((one) => [one].concat(one.children ?? []))
  for (const { content, attrs, meta } of tokens) {
    expect(JSON.stringify([content, attrs, meta])).not.toMatch(/[\uE000-\uE003]/)
  }
  const unsafe = tokens.filter(
    (token) =>
      (token.type === 'link_open' &&
        !/^(https?:\/\/|mailto:|tel:|#.)/i.test(String(token.attrGet('href')))) ||
      (token.type === 'image' && /:|^\/|\.\./.test(String(token.attrGet('src')))),
  )
  expect(unsafe).toEqual([])
}

const fragments = fc.constantFrom(
  '[',
  ']',
  '(',
  ')',
  '![',
  '](',
  '[[',
  ']]',
  '|',
  '\\',
  '`',
  '*',
  '_',
  '~~',
  '<',
  '>',
  '<a ',
  '-->',
  '<!--',
  '&#',
  '&#xE000;',
  ';',
  '"',
  "'",
  '‘',
  ':::',
  ':::card',
  '::::',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\t',
  '    ',
  '- ',
  '1. ',
  '> ',
  '# ',
  '###',
  '---',
  '===',
  '|-|-|',
  'name',
  'salutation',
  '{{',
  '}}',
  '{{{',
  'https://',
  'http://127.0.0.1',
  'javascript:',
  'data:',
  '//',
  'mailto:',
  '@',
  '.nl',
  'é',
  '\uD800',
  '\uDC00',
  '😀',
  '\u0000',
  '\u202E',
  '\uE000',
  '\uFEFF',
  '\u2028',
  '[a]: ',
  'hier',
  '__proto__',
  'constructor',
  '#',
  '%',
  '%zz',
)
const hostile = fc.oneof(
  fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

describe('no text is refused, whatever it holds', () => {
  test('as Markdown', () => {
    fc.assert(fc.property(hostile, read), { numRuns: 1000 })
  })

  test('as a file of a partner', () => {
    const source = fc.tuple(
      fc.constantFrom('---\n', '---\ntitle: a\n---\n', '---\ntitle: ', '---\nlink:\n  url: ', ''),
      hostile,
      fc.constantFrom('', '\n---\n'),
      hostile,
    )
    fc.assert(
      fc.property(source, (parts) => {
        readContribution({ ...identity, bytes: Buffer.from(parts.join('')) })
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { contribution, problems } = readContribution({
          ...identity,
          bytes: Buffer.from(bytes),
        })
        expect(contribution ?? problems[0]).toBeDefined()
        readFigure(Buffer.from(bytes), 'newsletters/figures/a.yaml')
      }),
      { numRuns: 300 },
    )
  })

  test('as any example of the CommonMark specification', () => {
    expect(examples.length).toBeGreaterThan(600)
    for (const { number, section, markdown } of examples) {
      // In a quote inside a list every construct comes by once more, with other positions.
      const nested = `- > ${markdown.replaceAll('\n', '\n  > ')}`
      expect(() => [markdown, nested].map(read), `${section}, example ${number}`).not.toThrow()
    }
  })
})

const LENGTH = 100_000
const repeat = (text: string, length = LENGTH - 40) => text.repeat(Math.floor(length / text.length))
const attacks: Record<string, string> = {
  'brackets that open': repeat('['),
  'images that open': repeat('!['),
  'brackets within brackets': `${repeat('[', 49_000)}a${repeat(']', 49_000)}`,
  fields: repeat('[[name|'),
  'fields that are wrong': repeat('[[x]]'),
  'links within links': repeat('[a]('),
  'links to nothing': repeat('[a]() '),
  'links with a title that never ends': `[a](b "${repeat('\\"')}`,
  references: `[a]: http://b.nl\n\n${repeat('[a]')}`,
  'reference definitions': repeat('[a]: b\n'),
  'tags that open': repeat('<a '),
  'tags with an end far away': `${repeat('<a ', LENGTH - 1)}>`,
  'small tags': repeat('<b>'),
  comments: repeat('<!--'),
  angles: repeat('<'),
  emphasis: repeat('*a_ '),
  stars: repeat('*'),
  'strike-through': repeat('~~a'),
  backticks: Array.from({ length: 440 }, (_, n) => '`'.repeat(n)).join('a'),
  quotes: repeat('>'),
  'quotes within quotes': repeat('> a\n> '),
  lists: Array.from({ length: 440 }, (_, n) => `${' '.repeat(n)}- a`).join('\n'),
  'list marks': repeat('- '),
  containers: repeat(':::card\n'),
  'unknown containers': repeat(':::x\n'),
  'containers that only close': repeat(':::\n'),
  'containers within containers': Array.from(
    { length: 400 },
    (_, n) => `${':'.repeat(403 - n)}card`,
  ).join('\n'),
  colons: repeat(':'),
  'a wide table': `${'|'.repeat(20_000)}\n${repeat('-|', 40_000)}`,
  'a table without cells': `a|b\n-|-\n${repeat('|\n', LENGTH - 40)}`,
  'a table of bars': `a|b\n-|-\n${repeat('|', LENGTH - 40)}`,
  'a table of escaped bars': `a|b\n-|-\n${repeat('\\|', LENGTH - 40)}`,
  'double quotation marks': repeat('"a'),
  'single quotation marks': repeat(" 'a"),
  'both, one within the other': repeat(` "a 'b`),
  apostrophes: repeat("'s "),
  entities: repeat('&#x'),
  backslashes: repeat('\\'),
  'empty lines': repeat('\n'),
  'white space': repeat(' \t'),
  headings: repeat('# a\n'),
  'headings without words': repeat('#\n'),
  'one word': repeat('a'),
  'dots and hyphens': `[${repeat('a.-', LENGTH - 40)}](https://example.org/)`,
  'an address': `[a](https://${repeat('a.', LENGTH - 40)}nl)`,
  'a mail address': `[a](mailto:${repeat('a@', LENGTH - 40)}.nl)`,
  'an arrow': `[${repeat('▶', LENGTH - 40)}](https://example.org/)`,
}

/** Time of this thread itself: what else the machine does has no say. In ms. */
function took(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

describe('no text of 100 kB takes a second', () => {
  test.each(Object.entries(attacks))('%s', (_, source) => {
    expect(source.length).toBeLessThanOrEqual(LENGTH)
    expect(took(() => void parseMarkdown(source, file, 1))).toBeLessThan(1000)
  })

  test.each([
    ['brackets', repeat('[', 15_000)],
    ['braces', repeat('{', 15_000)],
    ['keys', Array.from({ length: 2000 }, (_, n) => `k${n}: 1`).join('\n')],
    ['one key again and again', repeat('title: a\n', 15_000)],
    ['anchors', repeat('&a ', 15_000)],
    ['references', `a: &a [x]\n${repeat('b: *a\n', 15_000)}`],
    ['lists in lists', repeat('- ', 15_000)],
    ['comments', repeat('#\n', 15_000)],
    ['acceptances', `accepted:\n${repeat('  - { code: x }\n', 15_000)}`],
  ])('nor front matter of %s', (_, matter) => {
    const bytes = Buffer.from(`---\n${matter}\n---\nTekst`)
    expect(took(() => void readContribution({ ...identity, bytes }))).toBeLessThan(1000)
  })
})
