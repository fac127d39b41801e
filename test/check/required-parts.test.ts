import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { marchToCheck } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = await marchToCheck()
})
const codes = (change: { html?: (html: string) => string; text?: (text: string) => string }) =>
  checkIssue({
    ...march,
    rendered: march.rendered.map((rendered) =>
      Object.assign({}, rendered, {
        html: change.html?.(rendered.html) ?? rendered.html,
        text: change.text?.(rendered.text) ?? rendered.text,
      }),
    ),
  })
    .map(({ code }) => code)
    .filter((code) => /^(mail|text|template)\//.test(code))

describe('the link to unsubscribe', () => {
  test('must be seen: hidden, or without words, it counts for nothing', () => {
    const link = /<a([^>]*href="\{\{unsubscribeUrl\}\}"[^>]*)>([^<]*)<\/a>/g
    expect(codes({ html: (html) => html.replaceAll(link, '<a$1></a>') })).toEqual([
      'mail/unsubscribe',
    ])
    expect(
      codes({
        html: (html) => html.replaceAll(link, '<span style="display:none"><a$1>$2</a></span>'),
      }),
    ).toEqual(['mail/unsubscribe'])
  })

  test('must be in the plain text too', () => {
    expect(codes({ text: (text) => text.replaceAll('{{unsubscribeUrl}}', '') })).toContain(
      'mail/unsubscribe',
    )
  })
})

describe('the sender', () => {
  test('must be named in the plain text too', () => {
    expect(codes({ text: (text) => text.replaceAll('Voorbeeldstraat 1', '') })).toContain(
      'mail/sender-details',
    )
  })
})

describe('language and direction', () => {
  test('are needed on the content as well as on the document', () => {
    const outer = (html: string) => html.replace(/(<html[^>]*?) lang="nl"/, '$1')
    const inner = (html: string) => html.replace(/(<body[\s\S]*?) lang="nl"/, '$1')
    expect(codes({ html: outer })).toEqual(['mail/lang'])
    expect(codes({ html: inner })).toEqual(['mail/lang'])
  })
})

describe('the plain text', () => {
  test('may be written otherwise, but not leave out an item', () => {
    expect(codes({ text: (text) => text.replaceAll('\n', '  \n') })).toEqual([])
    expect(
      codes({ text: (text) => text.replace(/Graag presenteren[\s\S]*Voorjaarscarrousel/, '') }),
    ).toContain('text/differs')
  })
})

describe('what mail programs refuse', () => {
  test.each([
    '<form action="https://var.nl"></form>',
    '<a href="JavaScript:alert(1)">x</a>',
    '<p onclick="x()">x</p>',
    '<svg></svg>',
    '<iframe src="https://var.nl"></iframe>',
  ])('%s', (element) => {
    expect(codes({ html: (html) => html.replace('</body>', `${element}</body>`) })).toContain(
      'mail/element-forbidden',
    )
  })
})

test('a template that asks for a value nobody has is a problem, not a crash', () => {
  expect(codes({ html: (html) => html.replace('</body>', '{{birthday}}</body>') })).toEqual([
    'template/unfilled',
  ])
})

test('braces that an author typed are no empty field, in HTML nor in plain text', () => {
  expect(
    codes({
      html: (html) => html.replace('</body>', '&#123;&#123;name&#125;&#125;</body>'),
      text: (text) => `${text}\uE000\uE000name\uE001\uE001 name`,
    }),
  ).toEqual([])
})
