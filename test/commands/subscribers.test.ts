import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Command, Invocation } from '../../src/commands/command.ts'
import { erase } from '../../src/commands/erase.ts'
import { exportCommand } from '../../src/commands/export.ts'
import { importCommand } from '../../src/commands/import.ts'
import { subscribers } from '../../src/commands/subscribers.ts'
import { textFor } from '../../src/text/text.ts'

const project = resolve(import.meta.dirname, '../..')
let root: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-people-'))
  for (const name of ['rondbrief.yaml', 'subscribers']) {
    cpSync(join(project, name), join(root, name), { recursive: true })
  }
  await run(importCommand, ['subscribers/example.csv'], {
    basis: 'publieke-taak',
    source: 'voorbeeld',
    'yes-really': true,
  })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function run(
  command: Command,
  positionals: string[],
  options: Invocation['options'] = {},
  given: { json?: boolean; ask?: Invocation['ask'] } = {},
) {
  const printed: string[] = []
  const told: string[] = []
  const code = await command.run({
    positionals,
    options,
    root,
    env: {},
    text: textFor('nl'),
    json: given.json ?? false,
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    ask: given.ask,
    signal: new AbortController().signal,
    now: () => Date.UTC(2023, 2, 1, 12),
  })
  return { code, printed: printed.join('\n'), told: told.join('\n') }
}

const anouk = 'anouk.de-boer@example.org'
const why = { reason: 'vraag van 3 april' }

describe('rondbrief subscribers', () => {
  test('counts who each segment reaches, and hides small groups', async () => {
    const { code, printed } = await run(subscribers, [])
    expect(code).toBe(0)
    expect(printed).toMatch(/Abonnees: 58/)
    expect(printed).toMatch(/nieuwsbrief-alle +58 /)
    expect(printed).toMatch(/pers +minder dan 5 /)
    expect(printed).toMatch(/Overlap, .+:\n +1 +2 +3 /)
    expect(printed).toMatch(/\n {2}1 nieuwsbrief-alle +58 +\d+/)
    expect(printed).toContain('  <5: minder dan 5')
  })

  test('shows one segment before it is used: who falls out, what it shares, and a masked sample', async () => {
    const { code, printed } = await run(subscribers, [], { segment: 'nieuwsbrief-alle' })
    expect(code).toBe(0)
    expect(printed).toMatch(/: 58 ontvangers\n/)
    expect(printed).toMatch(
      /Van deze ontvangers krijgen ook mail in:\n(?: {2}.+\n)+Enkele ontvangers:\n/,
    )
    expect(printed).toMatch(/Enkele ontvangers:\n(?: {2}.…@example\.org(, .+)?\n?){5}$/)
    expect(printed).not.toMatch(/[a-z]{2,}@example\.org/)
  })

  test('gives no number and no person away of a group under five', async () => {
    const small = await run(subscribers, [], { segment: 'pers' })
    expect(small.printed).toMatch(/: minder dan 5 ontvangers/)
    expect(small.printed).not.toContain('@')
    const json = await run(subscribers, [], { segment: 'pers' }, { json: true })
    expect(JSON.parse(json.printed)).toMatchObject({ count: null, sample: [] })
    const wrong = await run(subscribers, [], { segment: 'per' })
    expect(wrong).toMatchObject({ code: 2, told: expect.stringContaining("Bedoelde u 'pers'?") })
  })

  test('shows all that is stored about one person, with the basis of their mail', async () => {
    const { code, printed } = await run(subscribers, ['Anouk.de-Boer@example.org'], why)
    expect(code).toBe(0)
    expect(printed).toContain('Naam: Anouk de Boer')
    expect(printed).toContain('Gemeente: Alblasserdam')
    expect(printed).toContain('nieuwsbrief: ja, voor een publieke taak')
    expect(printed).toContain(
      '2023-03-01 13:00  nieuwsbrief: ingelezen (publieke taak), bron: voorbeeld',
    )
  })

  test.each([
    ['vreemd@example.org', 1],
    ['geen adres', 2],
  ])('says so of %j', async (address, code) => {
    expect((await run(subscribers, [address], why)).code).toBe(code)
  })
})

