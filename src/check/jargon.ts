import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import jargon from './data/jargon.json' with { type: 'json' }
import { isProse } from './long-sentences.ts'

/** Words of the office with a simpler one in our own list, once for each file. */
export function checkJargon({ passages }: CheckInput): Problem[] {
  const seen = new Set<string>()
  return passages.filter(isProse).flatMap((passage) =>
    [...passage.text.matchAll(listed)].flatMap(([found]) => {
      const word = found.toLowerCase().replaceAll(/\s+/g, ' ')
      const key = `${passage.file} ${word}`
      const suggestion = simpler.get(word)
      if (suggestion === undefined || seen.has(key)) return []
      seen.add(key)
      return [problem('readability/jargon', { found, suggestion }, passage.placeOf(found))]
    }),
  )
}

const simpler = new Map(jargon.map((entry) => [entry.word, entry.simpler]))
const listed = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${jargon
    .map(({ word }) => word.replaceAll(' ', String.raw`\s`))
    .join('|')})(?![\p{L}\p{N}-])`,
  'giu',
)
