import { distance } from 'fastest-levenshtein'
import type { Speller } from './speller.ts'

/** `sure` may be put in its place at a press of a button; `near` is only named. */
export type Suggestion = { sure?: string; near?: string }

/**
 * What a word that nobody knows was meant to be. A word of this field or a name goes before the
 * general dictionary, which knows "Smadelijke" too. Only one candidate that is close for its length,
 * and no form of the word itself ("opgaves" for "opgave"), is sure. `inSentence` is false where a
 * capital says nothing, because a sentence begins there.
 */
export function suggestWord(
  found: string,
  field: readonly string[],
  speller: Speller,
  inSentence: boolean,
): Suggestion {
  if (found.length < SHORTEST) return {}
  const own = ownWord(found, field, speller)
  if (own !== undefined && own.certain) return { sure: inCaseOf(found, own.word) }
  const general = speller.oneAway(found)
  const all = new Set([...general.likely, ...general.unlikely].map((word) => word.toLowerCase()))
  const [first] = own === undefined ? general.likely : [own.word]
  if (first === undefined) return {}
  const near = inCaseOf(found, first)
  // A capital inside a sentence is that of a name: "Pietersma" is no slip for "Pieterma".
  const maybeName = own === undefined && inSentence && /^\p{Lu}/u.test(found)
  all.delete(first.toLowerCase())
  const listed = own !== undefined || speller.lists(first.toLowerCase()) || speller.lists(first)
  const alone = all.size === 0 && !isFormOf(found, first)
  const sure = alone && listed && !maybeName && found.length > SHORTEST
  return sure ? { sure: near } : { near }
}

/** Letters: in a shorter word another one is always near. */
const SHORTEST = 4
/** From this length on a word of the field may be two letters away, and nothing else is meant. */
const LONG = 12

/** The one word of the field that is near enough; of two nobody can say which. */
function ownWord(
  found: string,
  field: readonly string[],
  speller: Speller,
): { word: string; certain: boolean } | undefined {
  const wanted = found.toLowerCase()
  const reach = wanted.length >= LONG ? 2 : 1
  const near = new Map<string, { word: string; away: number }>()
  for (const word of field) {
    if (word.length <= 6 || Math.abs(word.length - wanted.length) > reach) continue
    const away = distance(wanted, word.toLowerCase())
    // As it is written most: the list of this field comes before the full names of abbreviations.
    if (away <= reach && !near.has(word.toLowerCase())) near.set(word.toLowerCase(), { word, away })
  }
  const [best, second] = [...near.values()].sort((a, b) => a.away - b.away)
  if (best === undefined) return undefined
  const alone = second === undefined || second.away > best.away
  // "Veiligheid" of a full name is an ordinary word elsewhere.
  const ordinary = best.word.toLowerCase()
  const word = speller.lists(ordinary) ? ordinary : best.word
  return { word, certain: wanted.length >= LONG && alone && !isFormOf(found, word) }
}

/** A plural or another ending is no slip. */
function isFormOf(found: string, word: string): boolean {
  const [short = '', long = ''] = [found.toLowerCase(), word.toLowerCase()].sort(
    (a, b) => a.length - b.length,
  )
  return long.startsWith(short) && /^(?:e|en|n|s|'s|r|er|t|d)$/.test(long.slice(short.length))
}

/** A capital of the text stays, and one that belongs to a name as well. */
function inCaseOf(found: string, word: string): string {
  const first = found[0] ?? ''
  return first === first.toLowerCase() ? word : (word[0] ?? '').toUpperCase() + word.slice(1)
}
