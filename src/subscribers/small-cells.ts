/** Never below 5: fewer people than this could be recognised by who knows the list. */
const SMALLEST = 5

/**
 * A count as reports may show it; undefined stands for "fewer than 5". Zero says nothing about
 * anyone and stays (subscribers.md, R9).
 */
export function shownCount(count: number): number | undefined {
  return count > 0 && count < SMALLEST ? undefined : count
}

/**
 * A part of a whole that is shown beside it. When all but a few are in it, the number would give away
 * how few are not.
 */
export function shownPart(part: number, whole: number): number | 'nearly-all' | undefined {
  if (shownCount(whole) === undefined) return undefined
  return shownCount(whole - part) === undefined ? 'nearly-all' : shownCount(part)
}
