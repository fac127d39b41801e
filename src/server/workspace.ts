import { setTimeout as wait } from 'node:timers/promises'
import type { Inspection } from '../check/inspect-issue.ts'
import { CONFIG_FILE, readConfig, type Config } from '../config.ts'
import { watchProject } from '../content/watch.ts'
import type { WholeIssue } from '../dispatch/fingerprint.ts'
import { listIssues } from '../issue/list-issues.ts'
import { byImportance, type Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { readSegments, type Segment } from '../subscribers/segments.ts'
import { readThemes } from '../subscribers/themes.ts'
import { textFor, type Text } from '../text/text.ts'
import { warmUp } from './warm-up.ts'

/**
 * The project folder as the server knows it. What was read is kept until a file that it came from
 * changes; what nobody looks at is never rendered.
 */
export type Workspace = {
  root: string
  config: () => Config
  text: () => Text
  /** What is wrong with `rondbrief.yaml` since the last time it could be read. */
  settingsProblems: () => Problem[]
  issues: () => Promise<string[]>
  segments: () => Promise<{ segments: Segment[]; problems: Problem[] }>
  inspect: (issueId: string) => Promise<Inspection>
  /** The same when it can be there at once, or soon; undefined while a first page should not wait. */
  inspectSoon: (issueId: string) => Promise<Inspection | undefined>
  /**
   * What a mail server or mailbox would hold against the built message. Apart from `inspect`, so that
   * the preview never waits for it; made once for each inspection.
   */
  messageProblems: (inspection: Inspection) => Promise<Problem[]>
  /** The issue with every item in it, and its fingerprint; made once for each inspection. */
  whole: (inspection: Inspection) => Promise<WholeIssue | undefined>
  store: () => Promise<Store>
  /** Rises with every change that can alter this issue's pages; without an issue, with any change. */
  version: (issueId?: string) => number
  /** For what this process writes itself: it need not wait for the disk to tell. */
  changed: (files: readonly string[]) => void
  /** Resolves when every later change on disk will be seen. */
  ready: Promise<void>
  /** Calls `listen` after every change on disk; gives back the way to stop. */
  onChange(listen: () => void): () => void
  close: () => Promise<void>
}

/** A page waits this long for an inspection before it comes without and fetches it later. In ms. */
const SOON = 400

/** Rendered issues kept in memory: about 2 MB each with their variants and pictures. */
const KEPT = 12

export function openWorkspace(
  first: Config,
  settings: Problem[],
  env: NodeJS.ProcessEnv,
): Workspace {
  const { root } = first
  let config = first
  let settingsProblems = settings
  let segments: ReturnType<typeof readSegments> | undefined
  let opened: Promise<Store> | undefined
  const inspections = new Map<string, Promise<Inspection>>()
  const messages = new WeakMap<Inspection, Promise<Problem[]>>()
  const wholes = new WeakMap<Inspection, Promise<WholeIssue | undefined>>()
  /** True once the templates' compiler is in memory: loading it takes most of the first second. */
  let warm = false
  const listeners = new Set<() => void>()
  const warming = warmUp(warmest)
  const versions = { all: 0, shared: 0, issue: new Map<string, number>() }

  const watching = watchProject(root, changed)

  function changed(files: readonly string[]): void {
    versions.all++
    for (const issueId of touchedIssues(files)) {
      if (issueId === undefined) {
        versions.shared++
        inspections.clear()
        segments = undefined
      } else {
        versions.issue.set(issueId, (versions.issue.get(issueId) ?? 0) + 1)
        inspections.delete(issueId)
      }
    }
    if (files.includes(CONFIG_FILE)) rereadConfig()
    for (const listen of listeners) listen()
  }

  function rereadConfig(): void {
    const read = readConfig(root, env)
    // A half-typed setting must not take the screens away: go on with the last good ones and say so.
    if (read.kind === 'ok') config = read.config
    settingsProblems = read.problems
  }

  function forget(issueId: string, failed: Promise<Inspection>): void {
    if (inspections.get(issueId) === failed) inspections.delete(issueId)
  }

  const workspace: Workspace = {
    root,
    config: () => config,
    text: () => textFor(config.language),
    settingsProblems: () => settingsProblems,
    issues: () => listIssues(root),
    segments: () => (segments ??= readSegments(root)),
    inspect(issueId) {
      const known = inspections.get(issueId)
      // Moved to the end: the map's order is the order of last use.
      inspections.delete(issueId)
      const inspection = known ?? inspect(issueId)
      inspections.set(issueId, inspection)
      // A bug is not a result: the next page tries again.
      if (!known) inspection.catch(() => forget(issueId, inspection))
      inspection.then(warming.busy, () => {})
      for (const oldest of [...inspections.keys()].slice(0, -KEPT)) inspections.delete(oldest)
      return inspection
    },
    async inspectSoon(issueId) {
      if (!warm && !inspections.has(issueId)) return undefined
      const late = new AbortController()
      const tooLate = wait(SOON, undefined, { signal: late.signal }).catch(() => undefined)
      const found = await Promise.race([workspace.inspect(issueId), tooLate])
      late.abort()
      return found
    },
    messageProblems(inspection) {
      const known = messages.get(inspection) ?? buildAndCheck(inspection)
      messages.set(inspection, known)
      // A bug is not a result: the next page tries again.
      known.catch(() => messages.delete(inspection))
      return known
    },
    whole(inspection) {
      const known = wholes.get(inspection) ?? makeWhole(inspection)
      wholes.set(inspection, known)
      known.catch(() => wholes.delete(inspection))
      return known
    },
    store() {
      opened ??= openList(root, env).catch((error: unknown) => {
        // The next page tries again: somebody may have made room meanwhile.
        opened = undefined
        throw error
      })
      return opened
    },
    version: (issueId) =>
      issueId === undefined ? versions.all : versions.shared + (versions.issue.get(issueId) ?? 0),
    changed,
    ready: watching.ready,
    onChange(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
    async close() {
      watching.close()
      warming.stop()
      listeners.clear()
      const store = await opened?.catch(() => undefined)
      await store?.close()
    },
  }
  return workspace

  /** The issue that somebody looked at last, twice more, and a chart: it may get its first one. */
  async function warmest(): Promise<void> {
    const issueId = [...inspections.keys()].at(-1)
    if (issueId === undefined) return
    const { rasterise } = await import('../render/rasterise.ts')
    await rasterise({ width: 8, height: 8, content: '' })
    for (const _ of [1, 2]) await inspect(issueId)
  }

  async function buildAndCheck(inspection: Inspection): Promise<Problem[]> {
    // The mail builder is loaded by the first page that lists problems, not by the first preview.
    const { checkMessages } = await import('../dispatch/check-message.ts')
    return checkMessages(config, inspection)
  }

  async function makeWhole({ issue }: Inspection): Promise<WholeIssue | undefined> {
    if (issue === undefined) return undefined
    const [{ wholeIssue }, { segments: all }] = await Promise.all([
      import('../dispatch/fingerprint.ts'),
      workspace.segments(),
    ])
    return wholeIssue(config, workspace.text(), issue, all)
  }

  async function inspect(issueId: string): Promise<Inspection> {
    const [{ segments: known, problems }, { themes }] = await Promise.all([
      workspace.segments(),
      readThemes(root),
    ])
    const ids = known.map((segment) => segment.id)
    const { inspectIssue } = await import('../check/inspect-issue.ts')
    warm = true
    const inspection = await inspectIssue(config, workspace.text(), issueId, {
      knownSegments: ids,
      knownThemes: themes.map(({ id }) => id),
      segmentSets: [ids, ...ids.map((id) => [id])],
      sourceMarkers: true,
    })
    return { ...inspection, problems: [...inspection.problems, ...problems].toSorted(byImportance) }
  }
}

/** The issues that these files belong to; undefined stands for "any issue may look different now". */
function touchedIssues(files: readonly string[]): Set<string | undefined> {
  return new Set(
    files.map((file) => {
      const [folder, name, ...rest] = file.split('/')
      const inIssue = folder === 'newsletters' && rest.length > 0 && name !== 'figures'
      return inIssue ? name : undefined
    }),
  )
}
