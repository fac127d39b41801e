import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readImport } from '../../src/subscribers/read-import.ts'
import { faultRows } from '../../src/subscribers/fault-rows.ts'
import { readVocabulary } from '../../src/subscribers/vocabulary.ts'
import type { ImportDefaults } from '../../src/subscribers/read-people.ts'

const project = resolve(import.meta.dirname, '../..')
const { vocabulary } = await readVocabulary(project, '2023-03-01')
const defaults: ImportDefaults = {
  basis: 'public-task',
  source: 'lijst',
  evidence: undefined,
  purposes: ['newsletter'],
}
const read = (source: string, given: Partial<ImportDefaults> = {}) =>
  readImport(Buffer.from(source), { ...defaults, ...given }, vocabulary)
const good = async (source: string, given: Partial<ImportDefaults> = {}) => {
  const found = await read(source, given)
  if (found.kind === 'refused') throw new Error(found.reason)
  return found
}
const faultsIn = async (source: string, given: Partial<ImportDefaults> = {}) =>
  (await good(source, given)).faults.map(({ row, column, code }) => [row, column, code])

describe('a list of subscribers', () => {
  test('is understood as people in an office write it', async () => {
    const { people, faults } = await good(
      'E-mailadres;Voornaam;tussenvoegsel;Achternaam;Organisatie;Soort organisatie;Functie;Gemeente;Thema’s;Netwerken;Ontvangt;Taal\n' +
        ' Jan@Example.org ;Jan;van den;Berg;Gemeente Brielle;Gemeente;CISO;brielle;Huiselijk geweld, privacy;PPER | overleg van gemeentelijke ciso’s;Nieuwsbrief, uitnodigingen;Nederlands\n',
    )
    expect(faults).toEqual([])
    expect(people).toEqual([
      {
        row: 2,
        address: 'jan@example.org',
        name: 'Jan van den Berg',
        organisation: 'Gemeente Brielle',
        organisationType: 'gemeente',
        role: 'ciso',
        area: 'GM1992',
        language: 'nl',
        themes: ['zorg-en-veiligheid', 'privacy'],
        partners: undefined,
        networks: ['pper', 'ciso-overleg'],
        purposes: ['newsletter', 'invitations'],
        basis: 'public-task',
        source: 'lijst',
        evidence: undefined,
      },
    ])
  })

  test.each([['e-mail', 'E-Mail', 'EMAIL', 'e-mail adres', 'mailadres', '"Mail"'], ['email']])(
    'knows the column of addresses as %s',
    async (...headers) => {
      for (const header of headers)
        expect((await good(`${header}\njan@example.org\n`)).people).toHaveLength(1)
    },
  )

  test.each([
    ['naam;mailtje\nJan;jan@example.org\n', 'no-address-column', ['naam', 'mailtje']],
    ['e-mail;mail\na@example.org;b@example.org\n', 'column-twice', ['e-mail', 'mail']],
    ['e-mail\n', 'no-rows', undefined],
  ])('that cannot be used says why: %j', async (source, reason, columns) => {
    expect(await read(source)).toEqual({ kind: 'refused', reason, ...(columns && { columns }) })
  })

  test('needs a basis and a source, and for consent its evidence, from the file or beside it', async () => {
    const file = 'e-mail;naam\njan@example.org;Jan\n'
    expect(await read(file, { basis: undefined })).toEqual({
      kind: 'refused',
      reason: 'basis-missing',
      missing: ['basis'],
    })
    expect(await read(file, { source: undefined })).toEqual({
      kind: 'refused',
      reason: 'source-missing',
      missing: ['source'],
    })
    expect(await read(file, { basis: 'consent' })).toEqual({
      kind: 'refused',
      reason: 'evidence-missing',
      missing: ['evidence'],
    })
    expect((await good(file, { basis: 'consent', evidence: 'map 12' })).people).toHaveLength(1)
    const own =
      'e-mail;grondslag;bron;bewijs\na@example.org;toestemming;formulier;map 1\nb@example.org;toestemming;formulier;\nc@example.org;;;\n'
    const none = { basis: undefined, source: undefined }
    expect((await good(own, none)).people.map(({ address }) => address)).toEqual(['a@example.org'])
    expect(await faultsIn(own, none)).toEqual([
      [3, 'bewijs', 'evidence-missing'],
      [4, 'grondslag', 'basis-missing'],
      [4, 'bron', 'source-missing'],
    ])
  })

  test('names columns that it does not use, with what may have been meant', async () => {
    expect(
      (await good('e-mail;organisaatie;telefoon\njan@example.org;x;y\n')).unknownColumns,
    ).toEqual([
      { column: 'organisaatie', suggestion: 'organisatie' },
      { column: 'telefoon', suggestion: undefined },
    ])
  })
})

