import type { Config, Partner } from '../config.ts'
import { readAreas, type Area } from '../content/areas.ts'
import { readNetworks } from './networks.ts'
import type { Term } from './terms.ts'
import { readThemes } from './themes.ts'

/** The names of what a record holds as a code or an id. */
export type RecordNames = {
  areas: readonly Area[]
  themes: readonly Pick<Term, 'id' | 'label'>[]
  networks: readonly Pick<Term, 'id' | 'label'>[]
  partners: readonly Pick<Partner, 'id' | 'name'>[]
}

export async function recordNames({
  root,
  partners,
}: Pick<Config, 'root' | 'partners'>): Promise<RecordNames> {
  const [{ areas }, { themes }, { networks }] = await Promise.all([
    readAreas(root),
    readThemes(root),
    readNetworks(root),
  ])
  return { areas, themes, networks, partners }
}
