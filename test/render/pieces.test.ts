import * as fc from 'fast-check'
import Handlebars from 'handlebars'
import { expect, test } from 'vitest'
import { filled } from '../../src/render/fill.ts'
import { piecesOf, uncut } from '../../src/render/pieces.ts'
import { restoreInText } from '../../src/render/protect.ts'
import { recipientValues } from '../../src/render/recipient-values.ts'
import { fullIssue, reader, render } from './rendering.ts'

const nameless = { ...reader, name: '' }
const odd = { ...reader, name: '<b>{{Jan}}</b> \uE000 & "Co"', themesMoved: 'Uw thema’s & {meer}' }

/** What Handlebars itself makes of the whole template. */
function byHandlebars({ html, text }: { html: string; text: string }, fields: typeof reader) {
  const options = { strict: true, knownHelpersOnly: true, ignoreStandalone: true }
  const values = recipientValues()(fields)
  return {
    html: Handlebars.compile(html, options)(values.html),
    text: restoreInText(Handlebars.compile(text, { ...options, noEscape: true })(values.text)),
  }
}

const template = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{name}}',
        '{{{name}}}',
        '{{~name~}}',
        '{{ salutation }}',
        '{{themesMoved}}',
        '{{#if name}}voor {{name}}{{else}}voor alle lezers{{/if}}',
        '{{#if name}}\n{{name}}\n{{/if}}\n',
        '{{~#unless name}} niemand {{/unless~}}',
        '{{! een opmerking }}',
        '\\{{name}}',
        '\\\\{{name}}',
        '\n',
        '\r\n',
        '\r',
        '  ',
        '\u2028',
        '\u2029',
        '\uE000 \uE001 \uE002 \uE003',
        ' }} ',
        '<p>',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll(/[{}\\]/g, '')),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

test('a mail that was cut is, for anyone, what its whole template gives', () => {
  fc.assert(
    fc.property(template, template, (html, text) => {
      for (const fields of [reader, nameless, odd]) {
        expect(filled(piecesOf({ html, text }), fields)).toEqual(
          byHandlebars({ html, text }, fields),
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('a real mail that was cut is what its whole template gives', async () => {
  const rendered = await render(fullIssue())
  for (const fields of [reader, nameless, odd]) {
    expect(filled(piecesOf(rendered), fields)).toEqual(byHandlebars(rendered, fields))
  }
})

test('a template that is none, or whose expressions would run together, is refused', () => {
  expect(() => piecesOf({ html: '{{#if name}}', text: '' })).toThrow(/Parse error/)
  const split = '{{#if name}}a\u001Fb{{/if}}{{name}}'
  expect(() => piecesOf({ html: split, text: '' })).toThrow(/control character/)
})

test('of a mail for one person nothing is filled', () => {
  const whole = { html: '<p>{{name}}</p>', text: '{{#if}}' }
  expect(filled(uncut(whole), reader)).toEqual(whole)
})
