import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'
import { readContribution } from '../../src/content/read-contribution.ts'

/** Something wrong, as it is written, and what its problem quotes. */
/** `at`: what stands where one is to type, where that is not what is quoted. */
type Wrong = { written: string; found: string; at?: string; code: string }

const wrong = fc.nat(999).chain((n): fc.Arbitrary<Wrong> =>
  fc.constantFrom(
    {
      written: `[lees  het ${n}](http://example.org/${n})`,
      found: `http://example.org/${n}`,
      code: 'link/insecure',
    },
    {
      written: `[stuk ${n}](<//example.org/a b${n}>)`,
      found: `//example.org/a b${n}`,
      code: 'link/host-forbidden',
    },
    {
      written: `[stuk **${n}**](java&#115;cript:a\\(${n}\\) "titel")`,
      found: `java&#115;cript:a\\(${n}\\)`,
      code: 'link/scheme-forbidden',
    },
    {
      written: `[hier](https://example.org/${n})`,
      found: 'hier',
      code: 'content/link-text-generic',
    },
    {
      written: `[www.a${n}.nl](https://example.org/)`,
      found: `www.a${n}.nl`,
      code: 'content/link-text-misleading',
    },
    {
      written: `<http://example.org/${n}>`,
      found: `http://example.org/${n}`,
      code: 'link/insecure',
    },
    { written: `<b${n} class="x">`, found: `<b${n} class="x">`, code: 'markdown/raw-html' },
    { written: `<!-- ${n} -->`, found: `<!-- ${n} -->`, code: 'markdown/raw-html' },
    {
      written: `[[ naam${n}|lezer]]`,
      found: `[[ naam${n}|lezer]]`,
      code: 'personal/field-unknown',
    },
    { written: `[[name]]`, found: 'name', at: ']]', code: 'personal/fallback-missing' },
    { written: `![IMG_${n}.JPG](foto.jpg)`, found: `IMG_${n}.JPG`, code: 'image/alt-filename' },
    { written: `[▶](https://example.org/${n})`, found: '▶', code: 'content/link-text-empty' },
  ),
)
const word = fc.constantFrom(
  'een',
  'é',
  '👩🏽‍💻',
  '*nadruk*',
  "'s avonds",
  '10:30',
  '`code`',
  '\\*',
  '&amp;',
  'a\\|b',
  '2 < 3',
)
const piece = fc.oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: wrong })
const line = fc.array(piece, { minLength: 1, maxLength: 5 })

/** Lines of Markdown, and what is wrong on them, in order. */
type Block = { lines: string[]; wrongs: Wrong[] }

const textOf = (pieces: (string | Wrong)[]) =>
  pieces.map((one) => (typeof one === 'string' ? one : one.written)).join(' ')
const wrongsOf = (pieces: (string | Wrong)[]) =>
  pieces.flatMap((one) => (typeof one === 'string' ? [] : [one]))

const paragraph: fc.Arbitrary<Block> = fc
  .array(fc.tuple(line, fc.constantFrom('', ' ', '   '), fc.constantFrom('', '  ', '\\')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => ({
    // A word first, so that no line begins a block of another kind.
    lines: lines.map(
      ([pieces, indent, end], at) => `${at === 0 ? '' : indent}Woord ${textOf(pieces)}${end}`,
    ),
    wrongs: lines.flatMap(([pieces]) => wrongsOf(pieces)),
  }))
const heading: fc.Arbitrary<Block> = fc
  .tuple(line, fc.constantFrom('', ' ##', '  '))
  .map(([pieces, end]) => ({
    lines: [`##  Kop ${textOf(pieces)}${end}`],
    wrongs: wrongsOf(pieces),
  }))
const underlined: fc.Arbitrary<Block> = line.map((pieces) => ({
  lines: [`Kop ${textOf(pieces)}`, '---'],
  wrongs: wrongsOf(pieces),
}))
const row = fc.tuple(line, line)
const table: fc.Arbitrary<Block> = fc
  .tuple(fc.array(row, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([rows, bars]) => {
    const cell = (pieces: (string | Wrong)[]) =>
      `cel ${textOf(pieces).replaceAll(/(?<!\\)\|/g, '\\|')}`
    const written = ([a, b]: [(string | Wrong)[], (string | Wrong)[]]) =>
      bars ? `|  ${cell(a)}|${cell(b)}  |` : `${cell(a)} | ${cell(b)}`
    return {
      lines: ['a | b', '--|--', ...rows.map(written)],
      wrongs: rows.flat(2).flatMap((one) => (typeof one === 'string' ? [] : [one])),
    }
  })
const leaf = fc.oneof(paragraph, heading, underlined, table)

const inside =
  (first: string, next: string) =>
  (block: Block): Block => ({
    lines: block.lines.map((text, index) =>
      index === 0 ? first + text : text === '' ? next.trimEnd() : next + text,
    ),
    wrongs: block.wrongs,
  })
const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('block').map(inside('- ', '  ')),
    tie('block').map(inside('10) ', '    ')),
    tie('block').map(inside('> ', '> ')),
    leaf.map(inside('>', '>')),
    tie('block').map(inside('-\t', '\t')),
    tie('block').map((inner) => ({
      lines: [':::card', '', ...inner.lines, '', ':::'],
      wrongs: inner.wrongs,
    })),
  ),
}))

