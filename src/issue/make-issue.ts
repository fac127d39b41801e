import { randomBytes } from 'node:crypto'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import type { Text } from '../text/text.ts'
import { listIssues, NEWSLETTERS } from './list-issues.ts'
import { loadAgenda } from './load-agenda.ts'
import { loadIssue } from './load-issue.ts'
import { newIssueFiles, type NewIssue } from './new-issue.ts'
import { readProjectFolder } from './project-file.ts'

export type MadeIssue =
  | {
      kind: 'made'
      folder: string
      /** Paths within the project. */
      files: string[]
      /** The issue whose choices it began with. */
      copiedFrom: string | undefined
    }
  | { kind: 'exists' }
  /** `reason`: the code that the system gives. */
  | { kind: 'failed'; reason: string }

/** Makes the folder of a new issue, or nothing at all. */
export async function makeIssue(
  config: Config,
  text: Text,
  id: string,
  planned: NewIssue['planned'],
): Promise<MadeIssue> {
  const given = { ...(await startOf(config, id)), planned }
  const files = newIssueFiles(given, text)
  const folder = `${NEWSLETTERS}/${id}`
  const made = await createFolder(config.root, folder, files)
  if (made.kind !== 'made') return made
  const paths = files.map(({ path }) => `${folder}/${path}`)
  return { kind: 'made', folder, files: paths, copiedFrom: given.last?.id }
}

/** What the new issue can begin with: choices of the last one, the agenda, the figures there are. */
async function startOf(config: Config, id: string): Promise<Omit<NewIssue, 'planned'>> {
  const [earlier, agenda, figures] = await Promise.all([
    issueBefore(config, id),
    loadAgenda(config.root),
    readProjectFolder(config.root, `${NEWSLETTERS}/figures`),
  ])
  return {
    id,
    partners: config.partners,
    last: earlier.issue,
    events: agenda.events ?? [],
    figures: figures.files.flatMap((name) => /^([a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? []),
  }
}

/** A correction is for readers of one issue, so nothing of it is a beginning for the next. */
async function issueBefore(config: Config, id: string): ReturnType<typeof loadIssue> {
  for (const other of (await listIssues(config.root)).filter((one) => one < id)) {
    const found = await loadIssue(config, other)
    if (found.issue?.corrects === undefined) return found
  }
  return { issue: undefined, problems: [] }
}

/**
 * The folder appears complete or not at all: it is filled under a hidden name that no list of
 * issues shows, and then gets its own name in one step.
 */
export async function createFolder(
  root: string,
  folder: string,
  files: readonly { path: string; content: string }[],
): Promise<{ kind: 'made' } | Exclude<MadeIssue, { kind: 'made' }>> {
  const target = join(root, folder)
  const fresh = join(root, NEWSLETTERS, `.new-${randomBytes(6).toString('hex')}`)
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true })
      await writeFile(join(fresh, path), content)
    }
    await rename(fresh, target)
    return { kind: 'made' }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code
    if (reason === undefined) throw error
    // A folder with anything in it cannot be replaced by a rename, so it stays as it is.
    return (await exists(target)) ? { kind: 'exists' } : { kind: 'failed', reason }
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
