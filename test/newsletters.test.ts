import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { itemName } from '../src/content/contribution.ts'
import { totalOf } from '../src/content/figure.ts'
import { listIssues } from '../src/issue/list-issues.ts'
import { loadIssue } from '../src/issue/load-issue.ts'
import sample from './fixtures/sample-issues.json' with { type: 'json' }

/**
 * The two issues in `newsletters/` say what the customer's report says, word for word and figure
 * for figure. `fixtures/sample-issues.json` is that content as it was taken from the report.
 */
const root = resolve(import.meta.dirname, '..')
const read = readConfig(root, {})
if (read.kind === 'invalid') throw new Error('rondbrief.yaml cannot be read')
const { config } = read

test('both issues are there', async () => {
  expect(await listIssues(root)).toEqual(expect.arrayContaining(sample.issues.map(({ id }) => id)))
})

describe.each(sample.issues)('issue $id', (wanted) => {
  const load = async () => {
    const { issue, problems } = await loadIssue(config, wanted.id)
    if (issue === undefined) throw new Error(JSON.stringify(problems))
    return { issue, problems }
  }

  test('can be read without a single problem', async () => {
    const { problems } = await load()
    expect(problems.filter(({ accepted, severity }) => !accepted && severity !== 'tip')).toEqual([])
  })

  test('has its subject and preheader', async () => {
    const { issue } = await load()
    const { title, subject, preheader } = wanted
    expect(issue).toMatchObject({ title, subject, preheader })
  })

  test('has every item in its order, with every sentence, link text and source line', async () => {
    const { issue } = await load()
    expect(
      issue.items.map((item) => ({
        name: itemName(item),
        rubric: item.rubric,
        theme: item.theme,
        title: straight(item.title),
        body: straight(item.body.source.trim()),
        linkText: straight(item.link?.text ?? ''),
        planned: item.status === 'planned',
        sourceLines: item.sourceLines,
      })),
    ).toEqual(
      wanted.items.map((item) => ({
        name: item.id.replace('-', '/'),
        rubric: item.rubric,
        theme: item.theme,
        title: item.title,
        body: item.body,
        linkText: item.linkText,
        planned: 'status' in item,
        sourceLines: item.sourceLines,
      })),
    )
  })

  test('has its agenda, with every line of the report that an event rests on', async () => {
    const { issue } = await load()
    expect(
      issue.events.map((event) => ({
        date: event.date,
        type: event.type,
        title: straight(event.title),
        morning: event.partOfDay === 'morning',
        state: event.state,
        sourceLines: event.sources.map(({ line }) => line),
      })),
    ).toEqual(
      wanted.agenda.map((event) => ({
        date: event.date,
        type: event.type,
        title: event.title,
        morning: 'partOfDay' in event,
        state: 'planned',
        sourceLines: event.sourceLines,
      })),
    )
  })

  test('names no clock time, place or link for an event, because the report names none', async () => {
    const { issue } = await load()
    for (const { start, end, place, url } of issue.events) {
      expect([start, end, place, url]).toEqual([undefined, undefined, undefined, undefined])
    }
  })

  test('has every figure, equal to the report', async () => {
    const { issue } = await load()
    const figures: Record<string, (typeof sample.figures)[keyof typeof sample.figures]> =
      sample.figures
    expect(issue.figureData.map(({ id }) => id)).toEqual(wanted.figureIds)
    for (const figure of issue.figureData) {
      const given = figures[figure.id]
      expect(figure).toMatchObject({ title: given?.title, unit: given?.unit, note: given?.note })
      expect(figure.rows.map(({ label, value, area }) => ({ label, value, area }))).toEqual(
        given?.rows.map((row) => ({
          label: row.label,
          value: row.value,
          area: 'cbsCode' in row ? row.cbsCode : undefined,
        })),
      )
      expect(totalOf(figure)).toBe(given?.totalComputed)
      expect(figure.totalInSource?.value ?? null).toBe(given?.totalInSource)
    }
  })

  test('links only to the one site that the report names, and is signed by nobody', async () => {
    const { issue } = await load()
    const urls = [...issue.items.map(({ link }) => link?.url), issue.action?.link.url]
    expect(new Set(urls)).toEqual(new Set(['https://veiligheidsalliantie.nl']))
    expect(issue.signedBy).toEqual([])
    expect(issue.sendAt).toBeUndefined()
  })

  test('opens with an introduction of forty to sixty words', async () => {
    const { issue } = await load()
    expect(issue.intro.words).toBeGreaterThanOrEqual(40)
    expect(issue.intro.words).toBeLessThanOrEqual(60)
  })
})

describe('where the report contradicts itself, both readings are kept', () => {
  test('the Leerhuis of 3 or 17 April, and its name', async () => {
    const { issue } = await loadIssue(config, '2023-03')
    const event = issue?.events.find(({ id }) => id === 'leerhuis-statelijke-dreigingen')
    expect(event?.sources).toMatchObject([
      { line: 127, date: '2023-04-03', title: 'Statische Dreigingen' },
      { line: 165, date: '2023-04-17' },
    ])
    expect(event?.accepted.map(({ code, found }) => [code, found])).toEqual([
      ['fact/event-date', '2023-04-03'],
      ['fact/term', 'Statische Dreigingen'],
    ])
  })

  test('the total of the budget, and the names of four municipalities', async () => {
    const { issue } = await loadIssue(config, '2023-03')
    const [burgernet, budget] = issue?.figureData ?? []
    expect(budget?.accepted).toMatchObject([{ code: 'fact/table-total', found: '396.101' }])
    const written = burgernet?.rows.flatMap((row) => row.labelInSource ?? [])
    expect(written).toEqual([
      'Alblasterdam',
      'Goeree- Overflakkee',
      'Hardinxveld- Giessendam',
      'Hendrik Ido Ambacht',
    ])
    expect(burgernet?.accepted.map(({ found }) => found).sort()).toEqual(written?.toSorted())
  })
})

/** Printed quotation marks back to those that were typed. */
function straight(text: string): string {
  return text.replaceAll(/[‘’]/g, "'")
}
