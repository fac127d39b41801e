import { randomBytes } from 'node:crypto'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { readProjectFolder } from '../issue/project-file.ts'
import { isIssueId } from '../issue/issue-id.ts'
import { listIssues, NEWSLETTERS } from '../issue/list-issues.ts'
import { loadAgenda } from '../issue/load-agenda.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { newIssueFiles, type NewIssue } from '../issue/new-issue.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'

/** Makes the folder of a new issue, or nothing at all. */
export const newCommand: Command = {
  name: 'new',
  arguments: ['<editie>'],
  options: {},
  async run(invocation) {
    const { root, text, json, print, tell } = invocation
    const words = text.commands.new
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const id = invocation.positionals[0] ?? ''
    const folder = `${NEWSLETTERS}/${id}`
    if (!isIssueId(id)) {
      const example = thisMonth(invocation.now(), config.zone)
      const problem = words.malformed(id, suggestion(id))
      return refuse(invocation, 'malformed', problem, words.malformedWhatNow(example))
    }
    const given = await startOf(config, id)
    const files = newIssueFiles(given, text)
    const made = await createFolder(root, folder, files)
    if (made.kind === 'exists') {
      return refuse(invocation, 'exists', words.exists(id), words.existsWhatNow(id))
    }
    if (made.kind === 'failed') {
      return refuse(invocation, 'failed', words.failed(made.reason), words.failedWhatNow)
    }
    const paths = files.map(({ path }) => `${folder}/${path}`)
    if (json) {
      const copiedFrom = given.last?.id ?? null
      print(JSON.stringify({ schema: 1, ok: true, issue: id, folder, files: paths, copiedFrom }))
      return exit.good
    }
    print(words.made(id, folder))
    const width = Math.max(...paths.map((path) => path.length))
    const explained = [
      words.issueFile,
      ...config.partners.map(({ short }) => words.exampleFile(short)),
    ]
    for (const [index, path] of paths.entries()) {
      print(words.file(path.padEnd(width), explained[index] ?? ''))
    }
    if (given.last !== undefined) print(words.copied(given.last.id))
    tell(text.commands.whatNow(words.next))
    return exit.good
  },
}

function refuse(
  { json, print, tell, text }: Invocation,
  reason: 'malformed' | 'exists' | 'failed',
  problem: string,
  advice: string,
): ExitCode {
  if (json) print(JSON.stringify({ schema: 1, ok: false, reason, problem }))
  tell(problem)
  tell(text.commands.whatNow(advice))
  return reason === 'failed' ? exit.environment : exit.usage
}

/** What the new issue can begin with: choices of the last one, the agenda, the figures there are. */
async function startOf(config: Config, id: string): Promise<NewIssue> {
  const earlier = (await listIssues(config.root)).find((other) => other < id)
  const [last, agenda, figures] = await Promise.all([
    earlier === undefined ? undefined : loadIssue(config, earlier),
    loadAgenda(config.root),
    readProjectFolder(config.root, `${NEWSLETTERS}/figures`),
  ])
  return {
    id,
    partners: config.partners,
    last: last?.issue,
    events: agenda.events ?? [],
    figures: figures.files.flatMap((name) => /^([a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? []),
  }
}

type Created = { kind: 'made' } | { kind: 'exists' } | { kind: 'failed'; reason: string }

/**
 * The folder appears complete or not at all: it is filled under a hidden name that no list of
 * issues shows, and then gets its own name in one step.
 */
async function createFolder(
  root: string,
  folder: string,
  files: readonly { path: string; content: string }[],
): Promise<Created> {
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

/** `2023-3`, `12-2023` and `2023 12` are clear enough to say what was meant. */
function suggestion(typed: string): string | undefined {
  const [, year, month] = /^(\d{4})\D?(\d{1,2})$/.exec(typed) ?? []
  const [, first, second] = /^(\d{1,2})\D(\d{4})$/.exec(typed) ?? []
  const meant = `${year ?? second}-${(month ?? first ?? '').padStart(2, '0')}`
  if (isIssueId(meant)) return meant
  const plain = typed.toLowerCase().replaceAll(/[\s_]+/g, '-')
  return isIssueId(plain) ? plain : undefined
}

function thisMonth(now: number, zone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  return today.toPlainDate().toPlainYearMonth().toString()
}
