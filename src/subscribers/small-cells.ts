/** Never below 5: fewer people than this could be recognised by who knows the list. */
const SMALLEST = 5

/**
 * A count as reports may show it; undefined stands for "fewer than 5". Zero says nothing about
 * anyone and stays (subscribers.md, R9).
 */
export function shownCount(count: number): number | undefined {
  return count > 0 && count < SMALLEST ? undefined : count
}
