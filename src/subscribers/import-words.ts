import type { Basis, Purpose } from '../store/tables.ts'
import { didYouMean } from '../did-you-mean.ts'
import type { Term } from './terms.ts'
import type { Vocabulary } from './vocabulary.ts'
import {
  currentArea,
  organisationTypes,
  purposes,
  roles,
  type OrganisationType,
} from './vocabulary.ts'

/** A word that people write, as the one that we keep; or the nearest that exists. */
export type Word<T> = { kind: 'ok'; value: T } | { kind: 'unknown'; suggestion: string | undefined }

export function basisWord(typed: string): Word<Basis> {
  return oneOf(typed, ['consent', 'public-task'], {
    toestemming: 'consent',
    'publieke-taak': 'public-task',
    'algemeen-belang': 'public-task',
  })
}

export function purposeWord(typed: string): Word<Purpose> {
  return oneOf(typed, purposes, {
    nieuwsbrief: 'newsletter',
    uitnodiging: 'invitations',
    uitnodigingen: 'invitations',
    pers: 'press',
    persbericht: 'press',
    persberichten: 'press',
    raadpleging: 'consultation',
    raadplegingen: 'consultation',
  })
}

export function languageWord(typed: string): Word<'nl' | 'en'> {
  return oneOf(typed, ['nl', 'en'], { nederlands: 'nl', engels: 'en', english: 'en', dutch: 'nl' })
}

export function organisationTypeWord(typed: string): Word<OrganisationType> {
  return oneOf(typed, organisationTypes, {
    'openbaar-ministerie': 'om',
    'regionaal-informatie-en-expertisecentrum': 'riec',
    'platform-veilig-ondernemen': 'pvo',
    zvh: 'zorg-en-veiligheidshuis',
    zorginstelling: 'zorg',
    zorgorganisatie: 'zorg',
    school: 'onderwijs',
    bedrijf: 'ondernemer',
    onderneming: 'ondernemer',
    branchevereniging: 'brancheorganisatie',
    ministerie: 'rijk',
    rijksoverheid: 'rijk',
    pers: 'media',
    overig: 'anders',
  })
}

/** Roles are not a closed list: one that no segment asks for is kept as it was written, in short. */
export function roleWord(typed: string): string | undefined {
  const known = oneOf(typed, roles, {
    'adviseur-openbare-orde-en-veiligheid': 'adviseur-oov',
    'oov-adviseur': 'adviseur-oov',
    'chief-information-security-officer': 'ciso',
    'buitengewoon-opsporingsambtenaar': 'boa',
    'functionaris-gegevensbescherming': 'privacy-officer',
    'contactpersoon-gvb': 'gvb-contact',
    'gvb-contactpersoon': 'gvb-contact',
  })
  return known.kind === 'ok' ? known.value : slug(typed) || undefined
}

/** The CBS code that holds today: a name from before a merger gives the municipality of now. */
export function areaWord(typed: string, { areas, today }: Vocabulary): Word<string> {
  const wanted = slug(typed).replace(/^gemeente-/, '')
  const found = areas.find(({ code, name }) => slug(code) === wanted || slug(name) === wanted)
  if (found === undefined) {
    return unknown(
      typed,
      areas.map(({ name }) => name),
    )
  }
  return { kind: 'ok', value: currentArea(found, areas, today).code }
}

/** By id or label. Who names one that was merged as a whole is with its successor at once. */
export function termWord(typed: string, terms: readonly Term[], today: string): Word<string> {
  const wanted = slug(typed)
  const found = terms.find(({ id, label }) => id === wanted || slug(label) === wanted)
  if (found === undefined)
    return unknown(
      typed,
      terms.map(({ label }) => label),
    )
  const ended = found.validTo !== undefined && found.validTo < today
  const [successor] = found.successors
  const moves = ended && found.migration === 'automatic' && successor !== undefined
  return { kind: 'ok', value: moves ? successor : found.id }
}

export function partnerWord(typed: string, { partners }: Vocabulary): Word<string> {
  const wanted = slug(typed)
  return partners.includes(wanted) ? { kind: 'ok', value: wanted } : unknown(typed, partners)
}

function oneOf<T extends string>(
  typed: string,
  existing: readonly T[],
  others: Record<string, T>,
): Word<T> {
  const wanted = slug(typed)
  const value =
    existing.find((word) => word === wanted) ??
    (Object.hasOwn(others, wanted) ? others[wanted] : undefined)
  return value === undefined
    ? unknown(typed, [...existing, ...Object.keys(others)])
    : { kind: 'ok', value }
}

function unknown(typed: string, existing: readonly string[]): Word<never> {
  return { kind: 'unknown', suggestion: didYouMean(typed, existing) }
}

/** `Zorg & Veiligheid` and `zorg-veiligheid` are one word; accents and capitals do not count. */
function slug(typed: string): string {
  return typed
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
