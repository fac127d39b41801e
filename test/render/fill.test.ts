import { load } from 'cheerio'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileFill } from '../../src/render/fill.ts'
import type { Rendered } from '../../src/render/rendered.ts'
import { fullIssue, issue, item, reader, render } from './rendering.ts'

let rendered: Rendered
beforeAll(async () => {
  rendered = await render(fullIssue())
})

/** Names with everything that could be code somewhere. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '{{name}}',
        '{{{name}}}',
        '{{#each this}}',
        '}}',
        '{',
        '\\{{x}}',
        '<script>alert(1)</script>',
        '"><img src=x>',
        '&amp;',
        "' onclick='",
        '\uE000',
        '\uE001',
        '\u0000',
        '[[name]]',
        '$&',
        'Jan',
        '{{lookup this "constructor"}}',
        '-unsubscribe-',
        '\r\nBcc: x@example.org',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
)

describe('a copy for one recipient', () => {
  test('holds the name and the links of that recipient, in HTML and text', () => {
    const { html, text } = compileFill(rendered)(reader)
    expect(html).toContain('Beste Jan Jansen')
    expect(html).toContain('voor Jan Jansen.')
    expect(html).toContain(`href="${reader.unsubscribeUrl}"`)
    expect(html).toContain(`href="${reader.preferencesUrl}"`)
    expect(html).toContain(`href="${reader.webUrl}"`)
    expect(text).toContain('voor Jan Jansen.')
    for (const url of [reader.unsubscribeUrl, reader.preferencesUrl, reader.webUrl]) {
      expect(text).toContain(url)
    }
  })

  test('holds the fallback where there is no name, or only spaces', () => {
    for (const name of ['', '   ']) {
      const { html, text } = compileFill(rendered)({ ...reader, name })
      expect(html).toContain('voor alle lezers.')
      expect(text).toContain('voor alle lezers.')
    }
  })

  test('shows any name as it is and never runs it', () => {
    const fill = compileFill(rendered)
    const elements = load(fill(reader).html)('*').length
    fc.assert(
      fc.property(hostile, (name) => {
        const { html, text } = fill({ ...reader, name })
        expect(load(html)('*').length).toBe(elements)
        expect(html).not.toContain('{{')
        const shown = name
          .replaceAll(/[\uE000-\uE003]/g, '')
          .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
          .trim()
        const words = `voor ${shown === '' ? 'alle lezers' : shown}.`
        expect(text).toContain(words)
        expect(load(html)('body').text()).toContain(words)
      }),
      { numRuns: 200 },
    )
  })

  test('tells what became of a theme in whatever words, and without it leaves no trace', () => {
    const fill = compileFill(rendered)
    const without = fill(reader)
    const links = load(without.html)('a').length
    fc.assert(
      fc.property(hostile, (label) => {
        const told = `Uw onderwerp ‘${label}’ hoort nu bij ‘Zorg’.`
        const { html, text } = fill({ ...reader, themesMoved: told })
        const page = load(html)
        const shown = told
          .replaceAll(/[\uE000-\uE003]/g, '')
          .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
        expect(page('p').filter((_, p) => page(p).text().startsWith(`${shown} `)).length).toBe(1)
        expect(page('a').length).toBe(links + 1)
        expect(html).not.toContain('{{')
        expect(text.replaceAll(/\s+/g, ' ')).toContain(shown.replaceAll(/\s+/g, ' '))
      }),
      { numRuns: 200 },
    )
    expect(without.html).not.toContain('<p></p>')
    expect(without.text).toContain('\n\nU krijgt deze mail')
    expect(without.text).not.toMatch(/\n{4,}U krijgt/)
  })

  test('keeps every brace and backslash that an author wrote', async () => {
    const written = 'Prijs {{name}} en {x} \\'
    const copy = await render(
      issue({
        title: `Editie ${written}`,
        items: [
          item({
            title: written,
            text: 'Accolades {{name}}, {{{x}}} en C:\\\\[[name|u]]. [Meer {{x}}](https://example.org/%7Bx%7D)',
          }),
        ],
      }),
    )
    const { html, text } = compileFill(copy)(reader)
    const page = load(html)
    expect(page('h2').text()).toContain(written)
    expect(page('title').text()).toContain(written)
    expect(page('body').text()).toContain('Accolades {{name}}, {{{x}}} en C:\\Jan Jansen.')
    expect(text).toContain(written)
    expect(text.replaceAll('\n', ' ')).toContain('Accolades {{name}}, {{{x}}} en C:\\Jan Jansen.')
  })

  test('is refused when a link is not a web or mail address', () => {
    const fill = compileFill(rendered)
    for (const unsubscribeUrl of [
      'javascript:alert(1)',
      'data:text/html,x',
      '',
      'https://a b',
      '//x.nl',
      '#x',
    ]) {
      expect(() => fill({ ...reader, unsubscribeUrl })).toThrow(/unsubscribeUrl/)
    }
    expect(() => fill({ ...reader, preferencesUrl: 'mailto:x@example.org' })).not.toThrow()
  })

  test('is refused without a field, and a refused copy leaves nothing in the next', () => {
    const fill = compileFill({ html: '{{name}} {{salutation}}', text: '' })
    const { name: _, ...nameless } = reader
    expect(() => fill(nameless as typeof reader)).toThrow(/name is not text/)
    const other = { ...reader, name: 'Anouk', salutation: 'Beste Anouk' }
    expect(() => fill({ ...other, webUrl: 'x' })).toThrow(/webUrl/)
    expect(fill(reader).html).toBe(`${reader.name} ${reader.salutation}`)
    expect(fill(other).html).toBe('Anouk Beste Anouk')
  })

  test('takes the fields of the list and no others', () => {
    const more = { ...reader, email: 'jan@example.org', constructor: 'x' }
    const { html } = compileFill({ html: '<p>{{name}}</p>', text: '' })(more)
    expect(html).toBe('<p>Jan Jansen</p>')
    expect(() => compileFill({ html: '{{email}}', text: '' })(more)).toThrow(/email/)
  })
})
