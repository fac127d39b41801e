import type { Store } from '../store/store.ts'
import { choicesText } from './choices.ts'
import type { Theme } from './themes.ts'
import { themeWithPredecessors } from './vocabulary.ts'

/** What somebody may change about themselves. It narrows what they get and never gives permission. */
export type Preferences = {
  name: string | null
  /** CBS code of a municipality that exists. */
  area: string | null
  themes: string[]
  partners: string[]
}

export async function savePreferences(
  { db }: Store,
  subscriberId: string,
  { name, area, themes, partners }: Preferences,
  at: number,
): Promise<void> {
  await db
    .updateTable('subscriber')
    .set({
      name,
      area,
      choices: choicesText({ theme: themes, partner: partners }),
      choices_by: 'subscriber',
      changed_at: at,
    })
    .where('id', '=', subscriberId)
    .execute()
}

export type ThemeChoice = Pick<Theme, 'id' | 'label'> & { chosen: boolean }

/** The themes of that day. Who chose one that moved along by itself has its successor. */
export function themeChoices(
  themes: readonly Theme[],
  chosen: readonly string[],
  today: string,
): ThemeChoice[] {
  return themes
    .filter((theme) => isCurrent(theme, today))
    .map(({ id, label }) => ({
      id,
      label,
      chosen: themeWithPredecessors(id, themes).some((one) => chosen.includes(one)),
    }))
}

/** Themes that somebody chose, that ended, and whose successors are a question and no fact. */
export function themeQuestions(
  themes: readonly Theme[],
  chosen: readonly string[],
  today: string,
): { ended: string; successors: string[] }[] {
  const labelOf = (id: string) => themes.find((theme) => theme.id === id)?.label ?? id
  return themes
    .filter((theme) => chosen.includes(theme.id) && !isCurrent(theme, today))
    .filter(({ migration, successors }) => migration === 'ask' && successors.length > 0)
    .map(({ label, successors }) => ({ ended: label, successors: successors.map(labelOf) }))
}

function isCurrent({ validFrom, validTo }: Theme, today: string): boolean {
  return (validFrom ?? '') <= today && today <= (validTo ?? '9999-12-31')
}
