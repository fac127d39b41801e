import type { Browser } from 'playwright-core'
import { checkInBrowser } from '../check/browser/check-in-browser.ts'
import { openBrowser } from '../check/browser/open-browser.ts'
import { inspectIssue, withReasons, type Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import { checkMessages } from '../dispatch/check-message.ts'
import { checkSpam } from '../dispatch/check-spam.ts'
import { listIssues } from '../issue/list-issues.ts'
import { blocks, byImportance, type Problem } from '../problem.ts'
import { checkedIssue, checkedJson, checkedLines, type CheckedIssue } from './checked-issue.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject, type Project } from './open-project.ts'
import { problemJson, problemList } from './print-problem.ts'

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
    const words = invocation.json ? undefined : invocation.text
    if (words !== undefined)
      for (const line of problemList(project.problems, words)) invocation.print(line)
    const all: CheckedIssue[] = []
    try {
      const ids = await wantedIds(invocation)
      for await (const checked of checkAll(ids, project, browser, invocation)) {
        if (typeof checked === 'number') return checked
        all.push(checked)
        if (words !== undefined) printOne(checked, ids.length > 1, invocation)
      }
    } finally {
      await browser?.close()
    }
    const code = codeOf(project, all)
    if (words === undefined)
      invocation.print(JSON.stringify(resultOf(code, project, all, invocation)))
    else if (all.length === 0) invocation.tell(words.commands.check.none)
    return code
  },
}

async function wantedIds({ positionals, root }: Invocation): Promise<string[]> {
  const [wanted] = positionals
  return wanted === undefined ? listIssues(root) : [wanted]
}

/** Each issue in turn, or the exit code with which it ends. */
async function* checkAll(
  ids: readonly string[],
  project: Project,
  browser: Browser | undefined,
  invocation: Invocation,
): AsyncGenerator<CheckedIssue | ExitCode> {
  const { config } = project
  const { options, signal, text } = invocation
  for await (const inspection of oneAhead(ids, (id) => inspectIssue(config, text, id, project))) {
    if (signal.aborted) return yield exit.interrupted
    const spam = options['spam'] === true ? await askSpam(config, inspection, invocation) : []
    if (spam === 'none') return yield exit.environment
    const problems = [
      ...inspection.problems,
      ...spam,
      ...(await checkMessages(config, inspection)),
      ...(browser === undefined ? [] : await measure(browser, config, inspection)),
      ...(options['links'] === true ? await askLinks(inspection, project, invocation) : []),
    ]
    const { issue } = inspection
    const judged = issue === undefined ? problems : withReasons(problems, issue)
    yield checkedIssue(inspection, judged.toSorted(byImportance), config)
  }
}

/** The next is under way while one is looked at: its files are read where this one would wait. */
async function* oneAhead<T, R>(
  items: readonly T[],
  make: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const start = (index: number) => {
    const item = items[index]
    if (item === undefined) return undefined
    const started = make(item)
    // Whoever waits for it hears of it; until then nobody does.
    started.catch(() => undefined)
    return started
  }
  let next = start(0)
  for (let index = 1; next !== undefined; index += 1) {
    const now = next
    next = start(index)
    yield await now
  }
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

function codeOf(project: Project, checked: readonly CheckedIssue[]): ExitCode {
  if (checked.some(({ issue, problems }) => issue === undefined && isUnknown(problems))) {
    return exit.usage
  }
  const all = [...project.problems, ...checked.flatMap(({ problems }) => problems)]
  return all.some(blocks) ? exit.blocked : exit.good
}

function isUnknown(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === 'issue/not-found')
}

function printOne(
  checked: CheckedIssue,
  isOneOfMore: boolean,
  { text, print, tell }: Invocation,
): void {
  const say = checked.issue === undefined ? tell : print
  for (const line of checkedLines(checked, text)) say(line)
  if (checked.issue !== undefined && isOneOfMore) print('')
}

function resultOf(
  code: ExitCode,
  project: Project,
  checked: readonly CheckedIssue[],
  { text }: Invocation,
): object {
  return {
    schema: 1,
    ok: code === exit.good,
    problems: project.problems.map((found) => problemJson(found, text)),
    issues: checked.map((one) => checkedJson(one, text)),
  }
}
