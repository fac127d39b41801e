import { createHash } from 'node:crypto'
import { itemName, type Contribution } from '../content/contribution.ts'
import type { Issue, Variant } from './issue.ts'

/**
 * What a recipient sees: every item for everyone, and those for one of their segments; of these only
 * what comes from partners they chose. Who chose none, or none that has anything this time, sees it
 * all: nobody gets an empty mail by a preference. `segments` are ids of segments, with a
 * `partnerChoice` for each partner they chose.
 */
export function variantFor(issue: Issue, segments: readonly string[]): Variant {
  const open = issue.items.filter(
    (item) => item.segments.length === 0 || item.segments.some((id) => segments.includes(id)),
  )
  const chosen = open.filter(({ partner }) => segments.includes(partnerChoice(partner)))
  const items = chosen.length === 0 ? open : chosen
  return { key: variantKey(items), items }
}

/** Stands among the ids of segments, none of which holds a colon. */
export function partnerChoice(partner: string): string {
  return `partner:${partner}`
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
