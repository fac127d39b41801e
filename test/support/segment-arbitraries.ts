import * as fc from 'fast-check'
import { choicesText } from '../../src/subscribers/choices.ts'
import type { Condition } from '../../src/subscribers/condition.ts'

const attributes = {
  organisation_type: ['gemeente', 'politie', 'zorg'],
  role: ['ciso', 'gvb-contact'],
  area: ['GM0501', 'GM1992', 'GM0599'],
  language: ['nl', 'en'],
} as const
const choices = {
  theme: ['burgernet', 'burger', 'privacy'],
  partner: ['var', 'riec', 'pvo'],
  network: ['burger', 'pper', 'ciso-overleg'],
} as const

const some = <T>(values: readonly T[]) => fc.subarray([...values])
const orUnknown = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values))
/** What a condition looks at, of an invented person. */
export const person = fc.record({
  organisation_type: orUnknown(attributes.organisation_type),
  role: orUnknown(attributes.role),
  area: orUnknown(attributes.area),
  language: fc.constantFrom(...attributes.language),
  choices: fc
    .record({
      theme: some(choices.theme),
      partner: some(choices.partner),
      network: some(choices.network),
    })
    .map(choicesText),
})
/** Conditions of every kind, inside each other. */
export const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Condition>({ kind: 'everyone' }),
    fc.constantFrom('organisation_type', 'role', 'area', 'language' as const).chain((attribute) =>
      some(attributes[attribute]).map((values): Condition => ({
        kind: 'attribute',
        attribute,
        values,
      })),
    ),
    fc
      .constantFrom('theme', 'partner', 'network' as const)
      .chain((choice) =>
        fc
          .tuple(some(choices[choice]), fc.boolean())
          .map(([values, whenNone]): Condition => ({ kind: 'choice', choice, values, whenNone })),
      ),
    fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => ({ kind: 'all', of })),
    fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => ({ kind: 'any', of })),
    tie('condition').map((of): Condition => ({ kind: 'not', of })),
  ),
}))
