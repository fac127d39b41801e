import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newCommand } from '../../src/commands/new.ts'
import { schedule } from '../../src/commands/schedule.ts'
import { readConfig } from '../../src/config.ts'
import { loadIssue } from '../../src/issue/load-issue.ts'
import { countOccurrences } from '../../src/schedule/occurrence-store.ts'
import { loadSeries } from '../../src/schedule/read-series.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

const start = Date.parse('2027-02-20T09:00Z')

test('the coming dates are shown with their weekday and what the clock change does to them', async () => {
  const root = project(`
  - id: brief
    title: Nieuwsbrief
    at: '02:30'
    dates: [2027-03-21, 2027-03-28, 2027-04-04, 2027-10-31]
`)
  const { code, printed } = await runCommand(schedule, root, { now: () => start })
  expect(code).toBe(0)
  expect(plain(printed)).toBe(`Nieuwsbrief, om 2.30 uur
  zondag 21 maart 2027, 2.30 uur    nog geen editie
    Let op  Het verzendmoment valt in het weekend: zondag 21 maart 2027.
    Hiervoor begint de zomertijd. De editie vertrekt als de klok 2.30 uur aanwijst.
  zondag 28 maart 2027, 2.30 uur    nog geen editie
    2.30 uur bestaat die dag niet, want de klok gaat vooruit. Het wordt 3.30 uur.
    Let op  Het verzendmoment valt op eerste paasdag: zondag 28 maart 2027.
  zondag 4 april 2027, 2.30 uur     nog geen editie
    Let op  Het verzendmoment valt in het weekend: zondag 4 april 2027.
  zondag 31 oktober 2027, 2.30 uur  nog geen editie
    2.30 uur komt die dag twee keer voor, want de klok gaat terug. De eerste keer telt.
    Let op  Het verzendmoment valt in het weekend: zondag 31 oktober 2027.
`)
})

test('without a name, a new issue is that of the next date, with its deadline filled in', async () => {
  const root = project(`
  - id: brief
    at: '10:00'
    dates: [2027-03-09, 2027-03-30, 2027-04-13]
`)
  const made = await runCommand(newCommand, root, { now: () => start })
  expect(plain(made.printed)).toContain('Editie 2027-03 is gemaakt')
  expect(plain(made.printed)).toContain(
    'Zij hoort bij dinsdag 9 maart 2027, 10.00 uur. Inleveren kan tot en met vrijdag 26 februari 2027.',
  )
  const { issue, problems } = await load(root, '2027-03')
  // The moment itself is chosen by whoever plans it.
  expect(issue).toMatchObject({ deadline: '2027-02-26', sendAt: undefined })
  expect(problems.filter(({ code }) => code.startsWith('frontmatter/'))).toEqual([])
  const second = await runCommand(newCommand, root, { now: () => start, json: true })
  expect(JSON.parse(second.printed)).toMatchObject({
    issue: '2027-03-30',
    series: 'brief',
    proposed: '2027-03-30T10:00',
    // The 29th is Easter Monday and the 26th Good Friday.
    deadlines: { remind: '2027-03-16', deliver: '2027-03-19', approve: '2027-03-25' },
  })
  const { printed } = await runCommand(schedule, root, { now: () => start })
  expect(plain(printed)).toMatch(
    /9 maart 2027, 10\.00 uur +editie 2027-03\n[^]*30 maart 2027, 10\.00 uur +editie 2027-03-30\n[^]*13 april 2027, 10\.00 uur +nog geen editie/,
  )
})

test('when it begins after the day to deliver, that day is left for people to choose', async () => {
  const root = project(`
  - { id: brief, at: '10:00', dates: [2027-02-23] }
`)
  const { printed } = await runCommand(newCommand, root, { now: () => start })
  expect(plain(printed)).toContain('De inleverdag vrijdag 12 februari 2027 is al voorbij')
  expect((await load(root, '2027-02')).issue?.deadline).toBeUndefined()
})

test('without a series, or with all its dates taken, a new issue needs a name', async () => {
  for (const root of [
    project(' []'),
    project("\n  - { id: brief, at: '10:00', dates: [2020-01-07] }\n"),
  ]) {
    const { code, told } = await runCommand(newCommand, root, { now: () => start })
    expect(code).toBe(2)
    expect(told).toContain('Er is geen reeks met een datum die nog een editie nodig heeft.')
    expect(told).toContain('zoals 2027-02')
  }
})

test('dates that went by are asked about once, all together, and no more when they are skipped', async () => {
  const root = project("\n  - { id: brief, at: '10:00', day: tweede dinsdag }\n")
  const store = await openStore(databaseFile(root))
  const { series } = await loadSeries(root)
  await countOccurrences(store, series, {
    today: '2026-12-01',
    zone: 'Europe/Amsterdam',
    now: Date.parse('2026-12-01T09:00Z'),
    issues: [],
  })
  await store.close()
  const asked = await runCommand(schedule, root, { now: () => start })
  expect(plain(asked.told))
    .toBe(`3 data gingen voorbij zonder editie: dinsdag 8 december 2026, dinsdag 12 januari 2027 en dinsdag 9 februari 2027.
Wat nu: maak de editie alsnog, bijvoorbeeld met npx rondbrief new 2026-12, of sla over met npx rondbrief schedule --skip.`)
  const skipped = await runCommand(schedule, root, { now: () => start, options: { skip: true } })
  expect(skipped.told).toBe('3 data zijn overgeslagen.')
  expect((await runCommand(schedule, root, { now: () => start })).told).toBe('')
})

