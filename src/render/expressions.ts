/**
 * Expressions of the recipient pass that were there before MJML and are not after it. MJML drops
 * what stands between sections, without an error even in strict mode.
 */
export function lostExpressions(before: string, after: string): string[] {
  const left = new Map<string, number>()
  for (const expression of expressionsIn(after)) {
    left.set(expression, (left.get(expression) ?? 0) + 1)
  }
  const lost: string[] = []
  for (const expression of expressionsIn(before)) {
    const count = left.get(expression) ?? 0
    if (count === 0) lost.push(expression)
    else left.set(expression, count - 1)
  }
  return lost
}

/** Author braces are protected, so every pair that is left is ours. */
function expressionsIn(source: string): string[] {
  return [...source.matchAll(/\{\{[^{}]*\}\}/g)].map(([found]) => found.replaceAll(/\s+/g, ' '))
}
