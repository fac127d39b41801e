import { localDateAt } from '../agenda/local-date.ts'
import type { Config } from '../config.ts'
import { isIssueId } from '../issue/issue-id.ts'
import { makeIssue, type MadeIssue } from '../issue/make-issue.ts'
import { formatDate } from '../render/format.ts'
import { deadlinesFor } from '../schedule/deadlines.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { makePlannedIssue } from '../schedule/make-planned-issue.ts'
import { nextOpen, plannedFor, type PlannedIssue } from '../schedule/planned-issues.ts'
import { loadSeries } from '../schedule/read-series.ts'
import { wallWords } from '../server/moments.ts'
import type { Store } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'

/**
 * Makes the folder of a new issue, or nothing at all. Without a name it is the next date of the
 * series that has no issue yet.
 */
export const newCommand: Command = {
  name: 'new',
  arguments: ['[editie]'],
  options: {},
  async run(invocation) {
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const named = invocation.positionals[0]
    const example = localDateAt(invocation.now(), config.zone).slice(0, 7)
    if (named !== undefined && !isIssueId(named)) {
      const words = invocation.text.commands.new
      const problem = words.malformed(named, suggestion(named))
      return refuse(invocation, 'malformed', problem, words.malformedWhatNow(example))
    }
    // Without a series nothing of the database is needed, so there may be none.
    if ((await loadSeries(config.root)).series.length === 0) {
      return named === undefined
        ? noSeries(invocation, example)
        : report(named, undefined, await make(named, config, invocation), config, invocation)
    }
    const store = await openList(config.root, invocation.env)
    try {
      return await makeInSeries(named, config, store, invocation)
    } finally {
      await store.close()
    }
  },
}

async function makeInSeries(
  named: string | undefined,
  config: Config,
  store: Store,
  invocation: Invocation,
): Promise<ExitCode> {
  const day = localDateAt(invocation.now(), config.zone)
  const planning = await loadPlanning(config.root, store)
  const planned = named === undefined ? nextOpen(planning, day) : plannedFor(planning, named)
  if (planned === undefined) {
    return named === undefined
      ? noSeries(invocation, day.slice(0, 7))
      : report(named, undefined, await make(named, config, invocation), config, invocation)
  }
  const { text, now } = invocation
  const settings = { config, text, store, now: now(), today: day }
  return report(
    planned.issueId,
    planned,
    await makePlannedIssue(planned, settings),
    config,
    invocation,
  )
}

function make(id: string, config: Config, { text }: Invocation): Promise<MadeIssue> {
  return makeIssue(config, text, id, undefined)
}

function report(
  id: string,
  planned: PlannedIssue | undefined,
  made: MadeIssue,
  config: Config,
  invocation: Invocation,
): ExitCode {
  const words = invocation.text.commands.new
  switch (made.kind) {
    case 'exists':
      return refuse(invocation, 'exists', words.exists(id), words.existsWhatNow(id))
    case 'failed':
      return refuse(invocation, 'failed', words.failed(made.reason), words.failedWhatNow)
    case 'made':
      return tellMade(id, planned, made, config, invocation)
    default:
      return made satisfies never
  }
}

function tellMade(
  id: string,
  planned: PlannedIssue | undefined,
  { folder, files, copiedFrom }: Extract<MadeIssue, { kind: 'made' }>,
  { partners, zone }: Config,
  { json, print, tell, text, now }: Invocation,
): ExitCode {
  const words = text.commands.new
  const deadlines = planned && deadlinesFor(planned.wall, planned.series.lead)
  if (json) {
    const result = { issue: id, folder, files, copiedFrom: copiedFrom ?? null }
    const dates = planned && { series: planned.seriesId, proposed: planned.wall, deadlines }
    print(JSON.stringify({ schema: 1, ok: true, ...result, ...dates }))
    return exit.good
  }
  print(words.made(id, folder))
  const width = Math.max(...files.map((path) => path.length))
  const explained = [words.issueFile, ...partners.map(({ short }) => words.exampleFile(short))]
  for (const [index, path] of files.entries()) {
    print(words.file(path.padEnd(width), explained[index] ?? ''))
  }
  if (planned !== undefined && deadlines !== undefined) {
    const moment = wallWords(planned.wall, text)
    const day = formatDate(deadlines.deliver, text)
    const isLate = deadlines.deliver < localDateAt(now(), zone)
    print(isLate ? words.plannedLate(moment, day) : words.planned(moment, day))
  }
  if (copiedFrom !== undefined) print(words.copied(copiedFrom))
  tell(text.commands.whatNow(words.next))
  return exit.good
}

function noSeries(invocation: Invocation, example: string): ExitCode {
  const words = invocation.text.commands.new
  return refuse(invocation, 'no-series', words.noSeries, words.noSeriesWhatNow(example))
}

function refuse(
  { json, print, tell, text }: Invocation,
  reason: 'malformed' | 'exists' | 'failed' | 'no-series',
  problem: string,
  advice: string,
): ExitCode {
  if (json) print(JSON.stringify({ schema: 1, ok: false, reason, problem }))
  tell(problem)
  tell(text.commands.whatNow(advice))
  return reason === 'failed' ? exit.environment : exit.usage
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
