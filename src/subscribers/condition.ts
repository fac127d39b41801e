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

/** Whether it asks what somebody chose, of one kind or of any. */
export function looksAtChoices(condition: Condition, kind?: ChoiceKind): boolean {
  switch (condition.kind) {
    case 'everyone':
    case 'attribute':
      return false
    case 'choice':
      return kind === undefined || condition.choice === kind
    case 'all':
    case 'any':
      return condition.of.some((part) => looksAtChoices(part, kind))
    case 'not':
      return looksAtChoices(condition.of, kind)
  }
}

export type Attribute = 'organisation_type' | 'role' | 'area' | 'language'
