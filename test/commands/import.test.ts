import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Invocation } from '../../src/commands/command.ts'
import { importCommand } from '../../src/commands/import.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'

const project = resolve(import.meta.dirname, '../..')
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-import-'))
  for (const name of ['rondbrief.yaml', 'subscribers']) {
    cpSync(join(project, name), join(root, name), { recursive: true })
  }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const proper = { basis: 'publieke-taak', source: 'voorbeeld' }

async function run(
  options: Invocation['options'] = proper,
  given: { file?: string; ask?: Invocation['ask']; json?: boolean } = {},
) {
  const printed: string[] = []
  const told: string[] = []
  const code = await importCommand.run({
    positionals: [given.file ?? 'subscribers/example.csv'],
    options,
    root,
    env: {},
    text: textFor('nl'),
    json: given.json ?? false,
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    ask: given.ask,
    signal: new AbortController().signal,
    now: () => Date.UTC(2023, 2, 1),
  })
  return { code, printed: printed.join('\n'), told: told.join('\n') }
}

async function emails(): Promise<string[]> {
  const store = await openStore(databaseFile(root))
  try {
    const rows = await store.db.selectFrom('subscriber').select('email').orderBy('email').execute()
    return rows.map(({ email }) => email)
  } finally {
    await store.close()
  }
}

function list(source: string | Buffer): string {
  writeFileSync(join(root, 'lijst.csv'), source)
  return 'lijst.csv'
}

