import type { Browser } from 'playwright-core'
import { checkInBrowser } from '../check/browser/check-in-browser.ts'
import { openBrowser } from '../check/browser/open-browser.ts'
import { inspectIssue, withReasons, type Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import { checkMessages } from '../dispatch/check-message.ts'
import { checkSpam } from '../dispatch/check-spam.ts'
import { readabilityOf } from '../check/readability.ts'
import { listIssues } from '../issue/list-issues.ts'
import { blocks, byImportance, type Problem } from '../problem.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject, type Project } from './open-project.ts'
import { countProblems, problemJson, problemList } from './print-problem.ts'

/**
 * Exit codes: 0 nothing blocks, 1 something blocks, 2 there is no such issue, 3 the settings cannot
 * be read or there is no browser. With `--json` one object, documented in `docs/meldingen.md`.
 */
export const check: Command = {
  name: 'check',
  arguments: ['[editie]'],
  options: {
    browser: { type: 'boolean', help: (text) => text.commands.check.options.browser },
    spam: { type: 'boolean', help: (text) => text.commands.check.options.spam },
    links: { type: 'boolean', help: (text) => text.commands.check.options.links },
  },
  async run(invocation) {
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { project } = opened
    const browser = invocation.options['browser'] === true ? await open(invocation) : undefined
    if (browser === 'none') return exit.environment
    let inspections: Inspection[] | 'no-spamassassin' | undefined
    try {
      inspections = await inspectAll(project, browser, invocation)
    } finally {
      await browser?.close()
    }
    if (inspections === undefined) return exit.interrupted
    if (inspections === 'no-spamassassin') return exit.environment
    const code = codeOf(project, inspections)
    if (invocation.json)
      invocation.print(JSON.stringify(resultOf(code, project, inspections, invocation)))
    else printAll(project, inspections, invocation)
    return code
  },
}

/** Undefined when it was broken off. */
async function inspectAll(
  project: Project,
  browser: Browser | undefined,
  invocation: Invocation,
): Promise<Inspection[] | 'no-spamassassin' | undefined> {
  const { config } = project
  const wanted = invocation.positionals[0]
  const ids = wanted === undefined ? await listIssues(invocation.root) : [wanted]
  const inspections: Inspection[] = []
  for (const id of ids) {
    if (invocation.signal.aborted) return undefined
    const inspection = await inspectIssue(config, invocation.text, id, project)
    const spam =
      invocation.options['spam'] === true ? await askSpam(config, inspection, invocation) : []
    if (spam === 'none') return 'no-spamassassin'
    const problems = [
      ...inspection.problems,
      ...spam,
      ...(await checkMessages(config, inspection)),
      ...(browser === undefined ? [] : await measure(browser, config, inspection)),
      ...(invocation.options['links'] === true
        ? await askLinks(inspection, project, invocation)
        : []),
    ]
    const { issue } = inspection
    const judged = issue === undefined ? problems : withReasons(problems, issue)
    inspections.push({ ...inspection, problems: judged.toSorted(byImportance) })
  }
  return inspections
}

/** The browser, or 'none' after telling why not. */
async function open({ env, text, tell }: Invocation): Promise<Browser | 'none'> {
  const opened = await openBrowser(env)
  if (opened.kind === 'open') return opened.browser
  const { noBrowser, noBrowserWhatNow, browserFailed } = text.commands.check
  tell(opened.kind === 'none' ? noBrowser : browserFailed(opened.reason))
  tell(text.commands.whatNow(noBrowserWhatNow))
  return 'none'
}

/** The problems, or 'none' after telling that there is no such program. */
async function askSpam(
  config: Config,
  inspection: Inspection,
  { env, signal, text, tell }: Invocation,
): Promise<Problem[] | 'none'> {
  const asked = await checkSpam(config, inspection, { path: env['PATH'] ?? '', signal })
  const words = text.commands.check
  switch (asked.trouble?.kind) {
    case 'none':
      tell(words.noSpamAssassin)
      tell(text.commands.whatNow(words.noSpamAssassinWhatNow))
      return 'none'
    case 'failed':
      if (!signal.aborted) tell(words.spamFailed)
      return asked.problems
    case undefined:
      return asked.problems
    default:
      return asked.trouble satisfies never
  }
}

function measure(browser: Browser, config: Config, { editions }: Inspection): Promise<Problem[]> {
  const variants = editions.map(({ rendered }) => rendered)
  return checkInBrowser(browser, variants, config)
}

async function askLinks(
  { issue }: Inspection,
  { config }: Project,
  { text, tell, signal }: Invocation,
): Promise<Problem[]> {
  if (issue === undefined) return []
  tell(text.commands.check.askingLinks)
  // Only this option needs an HTTP client.
  const { checkLinks } = await import('../check/links/check-links.ts')
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
