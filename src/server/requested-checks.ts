import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findBrowser, openBrowser } from '../check/browser/open-browser.ts'
import type { Inspection } from '../check/inspect-issue.ts'
import { withReasons } from '../check/inspect-issue.ts'
import { issueLinks } from '../check/links/issue-links.ts'
import type { Network } from '../check/links/guarded-agent.ts'
import type { Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import { byImportance, type Problem } from '../problem.ts'
import { mailOf, versionOf } from './mail-version.ts'
import type { Workspace } from './workspace.ts'

export const requestedKinds = ['links', 'browser', 'spam'] as const
export type RequestedKind = (typeof requestedKinds)[number]

/** Where a check that somebody asked for stands, for one issue. */
export type RequestedState =
  | { kind: 'running'; progress: Progress | undefined }
  /** By who asked for it: nothing of it counts. */
  | { kind: 'stopped' }
  /** `version` is of the mail it was about, as `versionOf` gives it. */
  | { kind: 'done'; at: number; version: string; problems: Problem[]; asked: ReadonlySet<string> }
  /** There is no such program, or it did not do its work; `reason` is its own first line. */
  | { kind: 'failed'; why: 'none' | 'failed'; reason: string }
  /** A bug, which was told elsewhere. */
  | { kind: 'broken' }

/** Of what it looks at one by one. */
export type Progress = { done: number; total: number }

/**
 * Checks that take long or ask others something: each runs when somebody presses its button, in this
 * process, and once at a time for an issue. Kept in memory: what was found a week ago says little.
 */
export type RequestedChecks = {
  /** Whether the program it needs is on this computer. */
  isPossible(kind: RequestedKind): boolean
  /** Nothing where it runs already. */
  start(issueId: string, kind: RequestedKind): void
  /** Nothing where it does not run. */
  stop(issueId: string, kind: RequestedKind): void
  stateOf(issueId: string, kind: RequestedKind): RequestedState | undefined
  /** What was found, at the places where it stands now; what is not written any more is gone. */
  problemsOf(inspection: Inspection): Problem[]
  /** Breaks off what runs. */
  close(): Promise<void>
}

export type RequestedOptions = {
  workspace: Pick<Workspace, 'config' | 'inspect' | 'changed'>
  env: NodeJS.ProcessEnv
  now: () => number
  /** Of a test; otherwise the internet. */
  network?: Network | undefined
  failed: (error: unknown) => void
}

/** What is known of an issue, also by the checks that somebody asked for. */
export function everyProblem(requested: RequestedChecks, inspection: Inspection): Problem[] {
  return [...inspection.problems, ...requested.problemsOf(inspection)]
}

export function openRequestedChecks(options: RequestedOptions): RequestedChecks {
  const { workspace, env, now, network, failed } = options
  const closing = new AbortController()
  const states = new Map<string, RequestedState>()
  const stops = new Map<string, AbortController>()
  const running = new Set<Promise<void>>()
  const nameOf = (issueId: string, kind: RequestedKind) => `${kind} ${issueId}`
  const hasSpamAssassin = isOnPath('spamassassin', env)

  return {
    isPossible(kind) {
      switch (kind) {
        case 'links':
          return true
        case 'browser':
          return findBrowser(env) !== undefined
        case 'spam':
          return hasSpamAssassin
        default:
          return kind satisfies never
      }
    },
    start(issueId, kind) {
      const name = nameOf(issueId, kind)
      if (closing.signal.aborted || states.get(name)?.kind === 'running') return
      const stop = new AbortController()
      stops.set(name, stop)
      states.set(name, { kind: 'running', progress: undefined })
      const signal = AbortSignal.any([closing.signal, stop.signal])
      const run = settle(name, signal, perform(issueId, kind, signal))
      running.add(run)
      void run.finally(() => running.delete(run))
    },
    stop(issueId, kind) {
      const name = nameOf(issueId, kind)
      if (states.get(name)?.kind !== 'running') return
      states.set(name, { kind: 'stopped' })
      stops.get(name)?.abort()
    },
    stateOf: (issueId, kind) => states.get(nameOf(issueId, kind)),
    problemsOf(inspection) {
      const { issueId, issue } = inspection
      if (issue === undefined) return []
      const found = requestedKinds.flatMap((kind) => {
        const state = states.get(nameOf(issueId, kind))
        if (state?.kind !== 'done') return []
        return kind === 'links' ? atTheirPlaces(state.problems, issue) : state.problems
      })
      return withReasons(found, issue).toSorted(byImportance)
    },
    async close() {
      closing.abort()
      await Promise.all(running)
    },
  }

  /** What was stopped says so already, and may be running once more. */
  async function settle(
    name: string,
    signal: AbortSignal,
    ending: Promise<RequestedState>,
  ): Promise<void> {
    try {
      const state = await ending
      if (!signal.aborted) states.set(name, state)
    } catch (error) {
      if (signal.aborted) return
      states.set(name, { kind: 'broken' })
      failed(error)
    }
  }

  async function perform(
    issueId: string,
    kind: RequestedKind,
    signal: AbortSignal,
  ): Promise<RequestedState> {
    const inspection = await workspace.inspect(issueId)
    const done = (problems: Problem[]): RequestedState => ({
      kind: 'done',
      at: now(),
      version: versionOf(inspection),
      problems,
      asked: new Set(
        inspection.issue ? issueLinks(inspection.issue).map(({ url }) => url.href) : [],
      ),
    })
    switch (kind) {
      case 'links':
        return done(
          await askLinks(inspection, signal, (progress) => {
            if (!signal.aborted) states.set(nameOf(issueId, kind), { kind: 'running', progress })
          }),
        )
      case 'browser': {
        const measured = await measure(inspection, workspace.config(), signal)
        return 'kind' in measured ? measured : done(measured)
      }
      case 'spam': {
        const { checkSpam } = await import('../dispatch/check-spam.ts')
        const asking = { path: env['PATH'] ?? '', signal }
        const asked = await checkSpam(workspace.config(), mailOf(inspection), asking)
        return asked.trouble === undefined
          ? done(asked.problems)
          : { kind: 'failed', why: asked.trouble.kind, reason: '' }
      }
      default:
        return kind satisfies never
    }
  }

  async function askLinks(
    { issue }: Inspection,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Problem[]> {
    if (issue === undefined) return []
    const { checkLinks } = await import('../check/links/check-links.ts')
    const options = { signal, onProgress, ...(network && { network }) }
    return checkLinks(issue, workspace.config(), options)
  }

  async function measure(
    inspection: Inspection,
    config: Config,
    signal: AbortSignal,
  ): Promise<Problem[] | Extract<RequestedState, { kind: 'failed' }>> {
    const opened = await openBrowser(env)
    if (opened.kind !== 'open') {
      const reason = opened.kind === 'failed' ? opened.reason : ''
      return { kind: 'failed', why: opened.kind, reason }
    }
    const { browser } = opened
    const end = () => void browser.close()
    signal.addEventListener('abort', end)
    try {
      const { checkInBrowser } = await import('../check/browser/check-in-browser.ts')
      const variants = mailOf(inspection).editions.map(({ rendered }) => rendered)
      return await checkInBrowser(browser, variants, config)
    } finally {
      signal.removeEventListener('abort', end)
      await browser.close()
    }
  }
}

/** An answer is about a page and not about a version of the text: it goes where the link went. */
function atTheirPlaces(problems: readonly Problem[], issue: Issue): Problem[] {
  const answers = new Map(problems.map((found) => [pageOf(String(found.values['found'])), found]))
  return issueLinks(issue).flatMap(({ url, found, places }) => {
    const answer = answers.get(url.href)
    if (answer === undefined) return []
    const { code, severity, owner, values } = answer
    return places.map((place) => ({
      code,
      severity,
      owner,
      values: { ...values, found },
      ...place,
    }))
  })
}

function pageOf(found: string): string {
  const url = new URL(found)
  url.hash = ''
  return url.href
}

function isOnPath(program: string, env: NodeJS.ProcessEnv): boolean {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return folders.some((folder) =>
    [program, `${program}.exe`].some((name) => existsSync(join(folder, name))),
  )
}
