import type { Config } from '../config.ts'
import type { Contribution } from '../content/contribution.ts'
import { readContribution } from '../content/read-contribution.ts'
import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem, type ProblemValues } from '../problem.ts'
import { isCopy, isLeftAlone, sortFiles } from './folder-files.ts'
import { NEWSLETTERS } from './list-issues.ts'
import { readProjectFile, readProjectFolder } from './project-file.ts'

/** What the partners' folders of one issue hold. */
export type LoadedContributions = {
  contributions: Contribution[]
  /** Item names whose file is there but gave no contribution. */
  unreadable: string[]
  problems: Problem[]
}

/** Every contribution that can be read; each file that cannot, or that nothing reads, is named. */
export async function loadContributions(
  config: Config,
  issueId: string,
): Promise<LoadedContributions> {
  const [partners, loose] = await Promise.all([
    Promise.all(config.partners.map(({ id }) => loadPartner(config.root, issueId, id))),
    looseFiles(config, `${NEWSLETTERS}/${issueId}`),
  ])
  const all = partners.flatMap(({ read }) => read)
  return {
    contributions: all.flatMap(({ contribution }) => contribution ?? []),
    unreadable: all.filter((one) => one.contribution === undefined).map(({ item }) => item),
    problems: [...[...partners, ...all].flatMap(({ problems }) => problems), ...loose],
  }
}

type LoadedContribution = {
  /** `partner/slug`. */
  item: string
  contribution: Contribution | undefined
  problems: Problem[]
}

async function loadPartner(
  root: string,
  issueId: string,
  partner: string,
): Promise<{ read: LoadedContribution[]; problems: Problem[] }> {
  const folder = `${NEWSLETTERS}/${issueId}/${partner}`
  const { files, folders, problems } = await readProjectFolder(root, folder)
  const { contributions, copies, unused, pictures } = sortFiles(files)
  const read = await Promise.all(
    contributions.map(({ name, slug }) =>
      loadContribution(root, { file: `${folder}/${name}`, issueId, partner, slug }),
    ),
  )
  const unread = [...unused, ...folders.filter((name) => !isLeftAlone(name))]
  return {
    read: read.flatMap((one) => one ?? []),
    problems: [
      ...problems,
      ...copies.map((name) => leftBehind(name, folder)),
      ...unread.map((name) => notUsed(name, folder)),
      ...pictures.map((name) => notUsed(name, folder, { kind: 'picture' })),
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
async function looseFiles(config: Config, folder: string): Promise<Problem[]> {
  const { files, folders, problems } = await readProjectFolder(config.root, folder)
  const partners = config.partners.map(({ id }) => id)
  const { copies, pictures } = sortFiles(files)
  const known = new Set(['issue.md', 'images', ...partners])
  const meant = (name: string): ProblemValues => {
    if (pictures.includes(name)) return { kind: 'picture' }
    const suggestion = didYouMean(name, partners)
    return suggestion === undefined ? {} : { suggestion }
  }
  return [
    ...problems,
    ...copies.map((name) => leftBehind(name, folder)),
    ...[...folders, ...files]
      .filter((name) => !known.has(name) && !isLeftAlone(name) && !isCopy(name, files))
      .map((name) => notUsed(name, folder, meant(name))),
  ]
}

function leftBehind(name: string, folder: string): Problem {
  return problem('issue/copy-left-behind', { found: shown(name) }, { file: folder })
}

function notUsed(name: string, folder: string, more: ProblemValues = {}): Problem {
  return problem('issue/file-unused', { found: shown(name), ...more }, { file: folder })
}

/** A name as it may appear on a screen: without the characters that would steer a terminal. */
function shown(name: string): string {
  return name.replaceAll(/\p{Cc}|\p{Cf}/gu, '?')
}
