import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeAcceptance } from '../../src/content/write-acceptance.ts'
import { isAcceptable, markOf, withAcceptance } from '../../src/content/acceptance.ts'
import { problem, type ProblemCode } from '../../src/problem.ts'

const file = 'newsletters/2023-03/var/proef.md'
const term = problem('fact/term', { found: 'Statische: "x"' }, { file, line: 5, column: 1 })
const entry = `- code: fact/term\n  found: 'Statische: "x"'\n  mark: ${markOf(term)}\n  reason: Zo staat het er.\n`
const indented = (pad: string) => entry.replaceAll(/^(?=.)/gm, pad)

test('what a text may show on purpose is right with a reason; a field of another program never is', () => {
  const accepted = (code: ProblemCode, found: string) =>
    withAcceptance(problem(code, { found }, { file }), [
      { code, found, mark: undefined, reason: 'Dit is een nepmail.' },
    ]).accepted !== undefined && isAcceptable(problem(code))
  expect(accepted('content/mail-pasted', 'Van: uw bank')).toBe(true)
  expect(accepted('content/unfinished', 'XXX')).toBe(true)
  expect(accepted('personal/foreign-field', '{{naam}}')).toBe(false)
})

describe('a reason goes into the file it is about, and nothing else changes', () => {
  test.each([
    [
      'at the end of the fields',
      '---\ntitle: x # y\n# z\n---\nTekst\n',
      `---\ntitle: x # y\naccepted:\n${indented('  ')}# z\n---\nTekst\n`,
    ],
    [
      'where the list is empty',
      '---\naccepted: []\ntitle: x\n---\n',
      `---\naccepted:\n${indented('  ')}title: x\n---\n`,
    ],
    [
      'where the list has nothing',
      '---\naccepted:\ntitle: x\n---\n',
      `---\naccepted:\n${indented('  ')}title: x\n---\n`,
    ],
    [
      'after the last reason, as deep as that',
      '---\naccepted:\n- code: fact/term\n  found: a\n  reason: b\ntitle: x\n---\n',
      `---\naccepted:\n- code: fact/term\n  found: a\n  reason: b\n${entry}title: x\n---\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(writeAcceptance(before, term, ' Zo staat\nhet er. ')).toBe(after)
  })

  test('with the line ends and the byte order mark that the file has', () => {
    expect(writeAcceptance('\uFEFF---\r\ntitle: x\r\n---\r\nTekst', term, 'Zo staat het er.')).toBe(
      `\uFEFF---\r\ntitle: x\r\naccepted:\r\n${indented('  ').replaceAll('\n', '\r\n')}---\r\nTekst`,
    )
  })

  test('in the agenda at its own event', () => {
    const before =
      'events:\n  - id: een\n    date: 2023-04-03\n\n  - id: twee\n    date: 2023-04-04\n'
    const found = problem(
      'fact/event-date',
      { found: '2023-04-03' },
      { file: 'newsletters/agenda.yaml', line: 2 },
    )
    expect(writeAcceptance(before, found, 'Zo is het.')).toBe(
      before.replace(
        '04-03\n',
        `04-03\n    accepted:\n      - code: fact/event-date\n        found: 2023-04-03\n        mark: ${markOf(found)}\n        reason: Zo is het.\n`,
      ),
    )
  })
})

test('a reason is about the very finding: another sum, text or person is not accepted with it', () => {
  const total = (sum: string) => problem('fact/table-total', { found: '396.101', sum })
  const stretch = (words: number) => problem('readability/subheading', { words, limit: 150 })
  const person = (where: string) =>
    problem('personal-data/named-offence', { found: 'P.J.', in: where })
  for (const [one, other] of [
    [total('396.181'), total('1.096.181')],
    [stretch(180), stretch(600)],
    [person('1'), person('2')],
  ] as const) {
    const { code } = one
    const found = String(one.values['found'] ?? '')
    const reason = { code, found, mark: markOf(one), reason: 'Het klopt.' }
    expect(withAcceptance(one, [reason]).accepted).toEqual({ reason: 'Het klopt.' })
    expect(withAcceptance(other, [reason]).accepted).toBeUndefined()
  }
  const byHand = { code: 'personal-data/named-offence', found: 'P.J.', reason: 'x' } as const
  expect(withAcceptance(person('1'), [{ ...byHand, mark: undefined }]).accepted).toBeUndefined()
})

describe('where no reason can be put in, the file is left alone', () => {
  test.each([
    ['no front matter', 'Tekst'],
    ['front matter that cannot be read', '---\ntitle: a: b\n---\n'],
    ['a list on one line', '---\naccepted: [{ code: fact/term, reason: x }]\n---\n'],
    ['nothing to add it to', '---\n---\n'],
  ])('%s', (_, before) => {
    expect(writeAcceptance(before, term, 'Zo.')).toBeUndefined()
  })

  test('for what no reason makes right, and without a reason', () => {
    const before = '---\ntitle: x\n---\n'
    const link = problem('link/scheme-forbidden', { found: 'javascript:x' }, { file, line: 5 })
    expect(writeAcceptance(before, link, 'Zo.')).toBeUndefined()
    expect(writeAcceptance(before, term, ' \n ')).toBeUndefined()
  })
})

test('whatever somebody types as a reason, it reads back or is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (reason, found) => {
      const one = problem('fact/term', { found }, { file, line: 4 })
      const after = writeAcceptance('---\ntitle: x\n---\nTekst\n', one, reason)
      expect(
        after === undefined || /^---\ntitle: x\naccepted:\n[^]*\n---\nTekst\n$/.test(after),
      ).toBe(true)
    }),
  )
})
