import { textMark } from '../content/acceptance.ts'
import { problem, type Problem, type ProblemCode } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { addresses } from './personal-data/addresses.ts'
import { bankAccounts } from './personal-data/bank-accounts.ts'
import { citizenNumbers } from './personal-data/citizen-numbers.ts'
import { namedOffences, offencesInRow } from './personal-data/named-offences.ts'
import { numberPlates } from './personal-data/number-plates.ts'
import type { PersonalDatum } from './personal-data/personal-datum.ts'
import { tableRows, type TableRow } from './personal-data/table-rows.ts'
import { nationalNumber, telephoneNumbers } from './personal-data/telephone-numbers.ts'

/**
 * Data of people that a newsletter does not carry: each blocks until it is gone, or until the file
 * says why it may stay. What a link of the form `tel:` shows is a number that was meant to be called,
 * and the organisation's own address is in every mail.
 */
export function checkPersonalData({ passages, config }: CheckInput): Problem[] {
  const own = folded(config.organisation.address.join(' '))
  const inPassages = passages.flatMap((passage) => {
    const data = personalDataIn(passage.text)
    if (data.length === 0) return []
    const mark = textMark(passage.text)
    return data
      .filter(({ code, raw }) => {
        if (code === 'personal-data/telephone')
          return !passage.telephones.includes(nationalNumber(raw))
        if (code === 'personal-data/address') {
          return passage.kind !== 'venue' && !own.includes(folded(raw))
        }
        return true
      })
      .map(({ code, raw, masked }) =>
        problem(code, { found: masked, in: mark }, passage.placeOf(raw)),
      )
  })
  return [...inPassages, ...tableRows(passages).flatMap(acrossCells)]
}

/** Names whose offence stands in another cell of their row. */
function acrossCells({ head, cells }: TableRow): Problem[] {
  const texts = cells.map(({ text }) => text)
  return offencesInRow(head, texts).flatMap(({ raw, masked }) => {
    const cell = cells.find(({ text }) => text.includes(raw))
    if (cell === undefined || namedOffences(cell.text).some((own) => own.raw === raw)) return []
    return [problem('personal-data/named-offence', { found: masked }, cell.placeOf(raw))]
  })
}

/** The same text with every number and address of a person masked. */
export function maskPersonalData(text: string): string {
  if (!/\d/.test(text)) return text
  const found = personalDataIn(text)
    .filter(({ code }) => code !== 'personal-data/named-offence')
    .sort((a, b) => a.index - b.index)
  return replaced(text, found, ({ masked }) => masked)
}

type Kind = { code: ProblemCode; find: (text: string) => PersonalDatum[] }

/** What one kind has found is out of sight for the next: an IBAN holds ten digits of its own. */
const kinds: Kind[] = [
  { code: 'personal-data/bank-account', find: bankAccounts },
  { code: 'personal-data/telephone', find: telephoneNumbers },
  { code: 'personal-data/citizen-number', find: citizenNumbers },
  { code: 'personal-data/number-plate', find: numberPlates },
  { code: 'personal-data/address', find: addresses },
  { code: 'personal-data/named-offence', find: namedOffences },
]

function personalDataIn(text: string): (PersonalDatum & { code: ProblemCode })[] {
  let rest = text
  return kinds.flatMap(({ code, find }) => {
    const found = find(rest).toSorted((a, b) => a.index - b.index)
    rest = replaced(rest, found, ({ raw }) => ' '.repeat(raw.length))
    return found.map((datum) => ({ ...datum, code }))
  })
}

/** In one go, whatever their number; `found` is in order. */
function replaced(
  text: string,
  found: readonly PersonalDatum[],
  by: (datum: PersonalDatum) => string,
): string {
  let end = 0
  const parts = found.map((datum) => {
    const part = text.slice(end, datum.index) + by(datum)
    end = datum.index + datum.raw.length
    return part
  })
  return parts.join('') + text.slice(end)
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
