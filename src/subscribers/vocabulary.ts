import { readConfig } from '../config.ts'
import { readAreas, type Area } from '../content/areas.ts'
import type { Problem } from '../problem.ts'
import type { Purpose } from '../store/tables.ts'
import { readNetworks } from './networks.ts'
import type { Term } from './terms.ts'
import { readThemes } from './themes.ts'

/** The words that segments and imports may use, with the days on which they hold. */
export type Vocabulary = {
  areas: Area[]
  themes: Term[]
  networks: Term[]
  /** Ids of the partners. */
  partners: string[]
  /** ISO date on which words are judged: a term that ended before it is retired. */
  today: string
}

export const purposes = [
  'newsletter',
  'invitations',
  'press',
  'consultation',
] as const satisfies readonly Purpose[]

export const organisationTypes = [
  'gemeente',
  'politie',
  'om',
  'riec',
  'pvo',
  'zorg-en-veiligheidshuis',
  'veiligheidsregio',
  'zorg',
  'onderwijs',
  'ondernemer',
  'brancheorganisatie',
  'rijk',
  'kennisinstelling',
  'belangenorganisatie',
  'media',
  'anders',
] as const
export type OrganisationType = (typeof organisationTypes)[number]

/** Roles that a segment may ask for. Someone may have another; then no segment finds it. */
export const roles = [
  'burgemeester',
  'portefeuillehouder',
  'bestuurder',
  'adviseur-oov',
  'ciso',
  'privacy-officer',
  'boa',
  'toezichthouder',
  'aandachtsfunctionaris-mensenhandel',
  'gvb-contact',
  'burgernetmanager',
  'communicatieadviseur',
] as const

export async function readVocabulary(
  root: string,
  today: string,
): Promise<{ vocabulary: Vocabulary; problems: Problem[] }> {
  const [
    { areas, problems: ofAreas },
    { themes, problems: ofThemes },
    { networks, problems: ofNetworks },
  ] = await Promise.all([readAreas(root), readThemes(root), readNetworks(root)])
  const config = readConfig(root, {})
  const partners = config.kind === 'ok' ? config.config.partners.map(({ id }) => id) : []
  return {
    vocabulary: { areas, themes, networks, partners, today },
    problems: [...ofAreas, ...ofThemes, ...ofNetworks],
  }
}

/** What this municipality is part of on that day. A circle in the file ends where it began. */
export function currentArea(area: Area, areas: readonly Area[], today: string, steps = 0): Area {
  const next = areas.find(({ code }) => code === area.successor)
  const ended = area.validTo !== undefined && area.validTo < today
  return ended && next !== undefined && steps < areas.length
    ? currentArea(next, areas, today, steps + 1)
    : area
}

/** The code and those of all municipalities that became part of it, however many steps ago. */
export function areaWithPredecessors(code: string, areas: readonly Area[]): string[] {
  return reachedBack(code, (to) =>
    areas.filter(({ successor }) => successor === to).map(({ code }) => code),
  )
}

/** The theme or network and those whose readers moved to it by themselves. */
export function termWithPredecessors(id: string, terms: readonly Term[]): string[] {
  return reachedBack(id, (to) =>
    terms
      .filter(({ migration, successors }) => migration === 'automatic' && successors.includes(to))
      .map(({ id }) => id),
  )
}

/** A circle of successors, which only a typing mistake makes, ends where it began. */
function reachedBack(start: string, before: (id: string) => string[]): string[] {
  const reached = new Set([start])
  for (const id of reached) for (const earlier of before(id)) reached.add(earlier)
  return [...reached]
}
