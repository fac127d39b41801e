import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardFormula, unguardFormula } from '../../src/subscribers/formula-guard.ts'
import { MAX_CSV_BYTES, readCsv } from '../../src/subscribers/read-csv.ts'
import type { TableRow } from '../../src/subscribers/table.ts'
import { writeCsv } from '../../src/subscribers/write-csv.ts'

const refusal = (bytes: Buffer) => readCsv(bytes, () => undefined)
const table = (source: string | Buffer) => {
  const all: TableRow[] = []
  const read = readCsv(Buffer.from(source), (row) => void all.push(row))
  if (read.kind === 'refused') throw new Error(read.reason)
  return { columns: all[0]?.cells ?? [], rows: all.slice(1), format: read.format }
}
const utf16 = (text: string, mark: number[], swap: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes])
}
const source = 'e-mail;functie\njan@example.org;Coördinator'

describe('a csv file', () => {
  test.each([
    ['utf-8', Buffer.from(source)],
    ['utf-8', Buffer.from(`\uFEFF${source}`)],
    ['utf-16le', utf16(source, [0xff, 0xfe], false)],
    ['utf-16be', utf16(source, [0xfe, 0xff], true)],
    ['windows-1252', Buffer.from(source, 'latin1')],
  ])('in %s reads the same', (encoding, bytes) => {
    const { columns, rows, format } = table(bytes)
    expect(columns).toEqual(['e-mail', 'functie'])
    expect(rows).toEqual([{ row: 2, cells: ['jan@example.org', 'Coördinator'] }])
    expect(format).toMatchObject({ encoding, sample: 'jan@example.org;Coördinator' })
  })

  test.each([
    [';', 'e-mail;naam\njan@example.org;Jan, de bakker\n'],
    [',', 'e-mail,naam\njan@example.org,"Jan; de bakker"\n'],
    ['\t', 'e-mail\tnaam\njan@example.org\tJan, de bakker; ja\n'],
    [';', 'e-mail\njan@example.org\n'],
    [';', 'e-mail;thema\na@example.org;"x,y"\nb@example.org;x,y\nc@example.org;x\n'],
    ['|', 'sep=|\ne-mail|naam\njan@example.org|Jan\n'],
    [',', 'sep=,\r\ne-mail,naam\r\njan@example.org,Jan\r\n'],
  ])('separated by %j is recognised: %j', (delimiter, text) => {
    const { columns, rows, format } = table(text)
    expect(format).toMatchObject({ delimiter })
    expect(columns[0]).toBe('e-mail')
    expect(rows[0]?.cells[0]).toMatch(/@example\.org$/)
  })

  test('has the row numbers that a spreadsheet shows', () => {
    const { rows } = table(
      'sep=;\r\n\r\ne-mail;naam\r\na@example.org;"Jan\r\nde Bakker"\r\n\r\n;\r\nb@example.org;x\r\n',
    )
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [3, 'a@example.org'],
      [6, 'b@example.org'],
    ])
  })

  test.each([
    ['', { reason: 'empty' }],
    ['\n;;\n', { reason: 'empty' }],
    ['a;b\n1;2\n3;"x\n4;5\n', { reason: 'quote-open', row: 3 }],
    ['a;b\n1;"2"3\n', { reason: 'quote-misplaced', row: 2 }],
    ['a;b\n1;2 "drie" vier\n', { reason: 'quote-misplaced', row: 2 }],
    ['PK\u0003\u0004\0\0', { reason: 'not-text' }],
  ])('that cannot be read says where: %j', (text, expected) => {
    expect(refusal(Buffer.from(text))).toEqual({ kind: 'refused', ...expected })
  })

  test('that is too large is refused before it is read', () => {
    expect(refusal(Buffer.alloc(MAX_CSV_BYTES + 1))).toEqual({
      kind: 'refused',
      reason: 'too-large',
    })
  })

  test('written by us reads back equal, whatever is in it', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.constantFrom('=1+1', "'=1+1", "''-", '@x', '\t', 'a"b', 'a;b', 'x\r\ny', '＝1', ' x '),
    )
    // At least one visible first cell: rows that are empty altogether are not rows.
    const row = fc.tuple(fc.constant('x'), cell, cell)
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const read = table(writeCsv([['kop', 'twee', 'drie'], ...rows]))
        expect(read.rows.map(({ cells }) => cells.map(unguardFormula))).toEqual(rows)
      }),
    )
  })
})

describe('a cell that a spreadsheet would run', () => {
  test.each(['=1+1', '+31', '-1', '@sum', '\tx', '\rx', '＝1', "'=1", "''+1"])(
    '%j starts with a quote in what we write',
    (cell) => {
      expect(guardFormula(cell)).toBe(`'${cell}`)
    },
  )

  test('comes back as it was; an ordinary quote stays', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        expect(unguardFormula(guardFormula(cell))).toBe(cell)
      }),
    )
    expect(unguardFormula("'s-Gravendeel")).toBe("'s-Gravendeel")
  })
})
