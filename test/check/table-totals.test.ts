import { beforeAll, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { marchToCheck, withItem } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})
/** What a table of these rows, cells parted by " / ", gets said of its totals. */
const found = (rows: string[]) => {
  const [header = '', ...others] = rows.map((row) => `|${row.replaceAll(' / ', '|')}|`)
  const line = header.replaceAll(/[^|]+/g, '---')
  const issue = withItem(march.issue, [header, line, ...others].join('\n'))
  return checkIssue({ ...march, issue: { ...issue, figureData: [] } })
    .filter(({ code }) => code === 'fact/table-total')
    .map(({ values }) => `${values['found']} is ${values['sum']}`)
}

test.each([
  [['Post / €', 'A / 100.000,-', 'B / 101.000,-', 'Totaal / 202.000,-'], '202.000 is 201.000'],
  [['Post / €', 'A / 100', 'B / 101', 'Som / 202'], '202 is 201'],
  [['Post / €', 'A / 100', 'B / 101', 'Samen / 202'], '202 is 201'],
  [['Post / €', 'A / 100', 'B / 101', 'Totale uitgaven / 202'], '202 is 201'],
  [['Post / €', 'Totaal / 202', 'A / 100', 'B / 101'], '202 is 201'],
  [['Wat / I / II / Totaal', 'A / 1 / 2 / 3', 'B / 3 / 4 / 8'], '8 is 7'],
  [['Wat / Deel', 'A / 45%', 'B / 35%', 'C / 10%', 'Totaal / 100%'], '100% is 90%'],
])('a wrong total is found: %j', (rows, expected) => {
  expect(found(rows)).toEqual([expected])
})

test.each([
  [['Post / €', 'A / 100.000,-', 'B / 101.000,-', 'Totaal / 201.000,-']],
  [['Post / €', 'Totaal / 201', 'A / 100', 'B / 101']],
  [['Post / €', 'Samenwerking / 100', 'Sommige / 101', 'Samen leven / 300']],
  [['Wat / I / II / Totaal', 'A / 1 / 2 / 3', 'B / 3 / 4 / 7', 'Totaal / 4 / 6 / 10']],
  [['Post / Prijs / Aantal / Totaal', 'A / 100 / 2 / 200', 'B / 10 / 10 / 100']],
  [['Wat / Deel', 'A / 33%', 'B / 33%', 'C / 33%', 'Totaal / 100%']],
])('a right one, or no total at all, is left alone: %j', (rows) => {
  expect(found(rows)).toEqual([])
})