describe('rondbrief import', () => {
  test('shows what it would do and writes nothing', async () => {
    const { code, printed, told } = await run()
    expect(code).toBe(0)
    expect(printed).toMatch(/nieuw +58/)
    expect(told).toContain('Er is nog niets ingelezen.')
    expect(await emails()).toEqual([])
  })

  test('imports after --yes-really, and has nothing left to do the second time', async () => {
    expect((await run({ ...proper, 'yes-really': true })).printed).toContain('58 abonnees')
    expect(await emails()).toHaveLength(58)
    expect((await run({ ...proper, 'yes-really': true })).printed).toMatch(/ongewijzigd +58/)
  })

  test('imports at a terminal when the answer is yes, and only then', async () => {
    await run(proper, { ask: async () => 'nee' })
    expect(await emails()).toEqual([])
    await run(proper, { ask: async () => 'Ja ' })
    expect(await emails()).toHaveLength(58)
  })

  test.each([
    [{ source: 'x' }, 2, '--basis toestemming of --basis publieke-taak'],
    [{ basis: 'publieke-taak' }, 2, '--source'],
    [{ basis: 'toestemming', source: 'x' }, 2, '--evidence'],
    [{ basis: 'toestemmin', source: 'x' }, 2, "Bedoelde u 'toestemming'?"],
    [{ ...proper, purpose: 'nieuwsbrieven' }, 2, "Bedoelde u 'nieuwsbrief'?"],
  ])('with %j is refused and says what to add', async (options, code, advice) => {
    const result = await run({ ...options, 'yes-really': true })
    expect(result.code).toBe(code)
    expect(result.told).toContain(advice)
    expect(await emails()).toEqual([])
  })

  test('names a file that is not there', async () => {
    const { code, told } = await run(proper, { file: 'weg.csv' })
    expect(code).toBe(2)
    expect(told).toContain('weg.csv')
  })

  test('fails when not one row can be used', async () => {
    const { code, told } = await run(
      { ...proper, 'yes-really': true },
      { file: list('e-mail\nfout\n') },
    )
    expect(code).toBe(1)
    expect(told).toContain('Geen enkele rij')
    expect(told).toContain('rij 2:')
  })

  test('names the columns that it found when none holds addresses', async () => {
    const { code, told } = await run(proper, { file: list('naam;mailtje\nJan;jan@example.org\n') })
    expect(code).toBe(1)
    expect(told).toContain("een kolom 'e-mailadres' nodig. Nu staan er: naam, mailtje.")
  })

  test('imports the good rows and saves the others for correction, for their owner only', async () => {
    const file = list(
      'E-mail;Naam\ngoed@example.org;Goed\n"a@example.org;b@example.org";=1+1\n;Piet\n',
    )
    const { code, told, printed } = await run(
      { ...proper, faults: 'fouten.csv', 'yes-really': true },
      { file },
    )
    expect(code).toBe(0)
    expect(printed).toMatch(/fout +2/)
    expect(told).toContain('vul bij 1 rij een e-mailadres in')
    expect(await emails()).toEqual(['goed@example.org'])
    const saved = readFileSync(join(root, 'fouten.csv'), 'utf8')
    expect(saved.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFE-mail;Naam;fout',
      expect.stringMatching(/^"a@example\.org;b@example\.org";'=1\+1;/),
    ])
    expect(statSync(join(root, 'fouten.csv')).mode & 0o077).toBe(0)
    const again = await run({ ...proper, faults: 'fouten.csv' }, { file })
    expect(again.code).toBe(2)
    expect(readFileSync(join(root, 'fouten.csv'), 'utf8')).toBe(saved)
  })

  test('takes an Excel file as it is, says which sheet it read, and trusts no formula for an address', async () => {
    const sheet = utils.aoa_to_sheet([
      ['E-mail', 'Naam'],
      ['goed@example.org', 'Goed'],
      [],
      ['', 'Piet'],
    ])
    sheet['A4'] = { t: 's', v: 'piet@example.org', f: 'B4&"@example.org"' }
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'Leden')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['leeg']]), 'Oud')
    const file = 'lijst.xlsx'
    writeFileSync(join(root, file), write(book, { type: 'buffer' }) as Uint8Array)
    const { code, printed, told } = await run(
      { ...proper, faults: 'fouten.csv', 'yes-really': true },
      { file },
    )
    expect(code).toBe(0)
    expect(printed).toContain("werkblad 'Leden'")
    expect(told).toContain("'Oud'")
    expect(told).toContain("rij 4: In de kolom 'E-mail' staat een formule.")
    expect(await emails()).toEqual(['goed@example.org'])
    expect(readFileSync(join(root, 'fouten.csv'), 'utf8')).toContain('piet@example.org;Piet;')
    const missing = await run({ ...proper, sheet: 'Nieuw' }, { file })
    expect(missing.code).toBe(1)
    expect(missing.told).toContain('Wel zijn er: Leden, Oud.')
    expect((await run({ ...proper, sheet: 'Oud' }, { file })).told).toContain('e-mailadres')
  })

  test('shows a line to look at when the letters had to be guessed', async () => {
    const { told } = await run(proper, {
      file: list(Buffer.from('e-mail;functie\na@example.org;Coördinator\n', 'latin1')),
    })
    expect(told).toContain('a@example.org;Coördinator')
  })

  test('refuses when the secret that keyed the list is gone', async () => {
    await run({ ...proper, 'yes-really': true })
    rmSync(join(root, 'data/secret'))
    const { code, told } = await run({ ...proper, 'yes-really': true })
    expect(code).toBe(3)
    expect(told).toContain('data/secret')
  })

  test('gives one object with --json', async () => {
    const { printed, told } = await run(proper, {
      json: true,
      file: list('e-mail\ngoed@example.org\nfout\n'),
    })
    expect(JSON.parse(printed)).toMatchObject({
      schema: 1,
      ok: true,
      written: false,
      rows: 2,
      counts: { added: 1, changed: 0, unchanged: 0, faulty: 1, staysUnsubscribed: 0 },
      faults: [{ row: 3, column: 'e-mail', code: 'address-no-at', value: 'fout' }],
    })
    expect(told).toBe('')
    const refused = await run({}, { json: true })
    expect(JSON.parse(refused.printed)).toMatchObject({ schema: 1, ok: false })
  })
})

describe('the example list', () => {
  test('has every municipality and every type of organisation, and only invented people', async () => {
    await run({ ...proper, 'yes-really': true })
    const store = await openStore(databaseFile(root))
    const rows = await store.db.selectFrom('subscriber').selectAll().execute()
    await store.close()
    expect(new Set(rows.map(({ organisation_type }) => organisation_type)).size).toBe(16)
    // 26 names in the file; Brielle, Hellevoetsluis and Westvoorne are Voorne aan Zee by now.
    expect(new Set(rows.map(({ area }) => area).filter(Boolean)).size).toBe(23)
    expect(rows.every(({ email }) => email.endsWith('@example.org'))).toBe(true)
  })
})
