import { beforeAll, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkMisplacedFields } from '../../src/check/misplaced-fields.ts'
import { passagesOf } from '../../src/check/passages.ts'
import type { Issue } from '../../src/issue/issue.ts'
import { marchToCheck, withItem } from './march.ts'

const field = '[[name|lezer]]'

let march: IssueToCheck
beforeAll(async () => {
  march = await marchToCheck()
})

test.each<[string, (issue: Issue) => Issue]>([
  ['the title', (issue) => ({ ...issue, title: `Voor ${field}` })],
  ['the subject', (issue) => ({ ...issue, subject: `Voor ${field}` })],
  ['the preheader', (issue) => ({ ...issue, preheader: `Voor ${field}` })],
  [
    'the call to action',
    (issue) => ({
      ...issue,
      action: { title: 'Doe mee', text: field, link: { text: 'Doe', url: 'https://var.nl' } },
    }),
  ],
  ['the signature', (issue) => ({ ...issue, signedBy: [field] })],
  ['the title of an item', (issue) => withItem(issue, 'Tekst.', { title: field })],
  [
    'the words of its button',
    (issue) => withItem(issue, 'Tekst.', { link: { text: field, url: 'https://var.nl' } }),
  ],
  [
    'the description of its picture',
    (issue) => withItem(issue, 'Tekst.', { image: { src: 'a.jpg', alt: field } }),
  ],
  [
    'the description of a picture in the text',
    (issue) => withItem(issue, `Tekst.\n\n![Een ${field}](a.jpg)`),
  ],
  [
    'the title of an event',
    (issue) => ({ ...issue, events: issue.events.map((event) => ({ ...event, title: field })) }),
  ],
  [
    'the title of figures',
    (issue) => ({
      ...issue,
      figureData: [
        {
          id: 'x',
          file: 'newsletters/figures/x.yaml',
          title: field,
          unit: 'euro',
          year: undefined,
          note: undefined,
          rowHeader: 'Post',
          rows: [],
          totalInSource: undefined,
          source: undefined,
          accepted: [],
        },
      ],
    }),
  ],
])('a field is not filled in in %s, and that is said', (_, change) => {
  const problems = misplaced(change(march.issue))
  expect(problems[0]).toMatchObject({
    code: 'personal/field-misplaced',
    severity: 'blocks',
    values: { found: field },
  })
  expect(problems[0]?.line).toBeGreaterThan(0)
})

test('a field is filled in in running text, headings and the words of a link', () => {
  const text = `## Voor ${field}\n\nBeste ${field}, [lees ${field}](https://var.nl/x).`
  expect(misplaced(withItem(march.issue, text))).toEqual([])
})

test('the place of a picture in the text is its own', () => {
  expect(misplaced(withItem(march.issue, `Tekst.\n\nZie ![${field}](a.jpg)`))).toMatchObject([
    { file: 'newsletters/2023-03/var/extra.md', line: 12, column: 5 },
  ])
})

function misplaced(issue: Issue) {
  return checkMisplacedFields({ ...march, issue, passages: passagesOf(issue), mails: [] })
}
