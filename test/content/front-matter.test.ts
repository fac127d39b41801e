import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldsBelow } from '../../src/content/field-lines.ts'
import { splitFrontMatter } from '../../src/content/front-matter.ts'

const file = 'newsletters/2023-03/riec/bericht.md'
const split = (source: string | Buffer) => splitFrontMatter(Buffer.from(source), file)

describe('front matter and text', () => {
  test.each([
    ['Linux line ends', '\n', ''],
    ['Windows line ends', '\r\n', ''],
    ['a byte order mark', '\n', '\uFEFF'],
    ['Windows line ends and a byte order mark', '\r\n', '\uFEFF'],
  ])('are told apart with %s, and places are those an editor shows', (_, end, mark) => {
    const lines = ['---', 'title: Een bericht', 'wieght: 10', '---', '', 'De tekst.', '']
    const { fields, body, bodyLine, problems } = split(mark + lines.join(end))
    expect(fields?.text('title')).toBe('Een bericht')
    expect(fields?.place('title')).toMatchObject({ file, line: 2, column: 8 })
    expect(body).toBe('\nDe tekst.\n')
    expect(bodyLine).toBe(5)
    fields?.number('weight')
    fields?.close()
    expect(problems).toMatchObject([
      {
        code: 'frontmatter/field-unknown',
        values: { field: 'wieght', suggestion: 'weight' },
        line: 3,
        column: 1,
        end: { line: 3, column: 7 },
      },
    ])
  })

  test('a file that is read twice is read the same, whatever became of the first reading', () => {
    const source = '---\ntitle: Een bericht\n---\nTekst'
    split(source).fields?.close()
    expect(split(source).fields?.text('title')).toBe('Een bericht')
    expect(split(source).problems).toEqual([])
  })

  test('may be empty, and the text may be missing', () => {
    expect(split('---\n---\n')).toMatchObject({ body: '', bodyLine: 3, problems: [] })
    expect(split('---\n# niets\n---\nTekst').fields?.keys()).toEqual([])
    expect(split('---\ntitle: a\n---')).toMatchObject({ body: '', problems: [] })
  })

  test('white space after the hyphens, which nobody sees, is no error', () => {
    const { body, bodyLine, fields, problems } = split('---  \ntitle: a\n---\t\nTekst')
    expect({ title: fields?.text('title'), body, bodyLine }).toEqual({
      title: 'a',
      body: 'Tekst',
      bodyLine: 4,
    })
    expect(problems).toEqual([])
  })

  test('a rule of hyphens further down belongs to the text', () => {
    const { body } = split('---\ntitle: a\n---\nBoven\n\n---\n\nOnder\n')
    expect(body).toBe('Boven\n\n---\n\nOnder\n')
  })
})

