import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem, type ProblemCode } from '../problem.ts'
import type { Purpose } from '../store/tables.ts'
import type { Fields } from '../yaml-fields.ts'
import type { Condition } from './condition.ts'
import type { Term } from './terms.ts'
import {
  areaWithPredecessors,
  organisationTypes,
  roles,
  termWithPredecessors,
  type Vocabulary,
} from './vocabulary.ts'

type Reading = { id: string; purpose: Purpose; vocabulary: Vocabulary; problems: Problem[] }
type Value = ReturnType<Fields['texts']>[number]

/** Deeper than anybody can follow; also what keeps a hostile file from nesting without end. */
const DEEPEST = 8

/**
 * A mapping of conditions, which must all hold: `all`, `any`, `not`, and fields with the values of
 * which one is enough. Values that are unknown or retired become problems at their own place.
 */
export function readCondition(fields: Fields, reading: Reading, depth = 1): Condition {
  const found = reading.id
  if (depth > DEEPEST) {
    fields.report('segment/invalid', { found, reason: 'deep' })
    return { kind: 'any', of: [] }
  }
  const nested = (inner: Fields) => readCondition(inner, reading, depth + 1)
  const parts: Condition[] = []
  for (const [field, conditionOf] of Object.entries(conditions)) {
    const values = fields.texts(field)
    if (values.length > 0) parts.push(conditionOf(values, reading))
    else if (fields.has(field)) fields.report('segment/invalid', { found, reason: 'empty' }, field)
  }
  for (const kind of ['all', 'any'] as const) {
    const of = fields.maps(kind).map(nested)
    if (of.length > 0) parts.push({ kind, of })
    else if (fields.has(kind)) fields.report('segment/invalid', { found, reason: 'empty' }, kind)
  }
  const not = fields.map('not')
  if (not !== undefined) parts.push({ kind: 'not', of: nested(not) })
  if (parts.length === 0) fields.report('segment/invalid', { found, reason: 'empty' })
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', of: parts }
}

/** The fields that a condition may ask about. */
const conditions: Record<string, (values: Value[], reading: Reading) => Condition> = {
  theme: (values, reading) => ({
    kind: 'choice',
    choice: 'theme',
    values: values.flatMap((value) => term('theme', value, reading.vocabulary.themes, reading)),
    whenNone: countsWhenNone(reading.purpose),
  }),
  partner: (values, reading) => ({
    kind: 'choice',
    choice: 'partner',
    values: values.flatMap((value) =>
      known('partner', value, reading.vocabulary.partners, reading),
    ),
    whenNone: countsWhenNone(reading.purpose),
  }),
  // Who named no network is in none: a mail to its members is not for everybody else.
  network: (values, reading) => ({
    kind: 'choice',
    choice: 'network',
    values: values.flatMap((value) => term('network', value, reading.vocabulary.networks, reading)),
    whenNone: false,
  }),
  safety_region: (values, reading) => ({
    kind: 'attribute',
    attribute: 'area',
    values: values.flatMap((value) => safetyRegion(value, reading)),
  }),
  area: (values, reading) => ({
    kind: 'attribute',
    attribute: 'area',
    values: values.flatMap((value) => area(value, reading)),
  }),
  organisation_type: (values, reading) => ({
    kind: 'attribute',
    attribute: 'organisation_type',
    values: values.flatMap((value) =>
      known('organisation_type', value, organisationTypes, reading),
    ),
  }),
  role: (values, reading) => ({
    kind: 'attribute',
    attribute: 'role',
    values: values.flatMap((value) => known('role', value, roles, reading)),
  }),
  language: (values, reading) => ({
    kind: 'attribute',
    attribute: 'language',
    values: values.flatMap((value) => known('language', value, ['nl', 'en'], reading)),
  }),
}

/** No choice made means everything for the newsletter, and no invitation that nobody asked for. */
function countsWhenNone(purpose: Purpose): boolean {
  return purpose === 'newsletter'
}

function term(
  field: 'theme' | 'network',
  value: Value,
  terms: readonly Term[],
  reading: Reading,
): string[] {
  const { today } = reading.vocabulary
  const found = terms.find(({ id }) => id === value.value)
  if (found === undefined) {
    const current = terms.filter(({ validTo }) => validTo === undefined || validTo >= today)
    return known(
      field,
      value,
      current.map(({ id }) => id),
      reading,
    )
  }
  if (found.validTo !== undefined && found.validTo < today) {
    return retired(field, value, found.successors.join(', '), reading)
  }
  return termWithPredecessors(found.id, terms)
}

function area(value: Value, reading: Reading): string[] {
  const { areas, today } = reading.vocabulary
  const typed = value.value.toLowerCase()
  const found = areas.find(
    ({ code, name }) => code.toLowerCase() === typed || name.toLowerCase() === typed,
  )
  if (found === undefined) {
    const current = areas.filter(({ validTo }) => validTo === undefined || validTo >= today)
    return known(
      'area',
      value,
      current.map(({ name }) => name),
      reading,
    )
  }
  if (found.validTo !== undefined && found.validTo < today) {
    const successor = areas.find(({ code }) => code === found.successor)
    return retired('area', value, successor?.name ?? '', reading)
  }
  return areaWithPredecessors(found.code, areas)
}

function safetyRegion(value: Value, reading: Reading): string[] {
  const { areas } = reading.vocabulary
  const regions = [...new Set(areas.map(({ safetyRegion }) => safetyRegion))]
  const [region] = known('safety_region', value, regions, reading)
  return areas.filter(({ safetyRegion }) => safetyRegion === region).map(({ code }) => code)
}

/** The value itself when it is one of those that exist; a problem with a suggestion otherwise. */
function known(
  field: string,
  { value, place }: Value,
  existing: readonly string[],
  { problems }: Reading,
): string[] {
  if (existing.includes(value)) return [value]
  const suggestion = didYouMean(value, existing)
  const values = { field, found: value, ...(suggestion !== undefined && { suggestion }) }
  problems.push(problem('segment/value-unknown', values, place))
  return []
}

function retired(field: string, { value, place }: Value, successor: string, { problems }: Reading) {
  const code: ProblemCode = 'segment/value-retired'
  const values = { field, found: value, ...(successor !== '' && { suggestion: successor }) }
  problems.push(problem(code, values, place))
  return []
}
