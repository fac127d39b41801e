import { resolve } from 'node:path'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { openSpeller } from '../../src/check/speller.ts'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { readAreas } from '../../src/content/areas.ts'
import type { Contribution } from '../../src/content/contribution.ts'
import { parseMarkdown } from '../../src/content/markdown.ts'
import type { Issue } from '../../src/issue/issue.ts'
import { readSegments } from '../../src/subscribers/segments.ts'
import { readThemes } from '../../src/subscribers/themes.ts'
import { textFor } from '../../src/text/text.ts'

/** The project this code lives in, with the customer's two issues. */
export const project = resolve(import.meta.dirname, '../..')

export function projectConfig(): Config {
  const read = readConfig(project, {})
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems))
  return read.config
}

export const text = textFor('nl')

export async function inspect(issueId: string) {
  const [{ segments }, { themes }] = await Promise.all([readSegments(project), readThemes(project)])
  const knownThemes = themes.map(({ id }) => id)
  const knownSegments = segments.map(({ id }) => id)
  return inspectIssue(projectConfig(), text, issueId, { knownSegments, knownThemes })
}

/** The March issue, really rendered: nothing is wrong with its mail. */
export async function marchToCheck(): Promise<IssueToCheck> {
  const { issue, editions } = await inspect('2023-03')
  if (issue === undefined) throw new Error('There is no March issue')
  const { areas } = await readAreas(project)
  return {
    issue,
    rendered: editions.map(({ rendered }) => rendered),
    config: projectConfig(),
    knownSegments: issue.segments.map(({ value }) => value),
    knownThemes: (await readThemes(project)).themes.map(({ id }) => id),
    areas,
    pictures: [],
    speller: await openSpeller(),
  }
}

/** The March issue with one more item, of this text. */
export function withItem(issue: Issue, markdown: string, given: Partial<Contribution> = {}): Issue {
  const [first] = issue.items
  if (first === undefined) throw new Error('The issue is empty')
  const file = 'newsletters/2023-03/var/extra.md'
  const { body } = parseMarkdown(markdown, file, 10)
  const extra = { ...first, slug: 'extra', title: 'Extra', file, accepted: [], body, ...given }
  return { ...issue, items: [extra] }
}
