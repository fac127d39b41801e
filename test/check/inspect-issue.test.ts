import { describe, expect, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig } from '../../src/config.ts'
import { blocks, type Problem } from '../../src/problem.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { inspect, text } from './march.ts'

const trainings = 'newsletters/2023-03/var/trainingen.md'

describe.each(['2023-03', '2023-10'])('issue %s', (id) => {
  test('has nothing that keeps it from being sent', async () => {
    const { issue, editions, problems } = await inspect(id)
    expect(
      problems.filter((found) => blocks(found) || (found.severity === 'warns' && !found.accepted)),
    ).toEqual([])
    expect(issue?.items).toHaveLength(8)
    expect(editions).toHaveLength(1)
    expect(editions[0]?.rendered.html).toContain('<html')
  })
})

describe('what the source report contradicts itself about', () => {
  test('is found in the March issue, and accepted with its reason', async () => {
    const { problems } = await inspect('2023-03')
    const accepted = problems.filter((found) => found.accepted !== undefined)
    expect(accepted.map(({ code, values }) => [code, values['found']])).toEqual(
      expect.arrayContaining([
        // One Leerhuis on two dates, its subject under two names (A1, A2).
        ['fact/event-date', '2023-04-03'],
        ['fact/term', 'Statische Dreigingen'],
        // A total that its rows do not add up to (A5).
        ['fact/table-total', '396.101'],
        // Names of municipalities as the report spells them (A8).
        ['fact/municipality', 'Alblasterdam'],
        ['fact/municipality', 'Hendrik Ido Ambacht'],
        ['fact/municipality', 'Goeree- Overflakkee'],
        ['fact/municipality', 'Hardinxveld- Giessendam'],
        // The name of a centre of expertise (A12).
        ['fact/term', 'Seksualiteit Sekswork en Mensenhandel'],
      ]),
    )
    expect(accepted.every((found) => (found.accepted?.reason.length ?? 0) > 20)).toBe(true)
    expect(problems.slice(-accepted.length)).toEqual(accepted)
  })

  test('is back as soon as what is found is no longer what was accepted', async () => {
    const root = copyProject()
    edit(
      root,
      'newsletters/agenda.yaml',
      '{ line: 127, date: 2023-04-03',
      '{ line: 127, date: 2023-04-04',
    )
    const { problems } = await look(root, '2023-03')
    expect(problems[0]).toMatchObject({
      code: 'fact/event-date',
      values: { found: '2023-04-04' },
      file: 'newsletters/agenda.yaml',
      line: 24,
    })
    expect(problems.filter(blocks)).toHaveLength(1)
  })

  test('is accepted only by the file it is in', async () => {
    const root = copyProject()
    edit(
      root,
      'newsletters/2023-03/var/bereik.md',
      'In februari startte',
      'Over Seksualiteit Sekswork en Mensenhandel: in februari startte',
    )
    const { problems } = await look(root, '2023-03')
    const terms = problems.filter(
      ({ values }) => values['found'] === 'Seksualiteit Sekswork en Mensenhandel',
    )
    expect(terms.map(({ file, accepted }) => [file, accepted !== undefined])).toEqual([
      ['newsletters/2023-03/var/bereik.md', false],
      [trainings, true],
    ])
  })
})

describe('one broken file', () => {
  test('is named by line and column, and the rest of the issue is made and checked', async () => {
    const root = copyProject()
    edit(root, trainings, /^title: .*$/m, 'title: Vraag aan: gratis training')
    const { issue, editions, problems } = await look(root, '2023-03')
    expect(open(problems)[0]).toMatchObject({
      code: 'frontmatter/invalid',
      file: trainings,
      line: 2,
      values: { reason: 'colon' },
    })
    expect(problems.filter(blocks)).toHaveLength(1)
    expect(issue?.items).toHaveLength(7)
    expect(editions[0]?.rendered.html).toContain('Welke onderwerpen interesseren u?')
    expect(editions[0]?.rendered.html).not.toContain('Vraag aan')
    // The other facts are still there.
    expect(problems.some(({ code }) => code === 'fact/table-total')).toBe(true)
  })

  test('issue.md itself, is not blamed for what it cannot say', async () => {
    const root = copyProject()
    edit(root, 'newsletters/2023-03/issue.md', /^title: .*$/m, 'title: Vraag aan: maart')
    const { problems } = await look(root, '2023-03')
    const found = open(problems).filter(({ file }) => file === 'newsletters/2023-03/issue.md')
    expect(found).toMatchObject([{ code: 'frontmatter/invalid', line: 2 }])
  })

  test('with a key that is there twice, counts the first', async () => {
    const root = copyProject()
    edit(root, 'newsletters/2023-03/issue.md', /^title: (.*)$/m, 'title: $1\ntitle: Nog een')
    const { issue, problems } = await look(root, '2023-03')
    expect(issue?.title).toBe('Nieuwsbrief maart 2023')
    expect(issue?.subject).not.toBe('')
    expect(problems.filter(blocks)).toMatchObject([
      { code: 'frontmatter/invalid', values: { reason: 'duplicate-key' }, line: 3 },
    ])
  })

  test('in the templates is named as well, and what the sources say is still checked', async () => {
    const root = copyProject()
    edit(root, 'templates/newsletter.mjml', '</mj-body>', '{{#each}}</mj-body>')
    edit(root, trainings, 'Comensha', 'Alblasterdam')
    const { editions, problems } = await look(root, '2023-03')
    expect(editions).toEqual([])
    expect(problems[0]).toMatchObject({ file: 'templates/newsletter.mjml', owner: 'maintainer' })
    expect(
      problems.some((found) => found.code === 'fact/municipality' && found.file === trainings),
    ).toBe(true)
  })
})

describe('the render for the screen', () => {
  test('has its markers left out of account: the same problems, and the same size', async () => {
    const root = copyProject()
    const plain = await look(root, '2023-10')
    const marked = await look(root, '2023-10', true)
    expect(marked.editions[0]?.rendered.html).toContain('data-source=')
    expect(marked.problems).toEqual(plain.problems)
  })
})

test('an issue that is not there has a suggestion', async () => {
  expect(await inspect('2023-04')).toMatchObject({
    issue: undefined,
    editions: [],
    problems: [{ code: 'issue/not-found', values: { found: '2023-04' } }],
  })
})

test('items for some readers make more than one mail, each of them checked', async () => {
  const root = copyProject()
  edit(root, trainings, /^rubric:/m, 'segments: [nieuwsbrief-alle]\nrubric:')
  const { editions, problems } = await look(root, '2023-03')
  expect(editions.map(({ variant }) => variant.items.length).sort((a, b) => a - b)).toEqual([7, 8])
  expect(problems.filter(blocks)).toEqual([])
})

async function look(root: string, id: string, sourceMarkers = false) {
  const read = readConfig(root, {})
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems))
  return inspectIssue(read.config, text, id, {
    knownSegments: ['nieuwsbrief-alle'],
    knownThemes: [],
    sourceMarkers,
  })
}

function open(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ accepted }) => accepted === undefined)
}
