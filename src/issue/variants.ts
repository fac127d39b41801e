import { createHash } from 'node:crypto'
import { itemName, type Contribution } from '../content/contribution.ts'
import type { Issue, Variant } from './issue.ts'

/** What a recipient in these segments sees: every item for everyone, and those for one of them. */
export function variantFor(issue: Issue, segments: readonly string[]): Variant {
  const items = issue.items.filter(
    (item) => item.segments.length === 0 || item.segments.some((id) => segments.includes(id)),
  )
  return { key: variantKey(items), items }
}

/** The distinct variants among recipients with these segments, in the order of their first. */
export function variantsFor(issue: Issue, segmentSets: Iterable<readonly string[]>): Variant[] {
  const found = new Map<string, Variant>()
  for (const segments of segmentSets) {
    const variant = variantFor(issue, segments)
    found.set(variant.key, variant)
  }
  return [...found.values()]
}

/** 64 bits of a hash over the set of names: safe in file names, the same on every machine. */
function variantKey(items: readonly Contribution[]): string {
  const names = items.map(itemName).sort().join('\n')
  return createHash('sha256').update(names).digest('hex').slice(0, 16)
}