test('what is wrong with the file is said at its place, and the rest still counts', async () => {
  const root = project(`
  - { id: kapot, at: '10:00' }
  - { id: brief, at: '10:00', dates: [2027-03-09] }
`)
  const { code, told, printed } = await runCommand(schedule, root, { now: () => start })
  expect(code).toBe(1)
  expect(told).toContain('newsletters/series.yaml:2:5')
  expect(printed).toContain('9\u00A0maart 2027')
})

describe('one issue', () => {
  const moment = 'dinsdag 9 maart 2027, 10.00 uur'
  const planning = (root: string, options: Record<string, string | boolean>, more = {}) =>
    runCommand(schedule, root, { now: () => start, positionals: ['2023-03'], options, ...more })

  test('is shown first, planned with the number, and then goes by itself', async () => {
    const { root, row } = await withPeople(3)
    const shown = await planning(root, { at: '2027-03-09 10:00' })
    expect(shown.code).toBe(0)
    expect(plain(shown.printed)).toContain(
      `‘Nieuwsbrief maart 2023’ zou op ${moment} naar 3 ontvangers gaan. Er is nog niets ingepland.`,
    )
    const next = 'npx rondbrief schedule 2023-03 --at 2027-03-09T10:00 --yes-really --count 3'
    expect(shown.printed).toContain(next)
    expect(await row()).toBeUndefined()
    expect(read(root)).not.toContain('send_at')

    const really = { at: '2027-03-09T10:00', 'yes-really': true, name: 'Noor' }
    const wrong = await planning(root, { ...really, count: '4' })
    expect(wrong).toMatchObject({ code: 2 })
    expect(await row()).toBeUndefined()
    const done = await planning(root, { ...really, count: '3' })
    expect(done).toMatchObject({ code: 0 })
    expect(plain(done.printed)).toMatch(
      new RegExp(`gaat op ${moment} vanzelf naar 3 ontvangers\\. Vingerafdruk [0-9A-F-]{9}\\.`),
    )
    expect(await row()).toMatchObject({ status: 'scheduled', due_wall: '2027-03-09T10:00' })
    expect(read(root)).toContain('\nsend_at: 2027-03-09T10:00\n')
    // Again without a moment: the one in the file.
    expect(plain((await planning(root, {})).printed)).toContain(moment)
  })

  test.each([
    [{}, 'Er is nog geen moment.'],
    [{ at: '2027-02-30T10:00' }, '‘2027-02-30T10:00’ is geen dag en tijd die bestaan.'],
    [{ at: '2020-03-09T10:00' }, 'Dit moment is al geweest: maandag 9 maart 2020, 10.00 uur.'],
  ])('with %j is not planned, and says what to give', async (options, why) => {
    const { root } = await withPeople(3)
    const { code, told } = await planning(root, options)
    expect(code).toBe(2)
    expect(plain(told)).toContain(why)
    expect(told).toContain('--at 2026-12-15T10:00')
  })

  test('that is blocked, has no readers or is not there is not planned', async () => {
    const { root } = await withPeople(0)
    const at = { at: '2027-03-09T10:00', 'yes-really': true, count: '0' }
    expect(await planning(root, at)).toMatchObject({ code: 1 })
    edit(root, HEAD, /^subject: .*$/m, 'subject:')
    const blocked = await planning(root, at)
    expect(blocked.code).toBe(1)
    expect(blocked.told).toContain('Inplannen kan pas als 1 melding is opgelost.')
    expect(await planning(root, at, { positionals: ['2019-01'] })).toMatchObject({ code: 2 })
  })

  test('in JSON says what is planned, as the screen does', async () => {
    const { root, row } = await withPeople(3)
    const options = { at: '2027-03-09T10:00', 'yes-really': true, count: '3' }
    const { printed } = await planning(root, options, { json: true })
    expect(JSON.parse(printed)).toMatchObject({
      schema: 1,
      type: 'planned',
      at: '2027-03-09T09:00:00.000Z',
      recipients: 3,
      fingerprint: (await row())?.content_hash,
    })
  })

  async function withPeople(count: number) {
    const root = copyProject()
    const store = await openList(root, {})
    await addPeople(store, count, root)
    onTestFinished(() => store.close())
    return {
      root,
      row: () => store.db.selectFrom('dispatch').selectAll().executeTakeFirst(),
    }
  }

  function read(root: string): string {
    return readFileSync(join(root, HEAD), 'utf8')
  }
})

const HEAD = 'newsletters/2023-03/issue.md'

function project(series: string): string {
  const root = copyProject()
  writeFileSync(join(root, 'newsletters/series.yaml'), `series:${series}`)
  return root
}

async function load(root: string, id: string) {
  const config = readConfig(root, {})
  if (config.kind === 'invalid') throw new Error(JSON.stringify(config.problems))
  return loadIssue(config.config, id)
}

function plain(text: string): string {
  return text.replaceAll('\u00A0', ' ')
}
