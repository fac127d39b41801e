import { beforeAll, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { marchToCheck, withItem } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})
/** In an issue of March 2023. */
const found = (markdown: string) =>
  checkIssue({ ...march, issue: withItem(march.issue, markdown) })
    .filter(({ code }) => code === 'fact/tense-year')
    .map(({ values }) => values['found'])

test.each([
  ['Het platform heeft in 2024 twintig controles gehouden.', 'in 2024'],
  ['In 2024 heeft het platform twintig controles gehouden.', 'In 2024'],
  ['In maart 2024 werd een leerhuis gehouden.', 'In maart 2024'],
  ['Het platform heeft in 2024 twintig controles gehouden in de wijk.', 'in 2024'],
  ['In 2024 heeft het RIEC tien gemeenten bezocht in de regio.', 'In 2024'],
  ['In 2024 zijn twintig controles gehouden bij bedrijven.', 'In 2024'],
])('what is told as past cannot lie in a year to come: %s', (markdown, year) => {
  expect(found(markdown)).toEqual([year])
})

test.each([
  'In 2022 heeft het platform twintig controles gehouden in de wijk.',
  'In 2024 organiseert de VAR vier leerhuizen.',
  'In 2024 is er een leerhuis voor gemeenten in de regio.',
  'In 2024 heeft elke gemeente twintig wijkagenten in dienst.',
  'In 2024 heeft de regio nieuw beleid voor gemeenten.',
  'In 2024 zijn er opnieuw gesprekken met gemeenten over het budget.',
  'In 2024 zijn alle gemeenten aangesloten.',
  'In 2024 is het project gericht op jongeren.',
  'In 2024 is het verplicht voor gemeenten.',
])('a plan is no past: %s', (markdown) => {
  expect(found(markdown)).toEqual([])
})