describe('what cannot be read', () => {
  test.each(['---js', '---json', '---coffee', '---javascript', '----', '---yaml', '--- js'])(
    'the first line %s is refused and nothing of the file is run',
    (fence) => {
      const run = `globalThis.frontMatterRan = true, { title: "a" }`
      const { fields, problems } = split(`${fence}\n${run}\n---\nTekst`)
      expect(fields).toBeUndefined()
      expect(problems).toMatchObject([
        {
          code: 'frontmatter/engine-forbidden',
          values: { found: fence },
          file,
          line: 1,
          column: 1,
        },
      ])
      expect('frontMatterRan' in globalThis).toBe(false)
    },
  )

  test('a file without front matter keeps its text', () => {
    const { fields, body, problems } = split('Alleen tekst')
    expect({ fields, body }).toEqual({ fields: undefined, body: 'Alleen tekst' })
    expect(problems).toMatchObject([{ code: 'frontmatter/missing', line: 1 }])
    expect(split('').problems).toMatchObject([{ code: 'frontmatter/missing' }])
  })

  test.each([
    ['---\ntitle: a\n\nTekst', 2, 9],
    ['---\ntitle: a\nsegments:\n  - x\n- y\n\nLet op: tekst', 5, 4],
    ['---\ntitle: a\n\nrubric: nieuws\nTekst: lang', 5, 12],
    ['---', 1, 4],
  ])('front matter that never ends is said where its end is to come (%j)', (text, line, column) => {
    expect(split(text).problems).toMatchObject([
      { code: 'frontmatter/invalid', values: { reason: 'unclosed', line }, line, column },
    ])
  })

  test('fields below the closing line are told as that, once, and are no text', () => {
    const moved = ['rubric: nieuws', 'theme: privacy', 'source_lines: [1, 2]']
    const text = ['---', 'title: a', '---', '', ...moved, '', 'De tekst.'].join('\n')
    const { body, below, problems } = split(text)
    expect(body).toBe('\n\n\n\n\nDe tekst.')
    expect(below).toEqual(['rubric', 'theme', 'source_lines'])
    expect(problems).toMatchObject([
      { code: 'frontmatter/fields-below', values: { line: 5, last: 7 }, line: 5, column: 1 },
    ])
  })

  test('a closing line with more on it is said at that line', () => {
    expect(split('---\r\ntitle: a\r\n---js\r\nTekst').problems).toMatchObject([
      { code: 'frontmatter/invalid', values: { reason: 'fence', found: '---js' }, line: 3 },
    ])
  })

  test('a colon in a title is said at its line and column', () => {
    const { fields, problems } = split('---\nrubric: nieuws\ntitle: Kom: nu\n---\n')
    expect(fields).toBeUndefined()
    expect(problems).toMatchObject([
      { code: 'frontmatter/invalid', values: { reason: 'colon' }, line: 3 },
    ])
  })

  test.each(['title:Nieuws', 'title:Nieuws\nrubric: nieuws', 'rubric: nieuws\ntitle:Nieuws'])(
    'a colon without its space is told as that (%j)',
    (fields) => {
      const { problems } = split(`---\n${fields}\n---\nTekst`)
      expect(problems[0]?.values).toEqual({ reason: 'no-space' })
    },
  )

  test('bytes that are no UTF-8 are said at their place', () => {
    const latin1 = Buffer.from('---\ntitle: één\n---\n', 'latin1')
    expect(split(latin1)).toMatchObject({
      fields: undefined,
      problems: [
        { code: 'markdown/unreadable', values: { reason: 'not-utf-8' }, line: 2, column: 8 },
      ],
    })
    const notepad = Buffer.from('\uFEFF---\ntitle: a\n---\n', 'utf16le')
    expect(split(notepad).problems).toMatchObject([
      { code: 'markdown/unreadable', values: { reason: 'utf-16' } },
    ])
  })

  test('a file above 100 kB is not read at all', () => {
    const { fields, problems } = split(`---\ntitle: a\n---\n${'a'.repeat(100_000)}`)
    expect(fields).toBeUndefined()
    expect(problems).toMatchObject([
      { code: 'markdown/too-large', values: { found: 101, limit: 100 } },
    ])
  })

  test('front matter of only empty lines is refused before it takes a second', () => {
    const before = process.threadCpuUsage()
    const { problems } = split(`---\n${'\n'.repeat(90_000)}title: a\n---\n`)
    expect(problems).toMatchObject([{ code: 'markdown/too-large' }])
    split(`---\n${'\n'.repeat(15_000)}title: a\n---\n`)
    const { user } = process.threadCpuUsage(before)
    expect(user / 1000).toBeLessThan(1000)
  })
})

describe('characters that nobody sees', () => {
  test('become a space, so that the column of what follows stays right', () => {
    const { fields, body, problems } = split('---\ntitle: een\u000Btwee\uE000\n---\n\uE001a\u202Eb')
    expect(fields?.text('title')).toBe('een twee')
    expect(body).toBe(' a b')
    expect(problems).toMatchObject([
      {
        code: 'markdown/character-invisible',
        values: { found: 'U+000B', count: 1 },
        line: 2,
        column: 11,
      },
      { code: 'markdown/character-invisible', values: { found: 'U+E000' }, line: 2, column: 16 },
      { code: 'markdown/character-invisible', values: { found: 'U+E001' }, line: 4, column: 1 },
      { code: 'markdown/character-invisible', values: { found: 'U+202E' }, line: 4, column: 3 },
    ])
  })

  test('cannot be brought in by an escape either', () => {
    expect(split('---\ntitle: "a\\uE000b\\u202Ec\\rd"\n---\n').fields?.text('title')).toBe(
      'a b c d',
    )
  })
})

test('every field that a file may have is known where it stands too low', () => {
  const readers = ['content/read-contribution.ts', 'content/acceptance.ts', 'issue/read-head.ts']
  const source = readers.map((file) => readFileSync(join('src', file), 'utf8')).join('\n')
  const asked = [...source.matchAll(/fields\.\w+\('([a-z_]+)'/g)].map((match) => match[1] ?? '')
  // Of an image and of a call to action, which have spaces before them.
  const inner = ['src', 'alt', 'decorative', 'text']
  const names = [...new Set(asked)].filter((name) => !inner.includes(name))
  expect(names.length).toBeGreaterThan(15)
  for (const name of names) {
    expect(fieldsBelow([`${name}: x`, 'weight: 1'])?.names, name).toEqual([name, 'weight'])
  }
})