describe('who looks at people', () => {
  test.each([
    [{}, 'Er staat niet waarom'],
    [{ reason: '  ' }, 'Er staat niet waarom'],
    [{ reason: 'vraag van jan@example.org' }, 'bewaart geen adressen'],
    [{ reason: 'x'.repeat(201) }, 'te lang'],
  ])('says why: %j', async (options, advice) => {
    const [one, list] = [
      await run(subscribers, [anouk], options),
      await run(exportCommand, ['lijst.csv'], options),
    ]
    for (const { code, told, printed } of [one, list]) {
      expect([code, printed]).toEqual([2, ''])
      expect(told).toContain(advice)
    }
    expect(existsSync(join(root, 'lijst.csv'))).toBe(false)
    expect((await run(subscribers, [], { log: true })).told).toBe('Het logboek is leeg.')
  })

  test('is kept with the moment and the reason, and without anybody’s address', async () => {
    await run(subscribers, [anouk], why)
    await run(subscribers, ['vreemd@example.org'], { reason: 'zoekt een adres' })
    await run(exportCommand, ['lijst.csv'], { reason: 'controle' })
    await run(erase, [anouk], { reason: 'verzoek' }, { ask: async () => anouk })
    const { printed } = await run(subscribers, [], { log: true })
    const lines = printed.split('\n')
    expect(lines).toHaveLength(4)
    expect(printed).toMatch(
      /1\smaart 2023, 13\.00\suur {2}\S+ {2}gegevens bekeken van \S{8}: vraag/,
    )
    expect(printed).toMatch(/lijst meegenomen: controle/)
    expect(printed).toMatch(/bekeken om te wissen van \S{8}: verzoek/)
    expect(printed).not.toContain('@')
    const json = await run(subscribers, [], { log: true }, { json: true })
    expect(json.printed).not.toContain('@')
  })
})

describe('rondbrief erase', () => {
  test('shows what it would erase, and erases nothing until that is confirmed', async () => {
    const { code, printed, told } = await run(erase, [anouk], { reason: 'verzoek' })
    expect(code).toBe(0)
    expect(printed).toContain('Gevonden: een profiel, 1 keer toestemming')
    expect(told).toContain('Er is nog niets gewist.')
    await run(erase, [anouk], { reason: 'verzoek' }, { ask: async () => 'ja' })
    expect((await run(subscribers, [anouk], why)).printed).toContain('Anouk')
  })

  test('leaves no name, and a later list does not bring the person back', async () => {
    await run(erase, [anouk], { reason: 'verzoek' }, { ask: async () => anouk })
    const { printed } = await run(subscribers, [anouk], why)
    expect(printed).not.toContain('Anouk')
    expect(printed).toContain('alles: gewist')
    const again = await run(importCommand, ['subscribers/example.csv'], {
      basis: 'publieke-taak',
      source: 'voorbeeld',
      'yes-really': true,
    })
    expect(again.printed).toMatch(/afgemeld blijft afgemeld +1/)
  })

  test('needs a reason, and an address that is here', async () => {
    expect((await run(erase, [anouk], { 'yes-really': true })).code).toBe(2)
    const stranger = await run(erase, ['vreemd@example.org'], { reason: 'x', 'yes-really': true })
    expect(stranger.code).toBe(1)
  })
})

describe('rondbrief export', () => {
  test('gives a csv that comes back in without a change', async () => {
    expect((await run(exportCommand, ['lijst.csv'], why)).printed).toContain(
      '58 abonnees staan in lijst.csv',
    )
    const again = await run(importCommand, ['lijst.csv'], { basis: 'publieke-taak', source: 'x' })
    expect(again.printed).toMatch(/ongewijzigd +58/)
    expect(again.printed).toMatch(/fout +0/)
    expect(statSync(join(root, 'lijst.csv')).mode & 0o077).toBe(0)
  })

  test('makes a name that a spreadsheet would run harmless, in csv only', async () => {
    writeFileSync(join(root, 'een.csv'), "e-mail;naam\nx@example.org;'@som\n")
    await run(importCommand, ['een.csv'], {
      basis: 'publieke-taak',
      source: 'x',
      'yes-really': true,
    })
    await run(exportCommand, ['lijst.csv'], why)
    await run(exportCommand, ['lijst.json'], why)
    expect(readFileSync(join(root, 'lijst.csv'), 'utf8')).toContain(";'@som;")
    const people = JSON.parse(readFileSync(join(root, 'lijst.json'), 'utf8')) as { name: string }[]
    expect(people.map(({ name }) => name)).toContain('@som')
  })

  test('of a segment holds only who gets mail in it', async () => {
    await run(exportCommand, ['pers.json'], { ...why, segment: 'pers' })
    const people = JSON.parse(readFileSync(join(root, 'pers.json'), 'utf8')) as {
      organisationType: string
    }[]
    expect(people.map(({ organisationType }) => organisationType)).toEqual(['media', 'media'])
  })

  test.each([
    ['lijst.xls', {}, '.csv of .json'],
    ['subscribers/example.csv', {}, 'schrijft er niet overheen'],
    ['lijst.csv', { segment: 'perss' }, "Bedoelde u 'pers'?"],
  ])('to %s with %j is refused', async (file, options, advice) => {
    const { code, told } = await run(exportCommand, [file], { ...why, ...options })
    expect(code).toBe(2)
    expect(told).toContain(advice)
    expect(existsSync(join(root, 'lijst.csv'))).toBe(false)
  })
})
