import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/content/markdown.ts'
import { typeset } from '../../src/content/typography.ts'

const shown = (source: string) =>
  parseMarkdown(source, 'a.md', 1)
    .body.tokens.flatMap(({ children }) => children ?? [])
    .map((token) => (token.type === 'image' ? token.content : token.content))
    .join('')

describe('quotes and apostrophes', () => {
  test.each([
    ["'s avonds en 's-Gravenhage", '’s avonds en ’s-Gravenhage'],
    ["'t Hart, 'n fiets, zo'n huis, m'n tas", '’t Hart, ’n fiets, zo’n huis, m’n tas'],
    ["de zomer van '68, ('69)", 'de zomer van ’68, (’69)'],
    ["foto's van de VAR's, Hans' fiets", 'foto’s van de VAR’s, Hans’ fiets'],
    ["hij zei 'nee' en 'ja'.", 'hij zei ‘nee’ en ‘ja’.'],
    ['zij zei "nee" ("ja").', 'zij zei ‘nee’ (‘ja’).'],
    ['"Hij riep \'stop\' en liep"', '‘Hij riep “stop” en liep’'],
    ['\'"a"\'', '‘“a”’'],
    ["Leerhuis 'Statelijke dreigingen'", 'Leerhuis ‘Statelijke dreigingen’'],
    ["'s Avonds leest u 's ochtends", '’s Avonds leest u ’s ochtends'],
    ['‘s avonds, ‘t hart', '’s avonds, ’t hart'],
    ['al ‘goed’ en “goed”', 'al ‘goed’ en “goed”'],
    ['een 5\' en 6" lange lat', 'een 5\' en 6" lange lat'],
    ['een "open einde', 'een "open einde'],
    ['(c) (r) (tm) +- ... -- ---', '(c) (r) (tm) +- ... -- ---'],
    ['€ 5,- voor 10:30', '€ 5,- voor 10:30'],
  ])('%s', (typed, printed) => {
    expect(typeset(typed)).toBe(printed)
    // A letter first, so that Markdown takes it for a paragraph.
    expect(shown(`A ${typed}`)).toBe(`A ${printed}`)
  })

  test('may run through emphasis and links, and leave code, addresses and escapes alone', () => {
    expect(shown('"een *woord* en [het verslag](https://var.nl/a)"')).toBe(
      '‘een woord en het verslag’',
    )
    expect(shown("`'a'` en \\'b\\' en <https://var.nl/'a'>")).toBe(
      "'a' en 'b' en https://var.nl/'a'",
    )
    expect(shown("![de foto's](a.jpg)")).toBe('de foto’s')
    expect(shown("Beste '[[name|lezer]]'")).toBe('Beste ‘’')
  })

  test('change no other character and never the length', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("'", '"', '‘', ' ', 's', '6', '8', 'a', '(', '.', '\n', '😀'),
        }),
        (text) => {
          const printed = typeset(text)
          expect(printed).toHaveLength(text.length)
          expect(printed.replaceAll(/['"‘’“”]/g, '?')).toBe(text.replaceAll(/['"‘’“”]/g, '?'))
        },
      ),
    )
  })
})
