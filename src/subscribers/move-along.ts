import { sql } from 'kysely'
import type { Area } from '../content/areas.ts'
import type { Database, Store } from '../store/store.ts'
import { choicesOf, choicesText, type ChoiceKind } from './choices.ts'
import { isCurrent, type Term } from './terms.ts'
import { currentArea, readVocabulary, type Vocabulary } from './vocabulary.ts'

type Terms = Pick<Vocabulary, 'areas' | 'themes' | 'networks' | 'today'>

/** With the lists of the project on that day; nobody moves by a list in which something is wrong. */
export async function moveAlongToday(
  store: Store,
  { root, zone }: { root: string; zone: string },
  now: number,
): Promise<number> {
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const { vocabulary, problems } = await readVocabulary(root, day.toString())
  return problems.length === 0 ? moveAlong(store, vocabulary) : 0
}

/**
 * Moves people along with what their municipality, theme or network became: the code of the
 * municipality is that of today, and beside a theme that moved as a whole stands its successor. The
 * old theme stays, so that the preferences page can tell what became of it, as the next issue does.
 * Nobody falls in or out of a segment by it, nobody gets another purpose, and doing it again changes
 * nothing. Gives how many people moved. When they changed something themselves stays as it is:
 * retention counts from there.
 */
export async function moveAlong({ db }: Store, terms: Terms): Promise<number> {
  const areas = movedAreas(terms)
  const choices = await movedChoices(db, terms)
  if (choices.length === 0 && !(await anybodyIn(db, [...areas.keys()]))) return 0
  return db.transaction().execute(async (trx) => {
    let moved = 0
    for (const [from, to] of areas) {
      const { numUpdatedRows } = await trx
        .updateTable('subscriber')
        .set({ area: to })
        .where('area', '=', from)
        .executeTakeFirst()
      moved += Number(numUpdatedRows)
    }
    await noteThemeMoves(trx, terms)
    for (const [from, to] of await movedChoices(trx, terms)) {
      const { numUpdatedRows } = await trx
        .updateTable('subscriber')
        .set({ choices: to })
        .where('choices', '=', from)
        .executeTakeFirst()
      moved += Number(numUpdatedRows)
    }
    return moved
  })
}

/** The themes or networks that one became part of as a whole, as far as they hold on that day. */
export function becameOf(term: Term, terms: readonly Term[], today: string): Term[] {
  const reached = new Set([term])
  for (const { validTo, migration, successors } of reached) {
    if ((validTo ?? '9999-12-31') >= today || migration !== 'automatic') continue
    for (const one of terms) if (successors.includes(one.id)) reached.add(one)
  }
  return [...reached].filter((one) => one !== term && isCurrent(one, today))
}

function movedAreas({ areas, today }: Terms): Map<string, string> {
  const of = (area: Area) => [area.code, currentArea(area, areas, today).code] as const
  return new Map(areas.map(of).filter(([from, to]) => from !== to))
}

/** What the choices of some people are, and are to be. People with the same choices move together. */
async function movedChoices(db: Database, terms: Terms): Promise<[from: string, to: string][]> {
  const { themes, networks, today } = terms
  const moves = [...movesOf('theme', themes, today), ...movesOf('network', networks, today)]
  if (moves.length === 0) return []
  const rows = await db
    .selectFrom('subscriber')
    .select('choices')
    .distinct()
    .where((eb) =>
      eb.or(moves.map(({ kind, from }) => eb('choices', 'like', `% ${kind}:${from} %`))),
    )
    .execute()
  return rows.flatMap(({ choices: from }) => {
    const chosen = choicesOf(from)
    for (const { kind, from: old, to } of moves) {
      if (chosen[kind].includes(old)) chosen[kind].push(...to)
    }
    const to = choicesText(chosen)
    return from === to ? [] : [[from, to] satisfies [string, string]]
  })
}

/** Before the successors are chosen for them: who has them all chose those themselves. */
async function noteThemeMoves(db: Database, { themes, today }: Terms): Promise<void> {
  for (const theme of themes) {
    const became = becameOf(theme, themes, today)
    if (became.length === 0) continue
    const successors = JSON.stringify(became.map(({ label }) => label))
    await db
      .insertInto('theme_move')
      .columns(['subscriber_id', 'theme', 'label', 'successors'])
      .expression((eb) =>
        eb
          .selectFrom('subscriber')
          .select('id')
          .select([
            sql<string>`${theme.id}`.as('theme'),
            sql<string>`${theme.label}`.as('label'),
            sql<string>`${successors}`.as('successors'),
          ])
          .where('choices', 'like', chose(theme))
          .where((all) => all.or(became.map((one) => all('choices', 'not like', chose(one))))),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['subscriber_id', 'theme'])
          .doUpdateSet({ label: theme.label, successors, ref: null }),
      )
      .execute()
  }
}

const chose = ({ id }: Term) => `% theme:${id} %`

function movesOf(kind: ChoiceKind, terms: readonly Term[], today: string) {
  return terms
    .map((term) => ({ kind, from: term.id, to: becameOf(term, terms, today).map(({ id }) => id) }))
    .filter(({ to }) => to.length > 0)
}

async function anybodyIn(db: Database, codes: string[]): Promise<boolean> {
  if (codes.length === 0) return false
  const found = await db
    .selectFrom('subscriber')
    .select('id')
    .where('area', 'in', codes)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
