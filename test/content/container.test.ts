import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'

const parse = (source: string) => parseMarkdown(source, 'a.md', 1)
/** Containers as brackets around the words they hold. */
const shape = (source: string) =>
  parse(source)
    .body.tokens.map(({ type, info, content, meta }) => {
      const { argument } = (meta ?? {}) as { argument?: string }
      if (type === 'container_open') return `<${info}${argument === '' ? '' : ` ${argument}`}>`
      return type === 'container_close' ? `</${info}>` : content
    })
    .join('')
const problems = (source: string) =>
  parse(source).problems.map(({ code, values, line, column }) => ({ code, values, line, column }))

describe('a container', () => {
  test('is a name between fences, with what follows the name', () => {
    expect(shape(':::figures burgernet-deelnemers\n:::')).toBe(
      '<figures burgernet-deelnemers></figures>',
    )
    expect(shape('Voor\n\n::: card\nTekst\n\n## Kop\n:::\n\nNa')).toBe(
      'Voor<card>TekstKop</card>Na',
    )
    expect(shape('Direct ervoor\n:::agenda\n:::\nen erna')).toBe(
      'Direct ervoor<agenda></agenda>en erna',
    )
  })

  test('carries the place where it begins', () => {
    const { tokens } = parse('Tekst\n\n> :::card\n> Tekst\n> :::').body
    const opening = tokens.find(({ type }) => type === 'container_open')
    expect(opening).toMatchObject({
      info: 'card',
      meta: { name: 'card', argument: '', line: 3, column: 3 },
    })
  })

  test('nests, with fences of one length or longer ones outside', () => {
    const both = '<card>A<button>B</button>C</card>'
    expect(shape(':::card\nA\n:::button\nB\n:::\nC\n:::')).toBe(both)
    expect(shape('::::card\nA\n:::button\nB\n:::\nC\n::::')).toBe(both)
    expect(problems(':::card\nA\n:::button\nB\n:::\nC\n:::')).toEqual([])
  })

  test('may stand in a list or a quote, and one there closes nothing outside it', () => {
    expect(shape(':::card\n- :::card\n  A\n  :::\n- B\n:::\nC')).toBe(
      '<card><card>A</card>B</card>C',
    )
    expect(shape('> :::card\n> A\n> :::\n\nB')).toBe('<card>A</card>B')
  })

  test('is not made of times, or of colons in a sentence', () => {
    for (const text of [
      '10:30',
      'van 10:30 tot 11:00',
      'let op: dit::: en dat',
      'a :::card',
      ':: card',
      ':::card: tekst',
    ]) {
      expect(shape(text)).toBe(text)
      expect(problems(text)).toEqual([])
    }
    expect(shape('```\n:::card\n```')).toBe(':::card\n')
  })
})

describe('a container that is not right', () => {
  test('with an unknown name says which was meant, and keeps what is inside', () => {
    expect(shape(':::agend\nTekst\n:::\nNa')).toBe('TekstNa')
    expect(problems('Tekst\n\n:::agend\nTekst\n:::')).toEqual([
      {
        code: 'markdown/container-unknown',
        values: {
          found: 'agend',
          suggestion: 'agenda',
          options: 'agenda, button, card, figures, action',
        },
        line: 3,
        column: 4,
      },
    ])
    expect(problems(':::xyzzy\n:::')[0]?.values).not.toHaveProperty('suggestion')
  })

  test('that is never closed is said at its beginning, the inner one before the outer', () => {
    expect(problems(':::card\nTekst\n\nMeer')).toEqual([
      { code: 'markdown/container-unclosed', values: { found: 'card' }, line: 1, column: 4 },
    ])
    expect(problems('::::card\n:::button\nTekst\n::::\nNa')).toEqual([
      { code: 'markdown/container-unclosed', values: { found: 'button' }, line: 2, column: 4 },
    ])
    expect(shape('::::card\n:::button\nTekst\n::::\nNa')).toBe(
      '<card><button>Tekst</button></card>Na',
    )
  })

  test('that is closed twice is said at the second time, and the line is not shown', () => {
    expect(shape(':::card\nA\n:::\n:::\nB')).toBe('<card>A</card>B')
    expect(problems(':::card\nA\n:::\n:::\nB')).toEqual([
      {
        code: 'markdown/container-unknown',
        values: { found: ':::', reason: 'nothing-open' },
        line: 4,
        column: 1,
      },
    ])
  })
})
