import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import PostalMime from 'postal-mime'
import { describe, expect, onTestFinished, test } from 'vitest'
import { send } from '../../src/commands/send.ts'
import { acceptDoubts, cancelDispatch, sendRest } from '../../src/dispatch/editor.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { pauseDispatch, resumeDispatch } from '../../src/dispatch/settle.ts'
import { anyMovesToTell, themesMovedIn } from '../../src/dispatch/theme-moves.ts'
import type { SubmitOutcome } from '../../src/dispatch/transport.ts'
import { filled } from '../../src/render/fill.ts'
import type { Store } from '../../src/store/store.ts'
import { eraseKeys } from '../../src/subscribers/erase-keys.ts'
import { moveAlong } from '../../src/subscribers/move-along.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { savePreferences } from '../../src/subscribers/preferences.ts'
import type { Term } from '../../src/subscribers/terms.ts'
import { textFor } from '../../src/text/text.ts'
import { accepted, countingProvider, fakeClock, unknown } from '../support/counting-provider.ts'
import { planFor, setUp } from '../support/dispatch-data.ts'
import { addPeople, outboxOf } from '../support/dispatch-fixture.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import { bothDatabases, kinds, type Kind } from '../support/store-kinds.ts'

const databases = bothDatabases()

describe.each(kinds)('a theme that moved, on %s,', (kind) => {
  test('is told in the next issue to whoever had it, and in no issue after that', async () => {
    const root = copyProject()
    const env = await databases.env(kind)
    const list = await openList(root, env)
    await addPeople(list, 3, root)
    await choose(list, 's0', ' theme:huiselijk-geweld ')
    await choose(list, 's1', ' theme:huiselijk-geweld theme:personen-met-verward-gedrag ')
    await choose(list, 's2', ' theme:privacy ')
    await list.close()

    const march = await sentMails('2023-03')
    const [one, two, none] = march
    expect(footerOf(one)).toMatch(
      /^Over deze nieuwsbrief Uw onderwerp ‘Huiselijk geweld’ hoort nu bij ‘Zorg en veiligheid’\. Wij hebben dat voor u aangepast\. Voorkeuren wijzigen U krijgt deze mail/,
    )
    expect(footerOf(two)).toContain(
      'Uw onderwerpen ‘Huiselijk geweld’ en ‘Personen met verward gedrag’ horen nu bij ‘Zorg en veiligheid’.',
    )
    const own = load(two?.html ?? '')('p:contains("Uw onderwerpen") a')
    expect(own.attr('href')).toMatch(/^https:\/\/.*\/p\/v1\./)
    expect(one?.text).toContain(
      `\n\nUw onderwerp ‘Huiselijk geweld’ hoort nu bij ‘Zorg en veiligheid’. Wij\nhebben dat voor u aangepast.\nVoorkeuren wijzigen:\nhttps://`,
    )
    expect(one?.text).toContain('\n\nU krijgt deze mail omdat')
    expect(two?.text).toContain(own.attr('href'))
    expect(footerOf(none)).toMatch(/^Over deze nieuwsbrief U krijgt deze mail/)
    expect(none?.text).toMatch(/\n=+\n\nU krijgt deze mail omdat/)
    expect(load(none?.html ?? '')('p:empty')).toHaveLength(0)

    for (const mail of await sentMails('2023-10')) {
      expect(mail.html).not.toContain('Uw onderwerp')
      expect(mail.text).not.toContain('Uw onderwerp')
    }
    const after = await openList(root, env)
    const pages = await after.db.selectFrom('variant').select('web').execute()
    const left = await after.db.selectFrom('theme_move').selectAll().execute()
    await after.close()
    expect(pages.some(({ web }) => /Uw onderwerp|themesMoved/.test(web))).toBe(false)
    expect(left).toEqual([])

    async function sentMails(issueId: string) {
      const options = { 'yes-really': true, count: '3' }
      const sent = await runCommand(send, root, { env, positionals: [issueId], options })
      expect(sent.code).toBe(0)
      const outbox = join(root, 'data/outbox')
      const names = await outboxOf({ outbox }, issueId)
      const mails = await Promise.all(
        names.map((name) => PostalMime.parse(readFileSync(join(outbox, issueId, name)))),
      )
      const to = ({ to: [first] = [] }: (typeof mails)[0]) => first?.address ?? ''
      expect(mails.map(to).sort()).toEqual([0, 1, 2].map((i) => `lezer${i}@example.org`))
      return mails.toSorted((a, b) => (to(a) < to(b) ? -1 : 1))
    }
  }, 60_000)

  test('is told in the same mail when that has to be tried again', async () => {
    const { issue } = await movedReader(kind)
    const first = await issue('2026-11', [busy, accepted])
    expect(first.tried).toEqual([true, true])
    expect((await issue('2026-12', [accepted])).tried).toEqual([false])
  })

  test('is told in the next issue when the first was refused or cancelled', async () => {
    const { issue, store } = await movedReader(kind)
    expect((await issue('2026-10', [refused])).tried).toEqual([true])
    const cancelled = await issue('2026-11', undefined)
    await cancelDispatch(store, cancelled.id, systemPorts)
    expect((await issue('2026-12', [accepted])).tried).toEqual([true])
    // Its rest goes after all, without it.
    await sendRest(store, cancelled.id, { duplicates: false }, systemPorts)
    expect((await cancelled.go([accepted])).tried).toEqual([false])
  })

  test('is told once when the first mail may have arrived, or is waiting', async () => {
    const { issue, store } = await movedReader(kind)
    const doubted = await issue('2026-10', [unknown])
    expect(doubted.tried).toEqual([true])
    expect((await issue('2026-11', [accepted])).tried).toEqual([false])
    await acceptDoubts(store, doubted.id, systemPorts)
    expect((await doubted.go([accepted])).tried).toEqual([true])
    expect((await issue('2026-12', [accepted])).tried).toEqual([false])
  })

  test('is told by a paused issue when that goes on, and not by the one that overtook it', async () => {
    const { issue, store } = await movedReader(kind)
    const paused = await issue('2026-11', undefined)
    await pauseDispatch(store, paused.id, 'by-hand', 'editor', systemPorts)
    expect((await issue('2026-12', [accepted])).tried).toEqual([false])
    await resumeDispatch(store, paused.id, 'editor', systemPorts)
    expect((await paused.go([accepted])).tried).toEqual([true])
  })

  test('is told to nobody who chose anew since, also while the issue waits', async () => {
    const { issue, store, person } = await movedReader(kind)
    const waiting = await issue('2026-11', undefined)
    await chooseNew(store, person.id)
    expect((await waiting.go([accepted])).tried).toEqual([false])
  })

  test('is not kept once somebody chose anew', async () => {
    const { issue, store, person } = await movedReader(kind)
    await chooseNew(store, person.id)
    await issue('2026-12', undefined)
    expect(await store.db.selectFrom('theme_move').selectAll().execute()).toEqual([])
  })

  test('is forgotten with the person', async () => {
    const { store, person } = await movedReader(kind)
    const given = { reason: 'verzoek', at: 1, newId: () => systemPorts.newId(), always: false }
    await store.db.transaction().execute((trx) => eraseKeys(trx, [person.key], given))
    expect(await store.db.selectFrom('theme_move').selectAll().execute()).toEqual([])
  })

  test('is looked for only while there is something to tell', async () => {
    const { issue, store } = await movedReader(kind)
    expect(await anyMovesToTell(store)).toBe(false)
    await issue('2026-11', [accepted])
    expect(await anyMovesToTell(store)).toBe(true)
    await issue('2026-12', [accepted])
    expect(await anyMovesToTell(store)).toBe(false)
  })
})

