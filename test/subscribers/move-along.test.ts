import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseFile, openStore, type Store } from '../../src/store/store.ts'
import { choicesText } from '../../src/subscribers/choices.ts'
import { moveAlong } from '../../src/subscribers/move-along.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { termMoves, termQuestions } from '../../src/subscribers/preferences.ts'
import { matches } from '../support/segment-predicate.ts'
import { segmentsOf } from '../../src/subscribers/segments.ts'
import type { Term } from '../../src/subscribers/terms.ts'
import { readVocabulary } from '../../src/subscribers/vocabulary.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { insertSubscribers, openEmptyStore, subscriber } from './subscriber-fixture.ts'

const project = resolve(import.meta.dirname, '../..')
const { vocabulary } = await readVocabulary(project, '2023-01-01')
const lastDay = { ...vocabulary, today: '2022-12-31' }

let store: Store
beforeEach(async () => {
  store = await openEmptyStore()
})
afterEach(() => store.close())

const people = () => store.db.selectFrom('subscriber').selectAll().orderBy('id').execute()
const add = (...rows: Parameters<typeof subscriber>[0][]) =>
  insertSubscribers(store, rows.map(subscriber))

describe('on the day that a term has ended', () => {
  test('people of Brielle, Hellevoetsluis and Westvoorne are in Voorne aan Zee, and no others', async () => {
    const areas = { brielle: 'GM0501', hellevoetsluis: 'GM0530', westvoorne: 'GM0614' }
    await add(...Object.entries(areas).map(([id, area]) => ({ id, area, changed_at: 7 })))
    await add({ id: 'rotterdam', area: 'GM0599' }, { id: 'nowhere', area: null })
    expect(await moveAlong(store, lastDay)).toBe(0)
    expect(await moveAlong(store, vocabulary)).toBe(3)
    expect((await people()).map(({ id, area, changed_at }) => [id, area, changed_at])).toEqual([
      ['brielle', 'GM1992', 7],
      ['hellevoetsluis', 'GM1992', 7],
      ['nowhere', null, 1],
      ['rotterdam', 'GM0599', 1],
      ['westvoorne', 'GM1992', 7],
    ])
    expect(await moveAlong(store, vocabulary)).toBe(0)
  })

  test('who chose a theme that was merged has its successor too, and who must be asked is not moved', async () => {
    await add(
      { id: 'a', choices: ' theme:huiselijk-geweld theme:privacy ' },
      { id: 'b', choices: ' theme:woonoverlast ' },
      { id: 'c', choices: ' network:huiselijk-geweld ' },
      { id: 'd', choices: ' ' },
    )
    expect(await moveAlong(store, vocabulary)).toBe(1)
    expect((await people()).map(({ choices }) => choices)).toEqual([
      ' theme:huiselijk-geweld theme:privacy theme:zorg-en-veiligheid ',
      ' theme:woonoverlast ',
      ' network:huiselijk-geweld ',
      ' ',
    ])
    expect(await moveAlong(store, vocabulary)).toBe(0)
  })

  test('who got a theme is to be told, and not who had it already', async () => {
    await add(
      { id: 'a', choices: ' theme:huiselijk-geweld theme:personen-met-verward-gedrag ' },
      { id: 'b', choices: ' theme:huiselijk-geweld theme:zorg-en-veiligheid ' },
      { id: 'c', choices: ' theme:woonoverlast theme:zorg-en-veiligheid ' },
    )
    await moveAlong(store, vocabulary)
    const toTell = () => store.db.selectFrom('theme_move').selectAll().orderBy('theme').execute()
    const successors = '["Zorg en veiligheid"]'
    const first = await toTell()
    expect(first).toEqual([
      {
        subscriber_id: 'a',
        theme: 'huiselijk-geweld',
        label: 'Huiselijk geweld',
        successors,
        ref: null,
      },
      {
        subscriber_id: 'a',
        theme: 'personen-met-verward-gedrag',
        label: 'Personen met verward gedrag',
        successors,
        ref: null,
      },
    ])
    await store.db.updateTable('theme_move').set({ ref: 'told' }).execute()
    await moveAlong(store, vocabulary)
    expect((await toTell()).map(({ ref }) => ref)).toEqual(['told', 'told'])
    // When what it became ends in its turn, that is to be told again.
    const themes = vocabulary.themes.map((theme) =>
      theme.id === 'zorg-en-veiligheid'
        ? {
            ...theme,
            validTo: '2023-12-31',
            migration: 'automatic' as const,
            successors: ['privacy'],
          }
        : theme,
    )
    await moveAlong(store, { ...vocabulary, themes, today: '2024-01-01' })
    expect((await toTell()).filter(({ subscriber_id }) => subscriber_id === 'a')).toMatchObject([
      { theme: 'huiselijk-geweld', successors: '["Privacy"]', ref: null },
      { theme: 'personen-met-verward-gedrag', successors: '["Privacy"]', ref: null },
      { theme: 'zorg-en-veiligheid', successors: '["Privacy"]', ref: null },
    ])
  })

  test('a network moves along like a theme, over several steps and to several successors', async () => {
    const term = (id: string, validTo: string | undefined, ...successors: string[]): Term => ({
      id,
      label: id,
      validFrom: undefined,
      validTo,
      successors,
      migration: 'automatic',
    })
    const networks = [
      term('oud', '2020-12-31', 'midden'),
      term('midden', '2021-12-31', 'links', 'rechts', 'oud'),
      term('links', undefined),
      term('rechts', undefined),
    ]
    await add({ id: 'a', choices: ' network:oud ' }, { id: 'b', choices: ' network:links ' })
    await moveAlong(store, { ...vocabulary, networks })
    expect((await people()).map(({ choices }) => choices)).toEqual([
      ' network:links network:oud network:rechts ',
      ' network:links ',
    ])
  })

  test('nobody falls in or out of a segment by it', async () => {
    const { areas, themes, networks, today } = vocabulary
    const current = (term: { validTo: string | undefined }) => (term.validTo ?? '9999') >= today
    const values = [
      ...themes.filter(current).map(({ id }) => `theme: ${id}`),
      ...networks.filter(current).map(({ id }) => `network: ${id}`),
      ...areas.filter(current).map(({ code }) => `area: ${code}`),
      'safety_region: VR17',
    ]
    const sources = values.flatMap((value, index) =>
      (['newsletter', 'invitations'] as const).flatMap((purpose) => [
        `  - { id: s${index}-${purpose}, title: x, purpose: ${purpose}, who: { ${value} } }`,
        `  - { id: n${index}-${purpose}, title: x, purpose: ${purpose}, who: { not: { ${value} } } }`,
      ]),
    )
    const { segments, problems } = segmentsOf(['segments:', ...sources].join('\n'), vocabulary)
    expect(problems).toEqual([])
    const anybody = fc.record({
      area: fc.option(fc.constantFrom(...areas.map(({ code }) => code))),
      choices: fc
        .record({
          theme: fc.subarray(themes.map(({ id }) => id)),
          partner: fc.constant<string[]>([]),
          network: fc.subarray(networks.map(({ id }) => id)),
        })
        .map(choicesText),
    })
    const before = fc
      .sample(anybody, { numRuns: 300, seed: 2023 })
      .map((given, index) => subscriber({ id: `p${String(index).padStart(3, '0')}`, ...given }))
    await insertSubscribers(store, before)
    expect(await moveAlong(store, vocabulary)).toBeGreaterThan(50)
    const after = await people()
    for (const [index, person] of before.entries()) {
      const moved = after[index]
      if (moved === undefined) throw new Error('Somebody is gone')
      const reached = (one: typeof moved) =>
        segments.filter(({ condition }) => matches(condition, one)).map(({ id }) => id)
      expect(reached(moved)).toEqual(reached(person))
    }
  })
})

