import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { beforeEach, describe, expect, test } from 'vitest'
import { importCommand } from '../../src/commands/import.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import { zipOf } from '../support/zip.ts'

let root: string
beforeEach(async () => {
  root = copyProject()
  mkdirSync(join(root, 'lijsten'))
  save('er-al.csv', 'e-mail;naam\ner.al@example.org;Er Al\n')
  await load('er-al.csv')
})

function save(name: string, content: string | Uint8Array): void {
  writeFileSync(join(root, 'lijsten', name), content)
}

const load = (name: string) =>
  runCommand(importCommand, root, {
    positionals: [`lijsten/${name}`],
    options: { basis: 'publieke-taak', source: 'lijst', 'yes-really': true },
  })

async function people(): Promise<Record<string, string | null>> {
  const store = await openList(root, {})
  try {
    const rows = await store.db.selectFrom('subscriber').select(['email', 'name']).execute()
    return Object.fromEntries(rows.map(({ email, name }) => [email, name]))
  } finally {
    await store.close()
  }
}

/** The same table as a csv file and as a workbook. */
const kinds = {
  csv: (rows: string[][]) =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n'),
  xlsx: (rows: string[][]) => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Blad1')
    return write(book, { type: 'buffer', compression: true }) as Uint8Array
  },
}

const header = ['e-mail', 'naam']
const good = ['goed@example.org', 'Goed']
const faultLines = (told: string) => told.split('\n').filter((line) => /^ {2}rij \d/.test(line))

describe.each(['csv', 'xlsx'] as const)('bad input in a %s file', (kind) => {
  const given = (rows: string[][]) => {
    save(`lijst.${kind}`, kinds[kind](rows))
    return load(`lijst.${kind}`)
  }

  test.each([
    ['a control character in a name', ['jan@example.org', 'Jan\u0007'], "In de kolom 'naam' staat"],
    ['a line break in an address', ['jan@example.org\nBcc: x', 'Jan'], 'een teken dat u niet ziet'],
    ['two addresses in one field', ['a@example.org; b@example.org', 'A'], 'meer dan één adres'],
    ['a quoted local part', ['"jan jansen"@example.org', 'Jan'], 'staan aanhalingstekens'],
  ])('%s gives one message and costs nobody else', async (_, row, message) => {
    const { code, told } = await given([header, row, good])
    expect(code).toBe(0)
    expect(faultLines(told)).toEqual([expect.stringMatching(/^ {2}rij 2: /)])
    expect(told).toContain(message)
    expect(await people()).toEqual({ 'er.al@example.org': 'Er Al', 'goed@example.org': 'Goed' })
  })

  test('an address with a domain in other letters is one address, however it is typed', async () => {
    const { code, told } = await given([header, ['Jan@BÜCHER.example.org', 'Jan'], good])
    expect(code).toBe(0)
    expect(faultLines(told)).toEqual([])
    expect(await people()).toMatchObject({ 'jan@xn--bcher-kva.example.org': 'Jan' })
    const again = await given([header, ['jan@xn--bcher-kva.example.org', 'Jan'], good])
    expect(again.printed).toMatch(/ongewijzigd +2/)
  })

  test('a row that is there twice is named at both places, and neither is chosen', async () => {
    const { told } = await given([
      header,
      ['jan@example.org', 'Jan'],
      good,
      ['JAN@example.org', 'J'],
    ])
    expect(faultLines(told)).toEqual([
      expect.stringContaining('rij 2: '),
      expect.stringContaining('rij 4: '),
    ])
    expect(told).toContain('kies bij 2 dubbele rijen welke blijft')
    expect(await people()).not.toHaveProperty(['jan@example.org'])
    expect(await people()).toHaveProperty(['goed@example.org'])
  })

  test('a column that is not known is named once, with what may be meant', async () => {
    const { code, told } = await given([
      [...header, 'organisaatie'],
      [...good, 'x'],
    ])
    expect(code).toBe(0)
    expect(told.match(/organisaatie/g)).toHaveLength(1)
    expect(told).toContain("Bedoelde u 'organisatie'?")
    expect(await people()).toHaveProperty(['goed@example.org'])
  })
})

test('a name of ten million letters gives one message and costs nobody else', async () => {
  save('lijst.csv', kinds.csv([header, ['jan@example.org', 'x'.repeat(10_000_000)], good]))
  const { code, told } = await load('lijst.csv')
  expect(code).toBe(0)
  expect(faultLines(told)).toHaveLength(1)
  expect(told).toContain("De tekst in de kolom 'naam' is te lang.")
  expect(told.length).toBeLessThan(1000)
  expect(await people()).toHaveProperty(['goed@example.org'])
})

test('a workbook that would fill the memory gives one message, and the list stays as it was', async () => {
  const spaces = Buffer.alloc(64 * 1024 * 1024, ' ')
  const sheet = { content: '', compressed: deflateRawSync(spaces), claims: 0xff_ff_ff_f0 }
  const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  const bomb = zipOf({
    '[Content_Types].xml': `<Types><Override PartName="/w.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<r><Relationship Id="a" Type="${relationships}/officeDocument" Target="w.xml"/></r>`,
    'w.xml': `<workbook xmlns:r="r"><sheets><sheet name="Blad1" r:id="b"/></sheets></workbook>`,
    '_rels/w.xml.rels': `<r><Relationship Id="b" Type="${relationships}/worksheet" Target="s.xml"/></r>`,
    's.xml': sheet,
  })
  expect(bomb.length).toBeLessThan(100_000)
  save('bom.xlsx', bomb)
  const { code, told } = await load('bom.xlsx')
  expect(code).toBe(1)
  expect(told.split('\n')).toEqual([
    'In dit Excel-bestand zit veel meer dan in een lijst met mensen.',
    expect.stringContaining("'CSV UTF-8'"),
  ])
  expect(await people()).toEqual({ 'er.al@example.org': 'Er Al' })
})
