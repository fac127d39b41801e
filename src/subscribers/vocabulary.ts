import { readConfig } from '../config.ts'
import { readAreas, type Area } from '../content/areas.ts'
import type { Problem } from '../problem.ts'
import type { Purpose } from '../store/tables.ts'
import { readThemes, type Theme } from './themes.ts'

/** The words that segments and imports may use, with the days on which they hold. */
export type Vocabulary = {
  areas: Area[]
  themes: Theme[]
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
  const [{ areas, problems: ofAreas }, { themes, problems: ofThemes }] = await Promise.all([
    readAreas(root),
    readThemes(root),
  ])
  const config = readConfig(root, {})
  const partners = config.kind === 'ok' ? config.config.partners.map(({ id }) => id) : []
  return { vocabulary: { areas, themes, partners, today }, problems: [...ofAreas, ...ofThemes] }
}

/** The code and those of all municipalities that became part of it, however many steps ago. */
export function areaWithPredecessors(code: string, areas: readonly Area[]): string[] {
  return reachedBack(code, (to) =>
    areas.filter(({ successor }) => successor === to).map(({ code }) => code),
  )
}

/** The theme and those whose readers moved to it by themselves. */
export function themeWithPredecessors(id: string, themes: readonly Theme[]): string[] {
  return reachedBack(id, (to) =>
    themes
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