test('the preferences page knows what became of what somebody chose, and asks only what it must', () => {
  const { themes, today } = vocabulary
  const chosen = ['huiselijk-geweld', 'woonoverlast', 'privacy']
  expect(termMoves(themes, chosen, today)).toEqual([
    { ended: 'Huiselijk geweld', successors: ['Zorg en veiligheid'] },
  ])
  expect(termMoves(themes, chosen, lastDay.today)).toEqual([])
  expect(termQuestions(themes, chosen, today)).toEqual([
    { ended: 'Woonoverlast', successors: ['Mensenhandel'] },
  ])
})

describe('opening the list', () => {
  test('moves people along', async () => {
    const root = copyProject()
    await filled(root)
    const list = await openList(root, {})
    const row = await list.db.selectFrom('subscriber').selectAll().executeTakeFirstOrThrow()
    await list.close()
    expect(row).toMatchObject({
      area: 'GM1992',
      choices: ' theme:huiselijk-geweld theme:zorg-en-veiligheid ',
    })
  })

  test('moves nobody by a list in which something is wrong', async () => {
    const root = copyProject()
    edit(root, 'subscribers/themes.yaml', 'successors: [mensenhandel]', 'successors: [nergens]')
    await filled(root)
    const list = await openList(root, {})
    const row = await list.db.selectFrom('subscriber').selectAll().executeTakeFirstOrThrow()
    await list.close()
    expect(row).toMatchObject({ area: 'GM0501', choices: ' theme:huiselijk-geweld ' })
  })

  async function filled(root: string): Promise<void> {
    const list = await openStore(databaseFile(root))
    const old = { id: 'jan', area: 'GM0501', choices: ' theme:huiselijk-geweld ' }
    await insertSubscribers(list, [subscriber(old)])
    await list.close()
  }
})
