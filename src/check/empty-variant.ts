import type { Issue } from '../issue/issue.ts'
import { variantsFor } from '../issue/variants.ts'
import { problem, type Problem } from '../problem.ts'

/**
 * A mail without a single item, while the issue has some: all of them are for other segments than
 * its reader is in. `segmentSets` are those that recipients are in; without them somebody who is
 * in the segments of the issue and in no other.
 */
export function checkEmptyVariant(
  issue: Issue,
  segmentSets?: readonly (readonly string[])[],
): Problem[] {
  const goesTo = issue.segments.map(({ value }) => value)
  // An issue without items or without segments has a problem of its own.
  if (issue.items.length === 0 || goesTo.length === 0) return []
  const variants = variantsFor(issue, segmentSets ?? [goesTo])
  if (variants.every(({ items }) => items.length > 0)) return []
  const wanted = new Set(issue.items.flatMap(({ segments }) => segments))
  const values = { segments: goesTo.join(', '), found: [...wanted].join(', ') }
  return [
    problem('issue/variant-empty', values, issue.places?.['segments'] ?? { file: issue.file }),
  ]
}
