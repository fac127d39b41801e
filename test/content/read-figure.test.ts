import { describe, expect, test } from 'vitest'
import { totalOf } from '../../src/content/figure.ts'
import { readFigure } from '../../src/content/read-figure.ts'

const file = 'newsletters/figures/burgernet.yaml'
const read = (source: string) => readFigure(Buffer.from(source), file)

const head = 'title: Deelnemers\nunit: deelnemers\nrow_header: Gemeente\n'

describe('a figure', () => {
  test('has everything its file says, each row with its own line', () => {
    const { figure, problems } = read(
      `\uFEFF${head}year: 2022\nnote: Geen peildatum.\nsource: Jaarverslag 2022\nrows:\n  - label: Alblasserdam\n    value: 2420\n    area: GM0482\n    label_in_source: Alblasterdam\n  - { label: Brielle, value: 1638.5 }\ntotal:\n  value: 4059\n  source_line: 493\naccepted:\n  - { code: fact/table-total, found: '4.059', reason: Afgerond. }\n`.replaceAll(
        '\n',
        '\r\n',
      ),
    )
    expect(problems).toEqual([])
    expect(figure).toEqual({
      id: 'burgernet',
      file,
      title: 'Deelnemers',
      unit: 'deelnemers',
      year: 2022,
      note: 'Geen peildatum.',
      rowHeader: 'Gemeente',
      rows: [
        {
          label: 'Alblasserdam',
          value: 2420,
          area: 'GM0482',
          labelInSource: 'Alblasterdam',
          line: 8,
        },
        { label: 'Brielle', value: 1638.5, area: undefined, labelInSource: undefined, line: 12 },
      ],
      totalInSource: { value: 4059, line: 14, sourceLine: 493 },
      source: 'Jaarverslag 2022',
      accepted: [{ code: 'fact/table-total', found: '4.059', reason: 'Afgerond.' }],
    })
    expect(figure && totalOf(figure)).toBe(4058.5)
  })

  test('without rows is nothing to show', () => {
    for (const rows of ['', 'rows: []\n', 'rows:\n']) {
      expect(read(head + rows)).toMatchObject({
        figure: undefined,
        problems: [{ code: 'figure/empty', values: { found: 'Deelnemers' }, file }],
      })
    }
  })

  test('leaves out a row without a number, says where, and keeps the rest', () => {
    const { figure, problems } = read(
      `${head}rows:\n  - { label: a, value: 1 }\n  - { label: b, value: veel }\n  - { label: c }\n  - { value: 4 }\n  - { label: e, value: .inf }\n`,
    )
    expect(figure?.rows).toMatchObject([{ label: 'a', value: 1 }])
    expect(problems.map(({ code, values, line }) => [code, values['field'], line])).toEqual([
      ['frontmatter/field-value', 'value', 6],
      ['frontmatter/field-missing', 'value', 7],
      ['frontmatter/field-missing', 'label', 8],
      ['frontmatter/field-value', 'value', 9],
    ])
  })

  test('says every misspelt key', () => {
    const { problems } = read(
      `${head}rows:\n  - { label: a, value: 1, aera: GM0482 }\njaar: 2022\n`,
    )
    expect(problems).toMatchObject([
      { code: 'frontmatter/field-unknown', values: { field: 'jaar' }, line: 6 },
      { code: 'frontmatter/field-unknown', values: { field: 'aera', suggestion: 'area' }, line: 5 },
    ])
  })

  test('of the year 20222 is asked for a year', () => {
    expect(read(`${head}year: 20222\nrows:\n  - { label: a, value: 1 }\n`)).toMatchObject({
      figure: { year: undefined },
      problems: [{ code: 'frontmatter/field-value', values: { field: 'year' }, line: 4 }],
    })
  })

  test('that is too large or no text is not read', () => {
    expect(read(`${head}${'#'.repeat(40_000)}`).problems).toMatchObject([
      { code: 'markdown/too-large' },
    ])
    expect(readFigure(Buffer.from([0x74, 0xff]), file).problems).toMatchObject([
      { code: 'markdown/unreadable' },
    ])
  })
})
