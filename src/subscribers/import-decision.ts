import type { Purpose, SubscriberRow, SuppressionRow } from '../store/tables.ts'
import { choicesOf, choicesText } from './choices.ts'
import type { ImportedPerson } from './read-people.ts'
import { isMailable } from './subscription.ts'

/** What an import does with one person. */
export type ImportDecision =
  | { kind: 'added' | 'changed'; profile: Partial<SubscriberRow>; purposes: Purpose[] }
  | { kind: 'unchanged' }
  /** Unsubscribed, bounced or erased: they stay so, and nothing about them is stored or changed. */
  | { kind: 'stays-unsubscribed' }

/**
 * Only what the file says is changed; an empty cell never erases. Who unsubscribed comes back by
 * their own double opt-in alone, never by a list, and what someone chose themselves is not
 * overruled.
 */
export function decideImport(
  person: ImportedPerson,
  existing: SubscriberRow | undefined,
  suppressed: readonly Pick<SuppressionRow, 'scope'>[],
): ImportDecision {
  const allowed = person.purposes.filter(
    (purpose) =>
      !suppressed.some(({ scope }) => scope === 'all' || scope === purpose) &&
      existing?.[purpose] !== 'withdrawn' &&
      existing?.[purpose] !== 'bounced',
  )
  if (allowed.length === 0) return { kind: 'stays-unsubscribed' }
  const profile = changesTo(existing, person)
  if (existing === undefined) return { kind: 'added', profile, purposes: allowed }
  const purposes = allowed.filter((purpose) => !isMailable(existing[purpose]))
  const same = Object.keys(profile).length === 0 && purposes.length === 0
  return same ? { kind: 'unchanged' } : { kind: 'changed', profile, purposes }
}

function changesTo(
  existing: SubscriberRow | undefined,
  person: ImportedPerson,
): Partial<SubscriberRow> {
  const given: Partial<SubscriberRow> = {
    ...(person.name !== undefined && { name: person.name }),
    ...(person.organisation !== undefined && { organisation: person.organisation }),
    ...(person.organisationType !== undefined && { organisation_type: person.organisationType }),
    ...(person.role !== undefined && { role: person.role }),
    ...(person.area !== undefined && { area: person.area }),
    ...(person.language !== undefined && { language: person.language }),
    ...choices(existing, person),
  }
  if (existing === undefined) return given
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => existing[key as keyof SubscriberRow] !== value),
  )
}

function choices(
  existing: SubscriberRow | undefined,
  { themes, partners, networks }: ImportedPerson,
): Partial<SubscriberRow> {
  if ([themes, partners, networks].every((given) => given === undefined)) return {}
  if (existing?.choices_by === 'subscriber') return {}
  const before = choicesOf(existing?.choices ?? ' ')
  return {
    choices: choicesText({
      theme: themes ?? before.theme,
      partner: partners ?? before.partner,
      network: networks ?? before.network,
    }),
    choices_by: 'import',
  }
}