test('every problem is at the place of what it quotes, in every kind of block, with every line end', () => {
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF'),
      (blocks, end, mark) => {
        const lines = [
          '---',
          'title: Een bericht',
          '---',
          ...blocks.flatMap(({ lines }) => [...lines, '', '<!-- -->', '']),
        ]
        const bytes = Buffer.from(mark + lines.join(end))
        const { problems } = readContribution({
          file: 'a.md',
          issueId: '1',
          partner: 'var',
          slug: 'a',
          bytes,
        })
        const about = problems.filter(
          ({ code, values }) =>
            values['found'] !== '<!-- -->' && !/^content\/(item|heading)|ambiguous/.test(code),
        )
        // Nothing is missed, nothing is said twice, and everything is in reading order.
        const expected = blocks.flatMap(({ wrongs }) => wrongs)
        expect(about.map(({ code }) => code)).toEqual(expected.map(({ code }) => code))
        for (const [at, { line, column, end: until, values }] of about.entries()) {
          const found = expected[at]?.found ?? ''
          expect(values['found']).toBe(found.replaceAll(/\s+/g, ' '))
          const text = lines[(line ?? 0) - 1]?.slice((column ?? 0) - 1) ?? ''
          const there = expected[at]?.at ?? found
          expect(text.replaceAll('\\|', '|').startsWith(there.replaceAll('\\|', '|'))).toBe(true)
          expect(until?.line).toBe(line)
        }
      },
    ),
    { numRuns: 600 },
  )
})

test.each([
  ['![^](foto.jpg)', 'image/alt-missing'],
  ['Een woord en > ![^](foto.jpg)', 'image/alt-missing'],
  ['Zie [^](https://var.nl/agenda).', 'content/link-text-empty'],
  ['Zie [de agenda](^).', 'link/target-empty'],
  ['Beste [[name^]],', 'personal/fallback-missing'],
  ['Beste [[name|^]],', 'personal/fallback-missing'],
  ['## ^', 'content/heading-empty'],
  ['> ###   ^'.replace('  ^', '^  '), 'content/heading-empty'],
  ['| Jaar | Lezers |\n|--|--|\n| 2022 |^', 'table/cell-count'],
  ['| Jaar | Lezers |\n|--|--|\n| 2022 | 5 | ^6 |', 'table/cell-count'],
  ['| Jaar | Lezers |\n|--|--|\n| ^| 5 |', 'table/label-missing'],
  ['| Jaar | ^|\n|--|--|\n| 2022 | 5 |', 'table/header-missing'],
])('what is missing is asked for where one types it (%j)', (source, code) => {
  const { problems } = parseMarkdown(source.replace('^', ''), 'a.md', 1)
  const { line = 0, column = 0 } = problems.find((one) => one.code === code) ?? {}
  const caret = source.split('\n').findIndex((words) => words.includes('^'))
  expect({ line, column }).toEqual({
    line: caret + 1,
    column: (source.split('\n')[caret]?.indexOf('^') ?? 0) + 1,
  })
})

describe('a link', () => {
  const places = (source: string) =>
    parseMarkdown(source, 'a.md', 1).problems.map(({ code, line, column }) => ({
      code,
      line,
      column,
    }))

  test('whose address is defined elsewhere is reported where the address stands', () => {
    expect(
      places('[Het verslag][v] en [v]\n\n> [V]:\n>   http://example.org/a "x"\n'),
    ).toMatchObject([
      { code: 'link/insecure', line: 4, column: 5 },
      { code: 'link/insecure', line: 4, column: 5 },
    ])
  })

  test('whose address is defined twice leads to the first, and is reported there', () => {
    expect(
      places('[Het verslag][v]\n\n[v]: http://example.org/a\n[v]: http://example.org/b'),
    ).toEqual([{ code: 'link/insecure', line: 3, column: 6 }])
  })

  test('whose words run over two lines is reported where they begin', () => {
    const { problems } = parseMarkdown('> Zie [klik\n> hier](https://example.org/a)', 'a.md', 10)
    expect(problems).toMatchObject([
      {
        code: 'content/link-text-generic',
        values: { found: 'klik hier' },
        line: 10,
        column: 8,
        end: { line: 11, column: 7 },
      },
    ])
  })

  test('carries its own line and column in its token, as a block does', () => {
    const { body } = parseMarkdown(
      'Tekst\n\n- > regel\n  > [Het verslag](https://example.org/a)',
      'a.md',
      5,
    )
    const meta = (type: string) =>
      body.tokens
        .flatMap((token) => [token].concat(token.children ?? []))
        .find((token) => token.type === type)?.meta as unknown
    expect(meta('paragraph_open')).toEqual({ line: 5, column: 1 })
    expect(meta('bullet_list_open')).toEqual({ line: 7, column: 1 })
    expect(meta('blockquote_open')).toEqual({ line: 7, column: 3 })
    expect(meta('link_open')).toEqual({ line: 8, column: 5 })
  })
})
