import { createHash } from 'node:crypto'
import { itemName, type Contribution } from '../content/contribution.ts'
import type { Issue, Variant } from './issue.ts'

/** What a recipient in these segments sees: every item for everyone, and those for one of them. */
export function variantFor(issue: Issue, segments: readonly string[]): Variant {
  const items = visible(issue, segments)
  return { key: variantKey(items), items }
}

/**
 * The distinct variants among recipients whose segments are given, in the order in which they
 * first occur. Many recipients share few variants, so each set of items is named only once.
 */
export function variantsFor(issue: Issue, segmentSets: Iterable<readonly string[]>): Variant[] {
  const found = new Map<string, Variant>()
  const seen = new Set<string>()
  for (const segments of segmentSets) {
    const items = visible(issue, segments)
    const positions = items.map((item) => issue.items.indexOf(item)).join()
    if (seen.has(positions)) continue
    seen.add(positions)
    const variant = { key: variantKey(items), items }
    found.set(variant.key, variant)
  }
  return [...found.values()]
}

function visible(issue: Issue, segments: readonly string[]): Contribution[] {
  return issue.items.filter(
    (item) => item.segments.length === 0 || item.segments.some((id) => segments.includes(id)),
  )
}

/** 64 bits of a hash over the set of names: safe in file names, the same on every machine. */
function variantKey(items: readonly Contribution[]): string {
  const names = items.map(itemName).sort().join('\n')
  return createHash('sha256').update(names).digest('hex').slice(0, 16)
}
