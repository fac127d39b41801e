import { createRequire } from 'node:module'
import type { Language } from '../config.ts'

/**
 * Soft hyphens in words of 18 letters or more, so that "portefeuilleverdeling" fits a narrow phone.
 * For headings and table cells only: in running text they would end up in what readers copy.
 */
export function hyphenate(text: string, language: Language): string {
  // The pattern library is loaded for the rare long word only: it takes longer than a render.
  if (!longWord.test(text)) return text
  return text.replaceAll(new RegExp(longWord, 'gu'), (word) => {
    const pieces = hyphenator(language)(word).split(softHyphen)
    return joined(pieces, word.length)
  })
}

/** Only where both sides stay long: "portefeuille-verdeling" reads on, "por-tefeuilleverdeling" does not. */
function joined(pieces: readonly string[], length: number): string {
  let done = 0
  return pieces
    .map((piece) => {
      done += piece.length
      return done < shortestPart || length - done < shortestPart ? piece : piece + softHyphen
    })
    .join('')
}

const shortestPart = 8
const longWord = /\p{L}{18,}/u
const softHyphen = '\u00AD'
const require = createRequire(import.meta.url)
type Hyphenator = (word: string) => string
const loaded = new Map<Language, Hyphenator>()

function hyphenator(language: Language): Hyphenator {
  const known = loaded.get(language)
  if (known !== undefined) return known
  const patterns = language === 'nl' ? 'hyphen/nl' : 'hyphen/en-gb'
  const { hyphenateSync } = require(patterns) as { hyphenateSync: Hyphenator }
  loaded.set(language, hyphenateSync)
  return hyphenateSync
}
