import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { isDeepStrictEqual } from 'node:util'
import { buffer } from 'node:stream/consumers'
import { CFB, utils, write, type WorkBook, type WorkSheet } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable } from '../../src/subscribers/read-table.ts'
import type { TableRow } from '../../src/subscribers/table.ts'
import { zipOf, type Packed } from '../support/zip.ts'

async function read(bytes: Buffer, sheet?: string) {
  const rows: TableRow[] = []
  const result = await readTable(bytes, sheet, (row) => void rows.push(row))
  return { rows, result, cells: rows.map(({ cells }) => cells) }
}

/** What a program other than ours wrote. */
function written(sheets: Record<string, WorkSheet>, change?: (book: WorkBook) => void) {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  change?.(book)
  return (bookType: 'xlsx' | 'xlsm' | 'xlsb' | 'biff8' | 'ods' = 'xlsx') =>
    Buffer.from(write(book, { type: 'buffer', bookType, compression: true }) as Uint8Array)
}

const spreadsheetml = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The least that is a workbook, around a sheet written by hand. */
function around(
  sheet: string | Packed,
  others: Record<string, string | Packed> = {},
  type = `${spreadsheetml}.sheet.main+xml`,
): Buffer {
  return zipOf({
    '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${relationships}"><sheets><sheet name="Blad1" sheetId="1" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="b" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="${relationships}/sharedStrings" Target="strings.xml"/></Relationships>`,
    'xl/strings.xml': '<sst/>',
    'xl/worksheets/sheet1.xml': sheet,
    ...others,
  })
}

const rowsOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`

describe('an Excel file', () => {
  test('is read with the row numbers that Excel shows, hidden and empty rows counted', async () => {
    const sheet = utils.aoa_to_sheet([
      ['e-mail', 'naam'],
      ['a@example.org', 'Zoë'],
      [],
      ['b@example.org'],
    ])
    sheet['!rows'] = [{}, { hidden: true }]
    const { rows, result } = await read(written({ Leden: sheet })())
    expect(result).toEqual({ kind: 'ok', format: { kind: 'xlsx', sheet: 'Leden', others: [] } })
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'e-mail', 'naam'],
      [2, 'a@example.org', 'Zoë'],
      [4, 'b@example.org'],
    ])
  })

  test('gives the first sheet that is not hidden, or the one that is asked for', async () => {
    const sheets = { Oud: utils.aoa_to_sheet([['oud']]), Nieuw: utils.aoa_to_sheet([['nieuw']]) }
    const file = written(sheets, (book) => {
      book.Workbook = {
        Sheets: [
          { name: 'Oud', Hidden: 1 },
          { name: 'Nieuw', Hidden: 0 },
        ],
      }
    })()
    expect((await read(file)).cells).toEqual([['nieuw']])
    expect((await read(file, ' oud')).cells).toEqual([['oud']])
    expect((await read(file, 'weg')).result).toEqual({
      kind: 'refused',
      reason: 'sheet-unknown',
      columns: ['Oud', 'Nieuw'],
    })
  })

  test('gives dates as dates, numbers as numbers, and what a formula last came to', async () => {
    const sheet = utils.aoa_to_sheet(
      [[new Date(Date.UTC(2023, 3, 1)), 31612345678, 0.5, true, 'x']],
      { UTC: true, cellDates: false },
    )
    sheet['F1'] = { t: 's', v: 'a@example.org', f: 'A1&"x"' }
    sheet['!ref'] = 'A1:F1'
    const { rows } = await read(written({ Blad1: sheet })())
    expect(rows).toEqual([
      {
        row: 1,
        cells: ['2023-04-01', '31612345678', '0.5', 'TRUE', 'x', 'a@example.org'],
        formulas: [5],
      },
    ])
  })

  test('says the same as the program that wrote it, whatever the texts', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('<&>', ' a ', "'=1", 'a\nb'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (table) => {
          const { rows } = await read(written({ Blad1: utils.aoa_to_sheet([['kop'], ...table]) })())
          const expected = table.flatMap((cells, index) => {
            const kept = cells.map((one) => (one.trim() === '' ? '' : one))
            while (kept.at(-1) === '') kept.pop()
            return kept.length === 0 ? [] : [{ row: index + 2, cells: kept, formulas: [] }]
          })
          expect(rows.slice(1)).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('in pieces of different looks, with a prefix and a reading aid, is one text', async () => {
    const strings = `<x:sst xmlns:x="x"><x:si><x:r><x:t>Jan </x:t></x:r><x:r><x:t>&amp; Co_x000D_</x:t></x:r><x:rPh><x:t>weg</x:t></x:rPh></x:si></x:sst>`
    const sheet = rowsOf('<row r="7"><c r="B7" t="s"><v>0</v></c><c><v>1E3</v></c></row>')
    expect((await read(around(sheet, { 'xl/strings.xml': strings }))).rows).toEqual([
      { row: 7, cells: ['', 'Jan & Co\r', '1000'], formulas: [] },
    ])
  })

  test.each([
    ['xlsm', 'xlsx-macros'],
    ['biff8', 'xls-old'],
    ['xlsb', 'not-xlsx'],
    ['ods', 'not-xlsx'],
  ] as const)('of another kind (%s) is refused', async (kind, reason) => {
    const file = written({ Blad1: utils.aoa_to_sheet([['e-mail']]) })(kind)
    expect((await read(file)).result).toEqual({ kind: 'refused', reason })
  })

  test('with a password is refused as such', async () => {
    const compound = CFB.utils.cfb_new()
    CFB.utils.cfb_add(compound, '/EncryptionInfo', Buffer.from('x'))
    CFB.utils.cfb_add(compound, '/EncryptedPackage', Buffer.alloc(9000, 1))
    const file = Buffer.from(CFB.write(compound, { type: 'buffer' }) as Uint8Array)
    expect((await read(file)).result).toEqual({ kind: 'refused', reason: 'xlsx-encrypted' })
  })

  test('in which one byte of an address changed is refused, though it can still be expanded', async () => {
    const file = written({
      Blad1: utils.aoa_to_sheet(Array.from({ length: 40 }, (_, n) => [`a${n}@example.org`])),
    })()
    const broken = Array.from(file.keys(), (at) => {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 8
      return changed
    })
    const addresses = new Set<string>()
    for (const one of broken.slice(-5000, -4000)) {
      const { result, cells } = await read(one)
      if (result.kind === 'ok') addresses.add(JSON.stringify(cells))
    }
    expect(addresses.size).toBeLessThanOrEqual(1)
  })

  test('that was cut off or overwritten anywhere is refused, never half read in silence', async () => {
    const file = written({
      Blad1: utils.aoa_to_sheet(Array.from({ length: 40 }, (_, n) => [`a${n}@example.org`])),
    })()
    const whole = (await read(file)).cells
    await expect(
      fc.assert(
        fc.asyncProperty(
          fc.nat(file.length - 1),
          fc.nat(255),
          fc.boolean(),
          async (at, byte, cut) => {
            const broken = cut ? file.subarray(0, at) : Buffer.from(file)
            if (!cut) broken[at] = byte
            const { result, cells } = await read(broken)
            return (
              result.kind === 'refused' ||
              result.format.kind === 'csv' ||
              isDeepStrictEqual(cells, whole)
            )
          },
        ),
        { numRuns: 300 },
      ),
    ).resolves.toBeUndefined()
  })
})

describe('a hostile Excel file', () => {
  const refusalOf = async (file: Buffer) => {
    const { result } = await read(file)
    return result.kind === 'refused' ? result.reason : 'read'
  }

  test('that says it becomes too large is not expanded', async () => {
    const sheet = { content: '', compressed: deflateRawSync(rowsOf('')), claims: 200 * 1024 * 1024 }
    expect(await refusalOf(around(sheet))).toBe('xlsx-expands')
  })

  test('that becomes 256 MB while it says to be small is stopped at what it said', async () => {
    const deflate = createDeflateRaw({ level: constants.Z_BEST_COMPRESSION })
    const compressed = buffer(deflate)
    deflate.write('<worksheet>')
    const spaces = Buffer.alloc(1024 * 1024, ' ')
    for (let n = 0; n < 256; n++)
      if (!deflate.write(spaces)) await new Promise((go) => deflate.once('drain', go))
    deflate.end()
    const bomb = around({ content: '', compressed: await compressed, claims: 1000 })
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024)
    const before = process.cpuUsage()
    expect(await refusalOf(bomb)).toBe('xlsx-damaged')
    // Work and not time, for a busy machine: measured 11 ms; all of it would be more than a second.
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(300)
  })

  test('with many parts of which each is allowed and all together are not', async () => {
    const half = { content: '', compressed: deflateRawSync('<sst/>'), claims: 100 * 1024 * 1024 }
    const sheet = { content: '', compressed: deflateRawSync(rowsOf('')), claims: 100 * 1024 * 1024 }
    expect(await refusalOf(around(sheet, { 'xl/strings.xml': { ...half, claims: 100 } }))).not.toBe(
      'xlsx-expands',
    )
    expect(await refusalOf(around(sheet, { 'xl/strings.xml': half }))).toMatch(
      /xlsx-(expands|damaged)/,
    )
  })

  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'],
    ['a file of this computer', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'],
    ['an unknown entity', '<worksheet>&a;</worksheet>'],
    ['elements without end', '<a>'.repeat(200_000)],
    [
      'attributes without end',
      `<worksheet ${Array.from({ length: 200_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
    ],
    ['a text that is not there', rowsOf('<row><c t="s"><v>5</v></c></row>')],
    ['a row twice', rowsOf(`<row r="2">${text('a')}</row><row r="2">${text('b')}</row>`)],
    ['a cell twice', rowsOf('<row><c r="B1"><v>1</v></c><c r="B1"><v>1</v></c></row>')],
    ['a row beyond all numbers', rowsOf(`<row r="99999999999999999999">${text('a')}</row>`)],
    ['bytes that are no text', Buffer.from([0x3c, 0x61, 0x3e, 0xff]).toString('latin1')],
  ])('with %s is refused', async (_, sheet) => {
    const content = Buffer.from(sheet, sheet.includes('ÿ') ? 'latin1' : 'utf8')
    expect(await refusalOf(around({ content }))).toBe('xlsx-damaged')
  })

  test('with a hundred thousand empty rows and cells with a look is read as what it holds', async () => {
    const empty = '<row><c s="1"/><c s="1"/></row>'
    const sheet = rowsOf(`<row>${text('e-mail')}</row>${empty.repeat(100_000)}`)
    expect((await read(around(sheet))).cells).toEqual([['e-mail']])
  })

  test('with more rows or columns than a list of people is refused', async () => {
    const row = `<row>${text('x')}</row>`
    expect(await refusalOf(around(rowsOf(row.repeat(50_001))))).toBe('read')
    expect(await refusalOf(around(rowsOf(row.repeat(50_002))))).toBe('too-many-rows')
    const far = (column: string) => rowsOf(`<row><c r="${column}1"><v>1</v></c></row>`)
    expect(await refusalOf(around(far('GR')))).toBe('read')
    expect(await refusalOf(around(far('GS')))).toBe('too-many-columns')
  })

  test('with macros under another name is refused', async () => {
    const type = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
    expect(await refusalOf(around(rowsOf(''), {}, type))).toBe('xlsx-macros')
    const program = `<Relationships><Relationship Id="d" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`
    const file = around(rowsOf(''), { 'xl/_rels/workbook.xml.rels': program })
    expect(await refusalOf(file)).toBe('xlsx-macros')
  })

  test('that refers to a sheet elsewhere reads nothing there', async () => {
    const elsewhere = `<Relationships><Relationship Id="b" Type="${relationships}/worksheet" Target="http://example.org/sheet.xml" TargetMode="External"/></Relationships>`
    const file = around(rowsOf(''), { 'xl/_rels/workbook.xml.rels': elsewhere })
    expect(await refusalOf(file)).toBe('sheet-unknown')
    const outside = elsewhere.replace(/Target=.*External"/, 'Target="../../../../etc/passwd"')
    expect(await refusalOf(around(rowsOf(''), { 'xl/_rels/workbook.xml.rels': outside }))).toBe(
      'xlsx-damaged',
    )
  })
})
