import type { Config } from '../config.ts'
import { withAcceptance, type Acceptance } from '../content/acceptance.ts'
import { readAreas } from '../content/areas.ts'
import type { Issue, Variant } from '../issue/issue.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { variantsFor } from '../issue/variants.ts'
import { byImportance, type Problem } from '../problem.ts'
import { renderVariant } from '../render/render-variant.ts'
import type { Rendered } from '../render/rendered.ts'
import { openTemplates } from '../render/templates.ts'
import type { Text } from '../text/text.ts'
import { checkIssue } from './check-issue.ts'
import { checkEmptyVariant } from './empty-variant.ts'
import { maskPersonalData } from './personal-data.ts'
import { readPictureFiles } from './picture-files.ts'
import { openSpeller } from './speller.ts'

/** One issue, made as far as it can be, and everything there is to say about it. */
export type Inspection = {
  issueId: string
  /** Undefined when there is no such issue. */
  issue: Issue | undefined
  /** Each variant with its mail; empty while no mail can be made. */
  editions: { variant: Variant; rendered: Rendered }[]
  /** Worst first; what its file accepts with a reason is marked so and comes last. */
  problems: Problem[]
}

export type InspectOptions = {
  knownSegments: readonly string[]
  /** Ids of `subscribers/themes.yaml`; without them any theme is good. */
  knownThemes?: readonly string[]
  /**
   * The sets of segments that recipients are in. Without them: somebody in every segment, who gets
   * the longest mail, and somebody in none.
   */
  segmentSets?: readonly (readonly string[])[]
  /**
   * The sets that recipients really are in, where they are known: none of them may get a mail
   * without items. Without them: somebody in the segments of the issue and in no other.
   */
  recipientSets?: readonly (readonly string[])[]
  /** For the screen: each block tells its place in the file. */
  sourceMarkers?: boolean
}

/** Reads, renders and checks one issue. No network; nothing is written. */
export async function inspectIssue(
  config: Config,
  text: Text,
  issueId: string,
  options: InspectOptions,
): Promise<Inspection> {
  const { issue, problems } = await loadIssue(config, issueId)
  if (issue === undefined) {
    return { issueId, issue, editions: [], problems: problems.toSorted(byImportance) }
  }
  const [areas, opened, pictures, speller] = await Promise.all([
    readAreas(config.root),
    openTemplates(config.root),
    readPictureFiles(config.root, issue),
    openSpeller(),
  ])
  const { templates } = opened
  const sourceMarkers = options.sourceMarkers === true
  const editions: Inspection['editions'] = []
  if (templates !== undefined) {
    const sets = options.segmentSets ?? [segmentsOf(issue), []]
    for (const variant of variantsFor(issue, sets)) {
      const settings = { config, text, templates, sourceMarkers }
      editions.push({ variant, rendered: await renderVariant(issue, variant, settings) })
    }
  }
  const rendered = editions.map((edition) => edition.rendered)
  const found = checkIssue({
    issue,
    rendered,
    config,
    knownSegments: options.knownSegments,
    knownThemes: options.knownThemes ?? [],
    areas: areas.areas,
    pictures,
    speller,
    preview: sourceMarkers,
  })
  const all = [
    ...problems,
    ...areas.problems,
    ...opened.problems,
    ...rendered.flatMap((one) => one.problems),
    ...found,
    ...checkEmptyVariant(issue, options.recipientSets),
  ]
  return {
    issueId,
    issue,
    editions,
    problems: withReasons(distinct(all.map(masked)), issue).toSorted(byImportance),
  }
}

/** Those that a file of the issue gives a reason for, marked so. */
export function withReasons(problems: readonly Problem[], issue: Issue): Problem[] {
  return problems.map((one) => withAcceptance(one, acceptancesFor(one, issue)))
}

function segmentsOf(issue: Issue): string[] {
  return [...new Set(issue.items.flatMap(({ segments }) => segments))]
}

/** Whatever a problem quotes, it repeats no number or address of a person. */
function masked(found: Problem): Problem {
  const values = Object.entries(found.values).map(([key, value]) => [
    key,
    typeof value === 'string' ? maskPersonalData(value) : value,
  ])
  return { ...found, values: Object.fromEntries(values) as Problem['values'] }
}

/** Two variants share most of their text, and with it most of their problems. */
function distinct(problems: Problem[]): Problem[] {
  const seen = new Map(
    problems.map((found) => [
      JSON.stringify([found.code, found.file, found.line, found.column, found.values]),
      found,
    ]),
  )
  return [...seen.values()]
}

/** A reason counts only for the file it is written in; in the agenda only for its own event. */
function acceptancesFor({ file, line }: Problem, issue: Issue): readonly Acceptance[] {
  const event = issue.events
    .filter((candidate) => candidate.file === file && candidate.line <= (line ?? 0))
    .sort((a, b) => b.line - a.line)[0]
  const holder =
    event ?? [issue, ...issue.items, ...issue.figureData].find((part) => part.file === file)
  return holder?.accepted ?? []
}
