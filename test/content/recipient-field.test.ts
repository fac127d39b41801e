import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'

function parse(source: string) {
  const { body, problems } = parseMarkdown(source, 'a.md', 3)
  const tokens = body.tokens.flatMap(({ children }) => children ?? [])
  return {
    fields: tokens.filter(({ type }) => type === 'field').map(({ meta }) => meta as unknown),
    text: tokens.map(({ content }) => content).join(''),
    problems: problems.map(({ code, values, line, column }) => ({ code, values, line, column })),
  }
}

describe('a field of the recipient', () => {
  test('is written as [[name|fallback]] or [[salutation]]', () => {
    expect(parse('Beste [[ name | lezer ]],\n**[[salutation]]**')).toEqual({
      fields: [
        { name: 'name', fallback: 'lezer', line: 3, column: 7 },
        { name: 'salutation', line: 4, column: 3 },
      ],
      text: 'Beste ,',
      problems: [],
    })
  })

  test('may stand in the words of a link, in a list and in a table', () => {
    expect(
      parse('[Meld [[name|u]] aan voor het Leerhuis](https://var.nl/leerhuis)').fields,
    ).toHaveLength(1)
    expect(parse('- [[name|u]]\n\na|b\n-|-\n[[name\\|u]]|c').fields).toEqual([
      { name: 'name', fallback: 'u', line: 3, column: 3 },
      { name: 'name', fallback: 'u', line: 7, column: 1 },
    ])
  })

  test('that is not known stays as it is written and says which was meant', () => {
    expect(parse('Beste [[naam|lezer]] [[unsubscribeUrl|x]] [[constructor]]')).toMatchObject({
      fields: [],
      text: 'Beste [[naam|lezer]] [[unsubscribeUrl|x]] [[constructor]]',
      problems: [
        {
          code: 'personal/field-unknown',
          values: { found: '[[naam|lezer]]', suggestion: '[[name|lezer]]' },
          line: 3,
          column: 7,
        },
        {
          code: 'personal/field-unknown',
          values: { found: '[[unsubscribeUrl|x]]', options: 'salutation, name' },
        },
        { code: 'personal/field-unknown', values: { found: '[[constructor]]' } },
      ],
    })
  })

  test('that can be empty needs words for when it is, and points at where these are typed', () => {
    for (const [source, column] of [
      ['Beste [[name]]', 13],
      ['Beste [[name|]]', 14],
      ['Beste [[name| ]]', 14],
    ] as const) {
      expect(parse(source)).toMatchObject({
        fields: [],
        text: source,
        problems: [
          { code: 'personal/fallback-missing', values: { found: 'name' }, line: 3, column },
        ],
      })
    }
  })

  test('is not made of braces, code, escapes, links or the description of an image', () => {
    const source = '`[[naam]]` \\[[naam]] [[1]](https://var.nl/noot-1) ![[[naam]]](a.jpg)'
    expect(parse(source)).toMatchObject({ fields: [], problems: [] })
    for (const braces of ['{{name}}', '{{{name}}}']) {
      expect(parse(braces)).toMatchObject({
        fields: [],
        text: braces,
        problems: [{ code: 'personal/foreign-field', values: { found: braces } }],
      })
    }
  })

  test('is the only thing of a recipient that gets in: its fallback is plain text', () => {
    expect(parse('[[name|*lezer* {{x}} <b>]]').fields).toEqual([
      { name: 'name', fallback: '*lezer* {{x}} <b>', line: 3, column: 1 },
    ])
  })
})
