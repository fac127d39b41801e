import type { ChoiceKind } from './choices.ts'

/**
 * Who is in a segment, as a tree. Values are already complete: a municipality stands beside those
 * that became part of it and a safety region is its municipalities, so that SQL and predicate only
 * compare. Both must agree on everyone; a property test proves it.
 */
export type Condition =
  | { kind: 'everyone' }
  | { kind: 'all'; of: Condition[] }
  | { kind: 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  /** Someone of whom the attribute is not known has none of the values. */
  | { kind: 'attribute'; attribute: Attribute; values: string[] }
  /** `whenNone`: whether someone who made no such choice counts as having chosen. */
  | { kind: 'choice'; choice: ChoiceKind; values: string[]; whenNone: boolean }

export type Attribute = 'organisation_type' | 'role' | 'area' | 'language'
