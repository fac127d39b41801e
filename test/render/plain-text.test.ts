import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paragraph, underlined } from '../../src/render/text-layout.ts'
import { event, figure, filled, fullIssue, issue, item, render } from './rendering.ts'

const textOf = async (text: string) => filled(await render(issue({ items: [item({ text })] }))).text

describe('the plain text of a mail', () => {
  test('starts with the title, underlined, and has no soft hyphen', async () => {
    const { text } = filled(await render(fullIssue()))
    expect(text).toMatch(/^Nieuwsbrief december 2026\n={25}\n/)
    expect(text).not.toMatch(/[\u00AD\uE000-\uF8FF]/)
    expect(text).not.toContain(fullIssue().preheader)
  })

  test('numbers links and lists them below their own item', async () => {
    const { text } = filled(await render(fullIssue()))
    const part = text.slice(text.indexOf('VAR, Nieuws'), text.indexOf('Kort nieuws\n='))
    expect(part).toContain('link naar meer [1]')
    expect(part).toContain('andere link [2]')
    expect(part).toContain('Vraag de training aan [3]')
    expect(part).toContain('Lees het hele verhaal [4]')
    expect(part).toMatch(
      /\[1\] https:\/\/example\.org\/meer\n\[2\] .*\/ander\n\[3\] .*\/training\?x=1&y=2\n\[4\] .*\/verhaal\?a=1&b=2\n/,
    )
  })

  test('keeps lists, quotes, tables and hard breaks readable', async () => {
    const text = await textOf(
      '- een\n- twee\n  - binnen\n\n3. drie\n4. vier\n\n> citaat\n> twee\n\n| A | B |\n|---|--:|\n| x | 1 |\n| y | 2 |\n\nregel  \nvolgende\n\n    code {{x}}',
    )
    expect(text).toContain('- een\n- twee\n  - binnen')
    expect(text).toContain('3. drie\n4. vier')
    expect(text).toContain('> citaat twee')
    expect(text).toContain('A: x\nB: 1\n\nA: y\nB: 2')
    expect(text).toContain('regel\nvolgende')
    expect(text).toContain('    code {{x}}')
  })

  test('puts the date of an event first and tells what changed', async () => {
    const { text } = filled(
      await render(
        issue({
          events: [event({ movedFrom: ['2027-01-07'], state: 'moved', reason: 'Ziekte.' })],
        }),
      ),
    )
    expect(text).toContain(
      'donderdag 14\u00A0januari 2027\n  Winterbijeenkomst\n  Verplaatst van donderdag 7\u00A0januari 2027. Ziekte.\n  Donderdag, 9.30 tot 12.00\u00A0uur, Buurthuis',
    )
    expect(text).toContain('https://nieuwsbrief.example.org/archive/2026-12/agenda.ics')
  })

  test('gives every number of a figure', async () => {
    const { text } = filled(await render(issue({ figureData: [figure()] })))
    expect(text).toMatch(/Noord \.+ 1\.200\nZuid \.+ 800\nTotaal \(berekend\) \.+ 2\.000\n/)
  })

  test('breaks no line of an expression, whatever its fallback', async () => {
    const words = 'lieve lezer van deze mooie en zeer lange nieuwsbrief uit de hele regio Rotterdam'
    const { text } = filled(
      await render(issue({ introText: `Dit is voor [[name|${words}]] en anderen.` })),
      {
        salutation: 'x',
        name: '',
        themesMoved: '',
        unsubscribeUrl: 'https://a.nl',
        preferencesUrl: 'https://a.nl',
        webUrl: 'https://a.nl',
      },
    )
    expect(text.replaceAll('\n', ' ')).toContain(`voor ${words} en anderen.`)
  })
})

describe('wrapping', () => {
  test('keeps every word, breaks no address and stays within 76 code points where it can', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 90 })
      .filter((text) => !/\s/.test(text) && text !== '')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const lines = paragraph(words.join(' ')).split('\n')
        expect(
          lines
            .join(' ')
            .split(' ')
            .filter((found) => found !== ''),
        ).toEqual(words)
        for (const line of lines) {
          expect(line.includes(' ') ? Array.from(line).length : 0).toBeLessThanOrEqual(76)
        }
      }),
    )
  })

  test('underlines as far as the heading goes', () => {
    expect(underlined('Één kop', '=')).toBe('Één kop\n=======')
  })
})