describe('what is told', () => {
  const told = themesMovedIn(textFor('nl'))
  const move = (label: string, ...successors: string[]) => ({ label, successors })

  test('is one sentence for all that became the same', () => {
    expect(told([move('A', 'X', 'Y'), move('B', 'X', 'Y'), move('C', 'Z')])).toBe(
      'Uw onderwerpen ‘A’ en ‘B’ horen nu bij ‘X’ en ‘Y’. Uw onderwerp ‘C’ hoort nu bij ‘Z’. Wij hebben dat voor u aangepast.',
    )
    expect(themesMovedIn(textFor('en'))([move('A', 'X')])).toBe(
      'Your topic ‘A’ is now part of ‘X’. We changed that for you.',
    )
  })

  test('names none where the names would not fit in what a provider takes', () => {
    expect(told([move('lang'.repeat(200), 'X')])).toBe(
      'Een aantal van uw onderwerpen hoort nu bij andere onderwerpen. Wij hebben dat voor u aangepast.',
    )
  })
})

const busy: SubmitOutcome = {
  kind: 'refused-for-now',
  reason: 'busy',
  status: 451,
  concerns: 'batch',
  waitMs: 1,
}
const refused: SubmitOutcome = {
  kind: 'rejected',
  reason: 'address-refused',
  status: 550,
  index: 0,
}

