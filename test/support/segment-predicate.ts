import type { SubscriberRow } from '../../src/store/tables.ts'
import { choicesOf } from '../../src/subscribers/choices.ts'
import type { Attribute, Condition } from '../../src/subscribers/condition.ts'

/** What a condition looks at. */
export type Profile = Pick<SubscriberRow, Attribute | 'choices'>

/** What a condition means, apart from the SQL that is made of it. */
export function matches(condition: Condition, profile: Profile): boolean {
  switch (condition.kind) {
    case 'everyone':
      return true
    case 'all':
      return condition.of.every((part) => matches(part, profile))
    case 'any':
      return condition.of.some((part) => matches(part, profile))
    case 'not':
      return !matches(condition.of, profile)
    case 'attribute': {
      const value = profile[condition.attribute]
      return value !== null && condition.values.includes(value)
    }
    case 'choice': {
      const chosen = choicesOf(profile.choices)[condition.choice]
      if (chosen.length === 0) return condition.whenNone
      return chosen.some((value) => condition.values.includes(value))
    }
  }
}