describe('a row with a mistake', () => {
  test.each([
    ['', 'e-mail', 'address-empty'],
    ['jan@example.org, piet@example.org', 'e-mail', 'address-several'],
    ['jan.example.org', 'e-mail', 'address-no-at'],
    ['"""jan jansen""@example.org"', 'e-mail', 'address-quoted'],
    [`${'x'.repeat(10_000_000)}@example.org`, 'e-mail', 'address-too-long'],
  ])('in its address is named and left out', async (address, column, code) => {
    const source = `e-mail;naam\n${address};Jan\ngoed@example.org;Goed\n`
    expect(await faultsIn(source)).toEqual([[2, column, code]])
    expect((await good(source)).people.map((person) => person.address)).toEqual([
      'goed@example.org',
    ])
  })

  test.each([
    ['naam', 'x'.repeat(10_000_000), 'long'],
    ['naam', 'x'.repeat(81), 'long'],
    ['naam', '"Jan\nBcc: x"', 'control-character'],
    ['naam', 'Jan\u0007', 'control-character'],
    ['naam', '=HYPERLINK(1)', 'formula'],
    ['gemeente', 'Rotterdm', 'unknown-word'],
    ['soort organisatie', 'circus', 'unknown-word'],
    ["thema's", 'voetbal', 'unknown-word'],
    ['ontvangt', 'alles', 'unknown-word'],
    ['taal', 'Fries', 'unknown-word'],
    ['berichten van', 'kvk', 'unknown-word'],
    ['netwerk', 'voetbalclub', 'unknown-word'],
    ["thema's", 'x'.repeat(2000), 'long'],
  ])('in %s is named and left out: %#', async (column, cell, code) => {
    const source = `e-mail;${column}\nfout@example.org;${cell}\ngoed@example.org;\n`
    expect(await faultsIn(source)).toEqual([[2, column, code]])
    expect((await good(source)).people.map(({ address }) => address)).toEqual(['goed@example.org'])
  })

  test('suggests the word that was probably meant', async () => {
    expect((await good('e-mail;gemeente\na@example.org;Rotterdm\n')).faults[0]?.suggestion).toBe(
      'Rotterdam',
    )
  })

  test('says so of too many cells, but not of too few', async () => {
    expect(
      await faultsIn(
        'e-mail;naam\na@example.org;Jan;de Bakker\nb@example.org\nc@example.org;x;;\n',
      ),
    ).toEqual([[2, undefined, 'extra-cells']])
  })

  test('that is in the list twice is reported at both places, and neither is chosen', async () => {
    const { people, faults } = await good(
      'e-mail;naam\nA@example.org;An\nb@example.org;Bo\na@example.org;Anna\na@EXAMPLE.org;Ann\n',
    )
    expect(people.map(({ address }) => address)).toEqual(['b@example.org'])
    expect(faults.map(({ row, code, other }) => [row, code, other])).toEqual([
      [2, 'duplicate', 4],
      [4, 'duplicate', 2],
      [5, 'duplicate', 2],
    ])
  })

  test('comes back in a list of its own, and can be imported once it is right', async () => {
    const faulty = async (source: string) =>
      faultRows(
        Buffer.from(source),
        undefined,
        (await good(source)).faults,
        'fout',
        ({ code }) => code,
      )
    expect(await faulty('e-mail;naam\nfout;Jan\ngoed@example.org;Goed\n')).toEqual([
      ['e-mail', 'naam', 'fout'],
      ['fout', 'Jan', 'address-no-at'],
    ])
    const second = 'e-mail;naam;fout\njan@example.org;Jan;address-no-at\nnog fout;Piet;weg ermee\n'
    const again = await good(second)
    expect(again.people.map(({ address }) => address)).toEqual(['jan@example.org'])
    expect(again.unknownColumns).toEqual([])
    expect((await faulty(second))[1]).toEqual(['nog fout', 'Piet', 'address-no-at'])
  })
})
