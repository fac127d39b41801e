/** Never below 5: fewer people than this could be recognised by who knows the list. */
const SMALLEST = 5

/** One to four people. Zero says nothing about anyone (subscribers.md, R9). */
export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST
}

/** A number of people; one to four of them; or a number that would give another one away. */
export type ShownPart = number | 'few' | 'withheld'

/**
 * Parts as they may be shown beside their whole, in the same order: where taking the others from the
 * whole would leave a few, the next smallest is withheld too.
 */
export function shownParts(parts: readonly number[]): ShownPart[] {
  const shown: ShownPart[] = parts.map((count) => (isSmall(count) ? 'few' : count))
  if (!shown.includes('few')) return shown
  const bySize = [...parts.keys()].toSorted((one, other) => (parts[one] ?? 0) - (parts[other] ?? 0))
  for (const index of bySize) {
    const hidden = [...parts.keys()].filter((at) => typeof shown[at] !== 'number')
    const together = hidden.reduce((sum, at) => sum + (parts[at] ?? 0), 0)
    if (hidden.length > 1 && together >= SMALLEST) break
    if (typeof shown[index] === 'number' && shown[index] > 0) shown[index] = 'withheld'
  }
  return shown
}