/** A list of one, whose theme ended and became another. */
async function movedReader(kind: Kind) {
  const store = await databases.emptyStore(kind)
  onTestFinished(() => store.close())
  const [person] = await addPeople(store, 1)
  if (person === undefined) throw new Error('Nobody was added')
  await choose(store, person.id, ' theme:oud ')
  const term: Omit<Term, 'id' | 'label'> = {
    validFrom: undefined,
    validTo: undefined,
    successors: [],
    migration: 'automatic',
  }
  const themes = [
    { ...term, id: 'oud', label: 'Oud', validTo: '2026-01-01', successors: ['nieuw'] },
    { ...term, id: 'nieuw', label: 'Nieuw' },
  ]
  await moveAlong(store, { areas: [], networks: [], themes, today: '2026-02-01' })

  /** Plans it, and sends it unless `answers` is undefined. */
  async function issue(issueId: string, answers: SubmitOutcome[] | undefined) {
    const made = setUp('', store, 1)
    const planned = await planDispatch(store, planFor([person!], { issueId }), systemPorts)
    if (planned.kind !== 'planned') throw new Error('It was planned before')
    const id = planned.dispatchId
    const first = answers === undefined ? [] : (await go(answers)).tried
    return { id, go, tried: first }

    /** Of each mail that was handed over, whether it told. */
    async function go(given: SubmitOutcome[]) {
      const tried: boolean[] = []
      const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
      const transport = {
        ...provider,
        concurrency: 1,
        submit: ({ content, messages: [message] }: Parameters<typeof provider.submit>[0]) => {
          const { html, text } = filled(content.pieces, message!.fields)
          expect(html.includes('‘Oud’ hoort nu bij ‘Nieuw’')).toBe(text.includes('‘Oud’'))
          tried.push(text.includes('‘Oud’ hoort nu bij ‘Nieuw’'))
          return Promise.resolve(given[tried.length - 1] ?? accepted)
        },
      }
      await runDispatch(id, made.options({ ports: fakeClock(), transport }))
      return { tried }
    }
  }
  return { store, person, issue }
}

async function choose({ db }: Pick<Store, 'db'>, id: string, choices: string): Promise<void> {
  await db.updateTable('subscriber').set({ choices }).where('id', '=', id).execute()
}

/** As on the page of their preferences, where the old theme is no choice any more. */
function chooseNew(store: Store, id: string): Promise<void> {
  const chosen = { name: null, area: null, themes: ['nieuw'], partners: [], networks: [] }
  return savePreferences(store, id, chosen, 2)
}

/** From its heading on, as one line. */
function footerOf(mail: { html?: string | undefined } | undefined): string {
  const footer = load(mail?.html ?? '')('h2:contains("Over deze nieuwsbrief")').parent()
  footer.find('h2, p, a').append(' ')
  return footer.text().replaceAll(/\s+/g, ' ').trim()
}
