import type { Config } from '../config.ts'
import type { Figure } from '../content/figure.ts'
import { readFigure } from '../content/read-figure.ts'
import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem } from '../problem.ts'
import { composeIssue } from './compose-issue.ts'
import { isIssueId } from './issue-id.ts'
import type { Issue, IssueHead } from './issue.ts'
import { loadAgenda } from './load-agenda.ts'
import { loadContributions } from './load-contributions.ts'
import { listIssues, NEWSLETTERS } from './list-issues.ts'
import { readProjectFile, readProjectFolder } from './project-file.ts'
import { readHead } from './read-head.ts'

/**
 * Reads one issue from the project folder: its head, every contribution that can be read, the
 * agenda and the figures it asks for. A file that is broken, missing or not ours becomes a problem;
 * the issue is made of the rest. Undefined only when there is no such issue.
 */
export async function loadIssue(
  config: Config,
  issueId: string,
): Promise<{ issue: Issue | undefined; problems: Problem[] }> {
  const file = `${NEWSLETTERS}/${issueId}/issue.md`
  const read = isIssueId(issueId)
    ? await readProjectFile(config.root, file)
    : ({ kind: 'missing' } as const)
  if (read.kind === 'refused') return { issue: undefined, problems: [read.problem] }
  if (read.kind === 'missing')
    return { issue: undefined, problems: [await notFound(config, issueId)] }
  const { head, problems } = readHead(read.bytes, issueId, file)
  const [delivered, agenda, figures] = await Promise.all([
    loadContributions(config, issueId),
    // The agenda's own problems are no concern of an issue that shows none of it.
    head.agenda.length === 0 ? { events: [], problems: [] } : loadAgenda(config.root),
    loadFigures(config.root, head),
  ])
  const composed = composeIssue({
    head,
    partners: config.partners,
    expectedPartners: config.expectedPartners,
    contributions: delivered.contributions,
    unreadable: delivered.unreadable,
    events: agenda.events,
    figures: figures.read,
  })
  return {
    issue: composed.issue,
    problems: [
      ...problems,
      ...delivered.problems,
      ...agenda.problems,
      ...figures.problems,
      ...composed.problems,
    ],
  }
}

async function notFound(config: Config, issueId: string): Promise<Problem> {
  const suggestion = didYouMean(issueId, await listIssues(config.root))
  return problem('issue/not-found', {
    found: issueId,
    ...(suggestion !== undefined && { suggestion }),
  })
}

type LoadedFigures = { read: Figure[]; problems: Problem[] }

async function loadFigures(root: string, head: IssueHead): Promise<LoadedFigures> {
  const folder = `${NEWSLETTERS}/figures`
  const asked = head.figures.filter(
    ({ value }, index) => head.figures.findIndex((other) => other.value === value) === index,
  )
  const loaded = await Promise.all(
    asked.map(async ({ value, place }): Promise<LoadedFigures> => {
      const file = `${folder}/${value}.yaml`
      // The id becomes part of a path, so `../x` never gets that far.
      const found = /^[a-z0-9][a-z0-9-]{0,79}$/.test(value)
        ? await readProjectFile(root, file)
        : ({ kind: 'missing' } as const)
      if (found.kind === 'refused') return { read: [], problems: [found.problem] }
      if (found.kind === 'missing') {
        const { files } = await readProjectFolder(root, folder)
        const suggestion = didYouMean(
          value,
          files.map((name) => name.replace(/\.yaml$/, '')),
        )
        const values = { found: value, ...(suggestion !== undefined && { suggestion }) }
        return { read: [], problems: [problem('figure/unknown', values, place)] }
      }
      const { figure, problems } = readFigure(found.bytes, file)
      return { read: figure === undefined ? [] : [figure], problems }
    }),
  )
  return {
    read: loaded.flatMap(({ read }) => read),
    problems: loaded.flatMap(({ problems }) => problems),
  }
}
