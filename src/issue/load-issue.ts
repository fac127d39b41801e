import type { Config } from '../config.ts'
import type { Contribution } from '../content/contribution.ts'
import type { Figure } from '../content/figure.ts'
import { readFigure } from '../content/read-figure.ts'
import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem } from '../problem.ts'
import { composeIssue, wantedEvents } from './compose-issue.ts'
import { isIssueId } from './issue-id.ts'
import type { Issue, IssueHead } from './issue.ts'
import { loadAgenda } from './load-agenda.ts'
import { loadContributions } from './load-contributions.ts'
import { listIssues, NEWSLETTERS } from './list-issues.ts'
import { readProjectFile, readProjectFolder } from './project-file.ts'
import { readHead } from './read-head.ts'
import { distinct, references, type Reference } from './references.ts'

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
  const delivered = await loadContributions(config, issueId)
  const { contributions } = delivered
  const [agenda, figures] = await Promise.all([
    // The agenda's own problems are no concern of an issue that shows none of it.
    wantedEvents({ head, contributions }).length === 0
      ? { events: [], problems: [] }
      : loadAgenda(config.root),
    loadFigures(config.root, wantedFigures(head, contributions)),
  ])
  const composed = composeIssue({
    head,
    partners: config.partners,
    expectedPartners: config.expectedPartners,
    contributions,
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

const FIGURES = `${NEWSLETTERS}/figures`
type LoadedFigures = { read: Figure[]; problems: Problem[] }

/** Figures that the issue or one of its texts names. */
function wantedFigures(head: IssueHead, contributions: readonly Contribution[]): Reference[] {
  const texts = [{ file: head.file, body: head.intro }, ...contributions]
  return distinct([...head.figures, ...texts.flatMap((text) => references(text, 'figures'))])
}

async function loadFigures(root: string, wanted: readonly Reference[]): Promise<LoadedFigures> {
  const ids = [...new Set(wanted.map(({ value }) => value))]
  const loaded = await Promise.all(ids.map((id) => loadFigure(root, id)))
  const missing = new Set(ids.filter((_, index) => loaded[index] === undefined))
  if (missing.size === 0) return joined(loaded)
  const { files } = await readProjectFolder(root, FIGURES)
  const known = files.map((name) => name.replace(/\.yaml$/, ''))
  const unknown = wanted
    .filter(({ value }) => missing.has(value))
    .map(({ value, place }) => {
      const suggestion = didYouMean(value, known)
      const values = { found: value, ...(suggestion !== undefined && { suggestion }) }
      return problem('figure/unknown', values, place)
    })
  return joined([...loaded, { read: [], problems: unknown }])
}

/** Undefined when there is no such figure. */
async function loadFigure(root: string, id: string): Promise<LoadedFigures | undefined> {
  // The id becomes part of a path, so `../x` never gets that far.
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(id)) return undefined
  const file = `${FIGURES}/${id}.yaml`
  const found = await readProjectFile(root, file)
  if (found.kind === 'missing') return undefined
  if (found.kind === 'refused') return { read: [], problems: [found.problem] }
  const { figure, problems } = readFigure(found.bytes, file)
  return { read: figure === undefined ? [] : [figure], problems }
}

function joined(all: readonly (LoadedFigures | undefined)[]): LoadedFigures {
  return {
    read: all.flatMap((one) => one?.read ?? []),
    problems: all.flatMap((one) => one?.problems ?? []),
  }
}
