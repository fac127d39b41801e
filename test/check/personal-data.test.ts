import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { maskPersonalData } from '../../src/check/personal-data.ts'
import { addresses } from '../../src/check/personal-data/addresses.ts'
import { bankAccounts } from '../../src/check/personal-data/bank-accounts.ts'
import { citizenNumbers } from '../../src/check/personal-data/citizen-numbers.ts'
import { namedOffences } from '../../src/check/personal-data/named-offences.ts'
import { numberPlates } from '../../src/check/personal-data/number-plates.ts'
import { telephoneNumbers } from '../../src/check/personal-data/telephone-numbers.ts'
import { marchToCheck, withItem } from './march.ts'

const raws = (found: { raw: string }[]) => found.map(({ raw }) => raw)

describe('a citizen service number', () => {
  test.each([
    '123456782',
    '1234.56.782',
    '1234 56 782',
    '123 456 782',
    'BSN: 123.456.782',
    '(123456782)',
  ])('is found in %s', (text) => {
    expect(citizenNumbers(`Zie ${text}.`)).toHaveLength(1)
  })

  test.each([
    '123456789',
    '€ 123456782',
    '€ 123.456.782',
    '123.456.782 euro',
    'NL123456782B01',
    '1234567820',
    'kenmerk 2023-123456782',
    'https://example.org/123456782',
    '123456782,50',
    '000000000',
  ])('is not seen in %s', (text) => {
    expect(citizenNumbers(`Zie ${text}.`)).toEqual([])
  })

  test('is one in eleven of all numbers of nine digits', () => {
    const numbers = Array.from({ length: 11_000 }, (_, at) => String(234_500_000 + at))
    const passed = numbers.filter((number) => citizenNumbers(number).length > 0).length
    expect(passed).toBeGreaterThan(950)
    expect(passed).toBeLessThan(1050)
  })
})

test('a bank account shows its country and its last two digits only', () => {
  for (const text of ['NL91ABNA0417164300', 'NL91 ABNA 0417 1643 00', 'nl91abna0417164300']) {
    expect(bankAccounts(`Op ${text} graag`)).toMatchObject([{ raw: text, masked: 'NL…00' }])
  }
  expect(bankAccounts('Op DE89 3704 0044 0532 0130 01.')).toMatchObject([{ masked: 'DE…01' }])
  // In small letters only where the check digits are right: words may look like it.
  expect(bankAccounts('nl91abna0417164301 en NL12 3456')).toEqual([])
})

describe('a number plate', () => {
  test.each(['16-RSL-9', 'G-001-BB', 'RX-456-T', '99-XX-99'])('%s is found', (plate) => {
    expect(raws(numberPlates(`De auto met kenteken ${plate} stond er.`))).toEqual([plate])
  })
  test.each(['16RSL9', '16 rsl 9', '16-rsl-9'])('is masked in %s too', (plate) => {
    expect(numberPlates(`Kenteken ${plate}.`)).toMatchObject([{ raw: plate, masked: '16-…' }])
  })
  test.each([
    'GVB-22-A',
    'AB-12-34',
    'COVID-19',
    '12-05-2022',
    'H3-APV',
    'nr. A-12-345',
    'X-99-XX',
  ])('%s is none', (code) => {
    expect(numberPlates(`Zie ${code} hier.`)).toEqual([])
  })
})

describe('a telephone number', () => {
  test.each([
    '06-12345678',
    '06 12 34 56 78',
    '0612345678',
    '+31 6 12345678',
    '+31 (0)6 12 34 56 78',
    '0031612345678',
    '010-1234567',
    '(010) 123 45 67',
    '0180 12 34 56',
  ])('%s is found', (number) => {
    expect(raws(telephoneNumbers(`Bel ${number} voor vragen.`))).toEqual([number])
  })
  test.each([
    '0900-8844',
    '088 123 45 67',
    '0800-7000',
    '112',
    '14 010',
    '01-02-2023 10.00',
    '8.100',
  ])('%s is none of a person', (number) => {
    expect(telephoneNumbers(`Bel ${number} voor vragen.`)).toEqual([])
  })
})

