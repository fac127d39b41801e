import type { Store } from '../store/store.ts'
import { choicesText } from './choices.ts'
import { becameOf } from './move-along.ts'
import { isCurrent, type Term } from './terms.ts'
import { termWithPredecessors } from './vocabulary.ts'

/** What somebody may change about themselves. It narrows what they get and never gives permission. */
export type Preferences = {
  name: string | null
  /** CBS code of a municipality that exists. */
  area: string | null
  themes: string[]
  partners: string[]
  networks: string[]
}

export async function savePreferences(
  { db }: Store,
  subscriberId: string,
  { name, area, themes, partners, networks }: Preferences,
  at: number,
): Promise<void> {
  await db
    .updateTable('subscriber')
    .set({
      name,
      area,
      choices: choicesText({ theme: themes, partner: partners, network: networks }),
      choices_by: 'subscriber',
      changed_at: at,
    })
    .where('id', '=', subscriberId)
    .execute()
}

export type TermChoice = Pick<Term, 'id' | 'label'> & { chosen: boolean }

/** The themes or networks of that day. Who chose one that moved along by itself has its successor. */
export function termChoices(
  terms: readonly Term[],
  chosen: readonly string[],
  today: string,
): TermChoice[] {
  return terms
    .filter((term) => isCurrent(term, today))
    .map(({ id, label }) => ({
      id,
      label,
      chosen: termWithPredecessors(id, terms).some((one) => chosen.includes(one)),
    }))
}

/** What somebody chose and what it became as a whole, so that the successors were chosen for them. */
export function termMoves(
  terms: readonly Term[],
  chosen: readonly string[],
  today: string,
): { ended: string; successors: string[] }[] {
  return terms
    .filter((term) => chosen.includes(term.id))
    .map((term) => ({
      ended: term.label,
      successors: becameOf(term, terms, today).map(({ label }) => label),
    }))
    .filter(({ successors }) => successors.length > 0)
}

/** What somebody chose, that ended, and whose successors are a question and no fact. */
export function termQuestions(
  terms: readonly Term[],
  chosen: readonly string[],
  today: string,
): { ended: string; successors: string[] }[] {
  const labelOf = (id: string) => terms.find((term) => term.id === id)?.label ?? id
  return terms
    .filter((term) => chosen.includes(term.id) && !isCurrent(term, today))
    .filter(({ migration, successors }) => migration === 'ask' && successors.length > 0)
    .map(({ label, successors }) => ({ ended: label, successors: successors.map(labelOf) }))
}
