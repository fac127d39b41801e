import { inspectIssue, type Inspection } from '../check/inspect-issue.ts'
import { checkMessages } from '../dispatch/check-message.ts'
import { checkLinks } from '../check/links/check-links.ts'
import { readabilityOf } from '../check/readability.ts'
import { listIssues } from '../issue/list-issues.ts'
import { blocks, byImportance, type Problem } from '../problem.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject, type Project } from './open-project.ts'
import { countProblems, problemJson, problemList } from './print-problem.ts'

/**
 * Exit codes: 0 nothing blocks, 1 something blocks, 2 there is no such issue, 3 the settings cannot
 * be read. With `--json` one object, documented in `docs/meldingen.md`.
 */
export const check: Command = {
  name: 'check',
  arguments: ['[editie]'],
  options: { links: { type: 'boolean', help: (text) => text.commands.check.options.links } },
  async run(invocation) {
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { project } = opened
    const { options } = invocation
    const wanted = invocation.positionals[0]
    const ids = wanted === undefined ? await listIssues(invocation.root) : [wanted]
    const inspections: Inspection[] = []
    for (const id of ids) {
      if (invocation.signal.aborted) return exit.interrupted
      const inspection = await inspectIssue(project.config, invocation.text, id, project)
      const built = await checkMessages(project.config, inspection)
      const links = options['links'] === true ? await askLinks(inspection, project, invocation) : []
      inspections.push({
        ...inspection,
        problems: [...inspection.problems, ...built, ...links].toSorted(byImportance),
      })
    }
    const code = codeOf(project, inspections)
    if (invocation.json)
      invocation.print(JSON.stringify(resultOf(code, project, inspections, invocation)))
    else printAll(project, inspections, invocation)
    return code
  },
}

function askLinks(
  { issue }: Inspection,
  { config }: Project,
  { text, tell, signal }: Invocation,
): Promise<Problem[]> | Problem[] {
  if (issue === undefined) return []
  tell(text.commands.check.askingLinks)
  return checkLinks(issue, config, { signal })
}

function codeOf(project: Project, inspections: readonly Inspection[]): ExitCode {
  if (inspections.some(({ issue, problems }) => issue === undefined && isUnknown(problems))) {
    return exit.usage
  }
  const all = [...project.problems, ...inspections.flatMap(({ problems }) => problems)]
  return all.some(blocks) ? exit.blocked : exit.good
}

function isUnknown(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === 'issue/not-found')
}

function printAll(
  project: Project,
  inspections: Inspection[],
  { text, print, tell }: Invocation,
): void {
  const words = text.commands.check
  for (const line of problemList(project.problems, text)) print(line)
  for (const { issueId, issue, problems } of inspections) {
    if (issue === undefined) {
      for (const line of problemList(problems, text)) tell(line)
      continue
    }
    print(words.heading(issueId, issue.title))
    for (const line of problemList(problems, text)) print(line)
    for (const line of words.reading(readabilityOf(issue, project.config).issue)) print(line)
    print(words.summary(countProblems(problems)))
    if (inspections.length > 1) print('')
  }
  if (inspections.length === 0) tell(words.none)
}

function resultOf(
  code: ExitCode,
  project: Project,
  inspections: readonly Inspection[],
  { text }: Invocation,
): object {
  const shown = (problems: readonly Problem[]) => problems.map((found) => problemJson(found, text))
  return {
    schema: 1,
    ok: code === exit.good,
    problems: shown(project.problems),
    issues: inspections.map(({ issueId, issue, editions, problems }) => ({
      id: issueId,
      title: issue?.title ?? null,
      variants: editions.map(({ variant, rendered }) => ({
        key: variant.key,
        items: variant.items.map(({ partner, slug }) => `${partner}/${slug}`),
        bytes: { html: Buffer.byteLength(rendered.html), text: Buffer.byteLength(rendered.text) },
      })),
      counts: countProblems(problems),
      readability: issue === undefined ? null : readabilityOf(issue, project.config),
      problems: shown(problems),
    })),
  }
}
