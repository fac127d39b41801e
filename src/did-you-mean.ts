import { distance } from 'fastest-levenshtein'

/** The known word nearest to what was typed, or undefined when none is near enough to suggest. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase()
  const nearest = known
    .map((word) => ({ word, away: distance(wanted, word.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)[0]
  return nearest !== undefined && nearest.away <= Math.max(2, typed.length / 3)
    ? nearest.word
    : undefined
}
