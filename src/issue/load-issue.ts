import type { AgendaEvent } from '../agenda/event.ts'
import { readAgenda } from '../agenda/read-agenda.ts'
import type { Config } from '../config.ts'
import type { Contribution } from '../content/contribution.ts'
import type { Figure } from '../content/figure.ts'
import { readContribution } from '../content/read-contribution.ts'
import { readFigure } from '../content/read-figure.ts'
import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem } from '../problem.ts'
import { composeIssue } from './compose-issue.ts'
import { isCopy, sortFiles } from './folder-files.ts'
import { isIssueId } from './issue-id.ts'
import type { Issue, IssueHead } from './issue.ts'
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
  const folder = `${NEWSLETTERS}/${issueId}`
  const file = `${folder}/issue.md`
  const read = isIssueId(issueId)
    ? await readProjectFile(config.root, file)
    : ({ kind: 'missing' } as const)
  if (read.kind === 'refused') return { issue: undefined, problems: [read.problem] }
  if (read.kind === 'missing')
    return { issue: undefined, problems: [await notFound(config, issueId)] }
  const { head, problems } = readHead(read.bytes, issueId, file)
  const [contributions, rest, agenda, figures] = await Promise.all([
    loadContributions(config, issueId),
    unusedIn(config, folder),
    loadAgenda(config, head),
    loadFigures(config, head),
  ])
  const composed = composeIssue({
    head,
    partners: config.partners,
    expectedPartners: config.expectedPartners,
    contributions: contributions.read,
    unreadable: contributions.unreadable,
    events: agenda.events,
    figures: figures.read,
  })
  return {
    issue: composed.issue,
    problems: [
      ...problems,
      ...contributions.problems,
      ...rest,
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

type Loaded<T> = { read: T[]; problems: Problem[] }
type LoadedContribution = {
  /** `partner/slug`. */
  item: string
  contribution: Contribution | undefined
  problems: Problem[]
}

async function loadContributions(
  config: Config,
  issueId: string,
): Promise<Loaded<Contribution> & { unreadable: string[] }> {
  const partners = await Promise.all(
    config.partners.map(({ id }) => loadPartner(config, issueId, id)),
  )
  const all = partners.flatMap(({ read }) => read)
  return {
    read: all.flatMap(({ contribution }) => contribution ?? []),
    unreadable: all.filter((one) => one.contribution === undefined).map(({ item }) => item),
    problems: [...partners, ...all].flatMap(({ problems }) => problems),
  }
}

async function loadPartner(
  config: Config,
  issueId: string,
  partner: string,
): Promise<Loaded<LoadedContribution>> {
  const folder = `${NEWSLETTERS}/${issueId}/${partner}`
  const { files, folders, problems } = await readProjectFolder(config.root, folder)
  const { contributions, copies, unused } = sortFiles(files)
  const read = await Promise.all(
    contributions.map(({ name, slug }) =>
      loadContribution(config.root, { file: `${folder}/${name}`, issueId, partner, slug }),
    ),
  )
  const unread = [...unused, ...folders.filter((name) => !isHidden(name))]
  return {
    read: read.flatMap((one) => one ?? []),
    problems: [
      ...problems,
      ...copies.map((name) => leftBehind(name, folder)),
      ...unread.map((name) => notUsed(name, folder)),
    ],
  }
}

/** Undefined when the file has gone since its folder was read. */
async function loadContribution(
  root: string,
  given: { file: string; issueId: string; partner: string; slug: string },
): Promise<LoadedContribution | undefined> {
  const item = `${given.partner}/${given.slug}`
  const found = await readProjectFile(root, given.file)
  switch (found.kind) {
    case 'missing':
      return undefined
    case 'refused':
      return { item, contribution: undefined, problems: [found.problem] }
    case 'read':
      return { item, ...readContribution({ ...given, bytes: found.bytes }) }
  }
}

/** What lies in the issue's own folder and belongs to nothing: a misspelt partner, a loose file. */
async function unusedIn(config: Config, folder: string): Promise<Problem[]> {
  const { files, folders, problems } = await readProjectFolder(config.root, folder)
  const partners = config.partners.map(({ id }) => id)
  const { copies } = sortFiles(files)
  const known = new Set(['issue.md', 'images', ...partners])
  return [
    ...problems,
    ...copies.map((name) => leftBehind(name, folder)),
    ...[...folders, ...files]
      .filter((name) => !known.has(name) && !isHidden(name) && !isCopy(name, files))
      .map((name) => notUsed(name, folder, didYouMean(name, partners))),
  ]
}

function isHidden(name: string): boolean {
  return /^[._]/.test(name)
}

function leftBehind(name: string, folder: string): Problem {
  return problem('issue/copy-left-behind', { found: shown(name) }, { file: folder })
}

function notUsed(name: string, folder: string, suggestion?: string): Problem {
  const values = { found: shown(name), ...(suggestion !== undefined && { suggestion }) }
  return problem('issue/file-unused', values, { file: folder })
}

/** A name as it may appear on a screen: without the characters that would steer a terminal. */
function shown(name: string): string {
  return name.replaceAll(/\p{Cc}|\p{Cf}/gu, '?')
}

async function loadAgenda(
  config: Config,
  head: IssueHead,
): Promise<{ events: readonly AgendaEvent[] | undefined; problems: Problem[] }> {
  if (head.agenda.length === 0) return { events: [], problems: [] }
  const file = `${NEWSLETTERS}/agenda.yaml`
  const found = await readProjectFile(config.root, file)
  if (found.kind === 'refused') return { events: undefined, problems: [found.problem] }
  if (found.kind === 'missing') return { events: [], problems: [] }
  const { events, problems } = readAgenda(found.bytes, file)
  const unreadable = events.length === 0 && problems.length > 0
  return { events: unreadable ? undefined : events, problems }
}

async function loadFigures(config: Config, head: IssueHead): Promise<Loaded<Figure>> {
  const folder = `${NEWSLETTERS}/figures`
  const asked = head.figures.filter(
    ({ value }, index) => head.figures.findIndex((other) => other.value === value) === index,
  )
  const loaded = await Promise.all(
    asked.map(async ({ value, place }): Promise<Loaded<Figure>> => {
      const file = `${folder}/${value}.yaml`
      // The id becomes part of a path, so `../x` never gets that far.
      const found = /^[a-z0-9][a-z0-9-]{0,79}$/.test(value)
        ? await readProjectFile(config.root, file)
        : ({ kind: 'missing' } as const)
      if (found.kind === 'refused') return { read: [], problems: [found.problem] }
      if (found.kind === 'missing') {
        const { files } = await readProjectFolder(config.root, folder)
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