describe('an address', () => {
  test.each(['Dorpsstraat 12, 3011 AB', 'Dorpsstraat 12a 3011AB', 'Laan van Zuid 5-2, 3011 AB'])(
    '%s is found',
    (address) => {
      expect(raws(addresses(`Zij woont ${address} Rotterdam.`))).toEqual([address])
    },
  )
  test.each([
    'Locatie: Coolsingel 40, 3011 AD Rotterdam',
    'Het stadhuis, Coolsingel 40, 3011 AD Rotterdam',
    'Postbus 123, 3000 AB Rotterdam',
    'In 2022 waren er 16 gemeenten',
    'Op 3 april 2023 OM en politie',
  ])('%s is none of a home', (text) => {
    expect(addresses(text)).toEqual([])
  })
})

describe('a name beside an offence', () => {
  test.each([
    ['De politie heeft Mohammed B. aangehouden.', 'Mohammed B.'],
    ['Jan de Vries is veroordeeld tot een celstraf.', 'Jan de Vries'],
    ['Dhr. J. Jansen kreeg een taakstraf.', 'J. Jansen'],
    ['Mevrouw Jansen is slachtoffer van oplichting.', 'Mevrouw Jansen'],
  ])('%s', (text, name) => {
    expect(namedOffences(text).map(({ raw }) => raw)).toContainEqual(
      expect.stringContaining(name.split(' ').at(-1) ?? name),
    )
  })
  test.each([
    'Burgemeester Jan Heijkoop vraagt aandacht voor slachtoffers.',
    'Hoofd VAR Astrid de Jong sprak over daders.',
    'Jan de Vries organiseert de avond. De verdachte is onbekend.',
    'De Regionale Tafel Mensenhandel helpt slachtoffers.',
    'Verdachten in Rotterdam en Hoeksche Waard aangehouden.',
    'Het Platform Veilig Ondernemen waarschuwt voor fraude.',
  ])('none in: %s', (text) => {
    expect(namedOffences(text)).toEqual([])
  })
})

describe('what is found', () => {
  let march: IssueToCheck
  beforeAll(async () => {
    march = { ...(await marchToCheck()), rendered: [] }
  })
  const found = (markdown: string) =>
    checkIssue({ ...march, issue: withItem(march.issue, markdown) }).filter(({ code }) =>
      code.startsWith('personal-data/'),
    )

  test('is pointed at and never repeated', () => {
    const markdown =
      'Bel hem.\n\nZijn nummer is **123456782**, rekening NL91 ABNA 0417 1643 00, 06-12345678.'
    const problems = found(markdown)
    expect(problems).toMatchObject([
      { code: 'personal-data/bank-account', values: { found: 'NL…00' }, line: 12 },
      { code: 'personal-data/telephone', values: { found: '06…78' }, line: 12 },
      { code: 'personal-data/citizen-number', values: { found: '…782' }, line: 12, column: 18 },
    ])
    expect(JSON.stringify(problems)).not.toMatch(/123456782|0417|12345678/)
  })

  test('is no number that a link calls, nor the address under every mail', () => {
    expect(found('Bel [06-12345678](tel:+31612345678).')).toEqual([])
    expect(found('Bel [06-12345678](https://example.org).')).toHaveLength(1)
    expect(found(`Schrijf naar ${march.config.organisation.address.join(', ')}.`)).toEqual([])
  })
})

test('masking leaves nothing of a number, and the rest as it was', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const masked = maskPersonalData(`${before} 06-12345678 ${after}`)
      expect(masked).not.toContain('12345678')
    }),
  )
  expect(maskPersonalData('Op 23 maart 2023 om 9.30 uur')).toBe('Op 23 maart 2023 om 9.30 uur')
})
