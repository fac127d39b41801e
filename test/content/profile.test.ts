import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'

const problems = (source: string) =>
  parseMarkdown(source, 'a.md', 1).problems.map(({ code, values, line, column }) => ({
    code,
    values,
    line,
    column,
  }))
const codes = (source: string) => problems(source).map(({ code }) => code)

describe('headings', () => {
  test('go from ## to ###, and back', () => {
    expect(codes('## Een\n\n### Twee\n\n## Drie\n\n### Vier')).toEqual([])
  })

  test('of one # are for the title of the newsletter, also when underlined', () => {
    expect(problems('# Een  #')).toEqual([
      { code: 'content/heading-h1', values: { found: 'Een' }, line: 1, column: 3 },
    ])
    expect(problems('Tekst\n\nEen\n===')).toEqual([
      { code: 'content/heading-h1', values: { found: 'Een' }, line: 3, column: 1 },
    ])
  })

  test('skip no level, and go no deeper than ###', () => {
    expect(problems('### Een')).toEqual([
      {
        code: 'content/heading-skipped',
        values: { found: 'Een', level: 3, expected: 2 },
        line: 1,
        column: 5,
      },
    ])
    expect(problems('## Een\n### Twee\n#### Drie')).toMatchObject([
      { values: { level: 4, expected: 3 } },
    ])
  })

  test('have words, which an image with a description also is', () => {
    expect(problems('## \n\nTekst')).toEqual([
      { code: 'content/heading-empty', values: { found: '' }, line: 1, column: 4 },
    ])
    expect(codes('## **…**')).toEqual(['content/heading-empty'])
    expect(codes('## ![Het logo van het RIEC](a.png)')).toEqual([])
  })
})

describe('tables', () => {
  test('with a head, and a label for each row, are good', () => {
    expect(codes('|  | 2022 |\n|--|--|\n| Rotterdam | 1 |\n| Dordrecht | 2 |')).toEqual([])
  })

  test('name the column that has no heading', () => {
    expect(problems('Tekst\n\n| Post | |\n|--|--|\n| a | b |')).toEqual([
      { code: 'table/header-missing', values: { column: 2 }, line: 3, column: 10 },
    ])
    expect(problems('| | |\n|--|--|\n| a | b |')).toMatchObject([{ values: { column: 1 } }])
  })

  test('have as many cells in each row, because a cell too many would be dropped', () => {
    const table = '| a | b |\n|--|--|\n| 1 | 2 | 3 |\n| 1 \\| 1 | 2 |\n| 1 |\n- einde'
    expect(problems(table)).toEqual([
      { code: 'table/cell-count', values: { count: 3, columns: 2 }, line: 3, column: 11 },
      { code: 'table/cell-count', values: { count: 1, columns: 2 }, line: 5, column: 6 },
    ])
  })

  test('have a label in every row that has anything', () => {
    expect(problems('| a | b |\n|--|--|\n| | 2 |\n| | |')).toEqual([
      { code: 'table/label-missing', values: { found: '2' }, line: 3, column: 3 },
    ])
  })
})

describe('images', () => {
  const image = (source: string) =>
    parseMarkdown(source, 'a.md', 1)
      .body.tokens.flatMap(({ children }) => children ?? [])
      .filter(({ type }) => type === 'image')
      .map((token) => ({ src: token.attrGet('src') as unknown, alt: token.content }))

  test('have a description, or are called decorative in so many words', () => {
    expect(codes('![De zaal van het Leerhuis](zaal.jpg)')).toEqual([])
    expect(image('![De **zaal**](zaal.jpg)')).toEqual([{ src: 'zaal.jpg', alt: 'De zaal' }])
    expect(codes('![decoratief](streep.png)')).toEqual([])
    expect(image('![Decoratief](streep.png)')).toEqual([{ src: 'streep.png', alt: '' }])
    expect(codes('![ ](zaal.jpg)')).toEqual(['image/alt-missing'])
    expect(image("!['decoratief'](streep.png)")).toEqual([{ src: 'streep.png', alt: '' }])
    expect(image('![[decoratief]](streep.png)')).toEqual([{ src: 'streep.png', alt: '' }])
  })

  test.each([
    'IMG_2034.JPG',
    'zaal-3.png',
    'DSC00012',
    'Screenshot 2023-03-01',
    'foto 12',
    'foto',
    'Een afbeelding',
    'Logo',
  ])('are not described by a file name or a bare word such as %s', (alt) => {
    expect(codes(`![${alt}](zaal.jpg)`)).toEqual(['image/alt-filename'])
  })

  test('are described in words only: what looks like HTML or a link there is text', () => {
    expect(codes('![De <b>zaal</b> van [hier](http://a.nl)](a.jpg)')).toEqual([])
  })

  test('come from the folder of the issue, never from elsewhere', () => {
    for (const src of [
      'https://example.org/a.png',
      '//example.org/a.png',
      'data:image/gif;base64,AA',
      '../../a.png',
      '/a.png',
    ]) {
      expect(codes(`![Een zaal](${src})`)).toEqual(['image/missing'])
      expect(image(`![Een zaal](${src})`)).toEqual([{ src: '', alt: 'Een zaal' }])
    }
  })
})

describe('HTML', () => {
  test('is shown as text and reported, once for what is opened and closed', () => {
    const { body, problems: found } = parseMarkdown(
      'Een <b>vet</b> woord<br/>\n\n<div\nclass="a">\n\n<!-- stil -->',
      'a.md',
      1,
    )
    expect(found.map(({ values, line, column }) => [values['found'], line, column])).toEqual([
      ['<b>', 1, 5],
      ['<br/>', 1, 21],
      ['<div class="a">', 3, 1],
      ['<!-- stil -->', 6, 1],
    ])
    expect(body.tokens.map(({ type }) => type)).not.toContain('html_block')
    expect(body.tokens[1]?.children?.[0]?.content).toBe('Een <b>vet</b> woord<br/>')
  })

  test('is not seen in sums, arrows, code or addresses', () => {
    expect(
      codes('1 < 2 en 3 > 2, <- en ->, a<b, `<b>`, \\<b>, &lt;b&gt; en <https://var.nl/a>'),
    ).toEqual([])
    expect(codes('```\n<b>\n```')).toEqual([])
  })
})

describe('the head of a pasted e-mail', () => {
  const pasted = (source: string) =>
    problems(source).filter(({ code }) => code === 'content/mail-pasted')

  test.each([
    ['Van: Samira Jansen <samira@example.org>\nAan: Jan de Boer', 'Van: …'],
    ['Op ma 3 apr. 2023 om 9:12 schreef Samira Jansen:', 'Op … schreef …'],
    ['On Mon, Apr 3, 2023 at 9:12 AM Samira Jansen wrote to us:', undefined],
  ])('is told without the people in it: %s', (source, found) => {
    const told = pasted(source)
    expect(JSON.stringify(told)).not.toMatch(/Samira|Jansen|Boer|@/)
    expect(told.map(({ values }) => values['found'])).toEqual(found === undefined ? [] : [found])
  })

  test('is another for a reason when other people are in it', () => {
    const [one, other] = ['Samira', 'Jan'].map((name) => pasted(`Van: ${name}\nOnderwerp: x`)[0])
    expect(one?.values['in']).not.toBe(other?.values['in'])
  })
})
