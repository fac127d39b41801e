import { localDateAt } from '../agenda/local-date.ts'
import { momentProblems } from '../check/sending-moment.ts'
import { commandLine } from '../command-line.ts'
import type { Config } from '../config.ts'
import { byImportance } from '../problem.ts'
import { formatDate, formatList, formatTime } from '../render/format.ts'
import { clockChange } from '../schedule/clock-change.ts'
import { deadlinesFor } from '../schedule/deadlines.ts'
import { dueAt, type Due } from '../schedule/due.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { passedOccurrences, skipPassed } from '../schedule/occurrence-store.ts'
import { plannedBetween, type PlannedIssue } from '../schedule/planned-issues.ts'
import { isIncomplete } from '../schedule/read-series.ts'
import { dayOf, shifted } from '../schedule/series.ts'
import { wallWords } from '../server/moments.ts'
import type { OccurrenceRow } from '../store/tables.ts'
import { openList } from '../subscribers/open-list.ts'
import type { Text } from '../text/text.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { scheduleOne } from './schedule-issue.ts'
import { problemJson, problemList } from './print-problem.ts'

/** A year and a day, in days: the last line is the first one of next year. */
const SHOWN = 366

/**
 * When the coming issues appear; with an issue, plans that. Changes nothing without `--skip`, or with an
 * issue `--yes-really`. Exit codes: 0; 1 when something in `series.yaml` keeps a series from taking
 * part, or blocks the issue; 2 wrong number or moment, or no such issue; 3 settings or disk.
 */
export const schedule: Command = {
  name: 'schedule',
  arguments: ['[editie]'],
  options: {
    skip: { type: 'boolean', help: (text) => text.commands.schedule.options.skip },
    at: { type: 'string', help: (text) => text.commands.schedule.options.at },
    'yes-really': { type: 'boolean', help: (text) => text.commands.schedule.options.yesReally },
    count: { type: 'string', help: (text) => text.commands.send.options.count },
    name: { type: 'string', help: (text) => text.commands.dispatch.options.name },
  },
  async run(invocation) {
    const { text, tell, print, options, now } = invocation
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const store = await openList(config.root, invocation.env)
    try {
      const [issueId] = invocation.positionals
      if (issueId !== undefined) return await scheduleOne({ config, store, issueId, invocation })
      if (options['skip'] === true) {
        const count = await skipPassed(store, now(), now())
        tell(text.commands.schedule.skipped(count))
      }
      const planning = await loadPlanning(config.root, store)
      const today = localDateAt(now(), config.zone)
      const coming = plannedBetween(planning, today, shifted(today, SHOWN)).map((one) =>
        dated(one, config.zone),
      )
      const passed = await passedOccurrences(store, now())
      const problems = planning.problems.toSorted(byImportance)
      if (invocation.json) {
        print(
          JSON.stringify({
            schema: 1,
            ok: !isIncomplete(problems),
            dates: coming.map(shown),
            passed: passed.map(({ series_id, local_date }) => ({ series: series_id, local_date })),
            problems: problems.map((found) => problemJson(found, text)),
          }),
        )
      } else printAll(coming, passed, config, invocation)
      for (const line of problemList(problems, text)) tell(line)
      return codeOf(isIncomplete(problems))
    } finally {
      await store.close()
    }
  },
}

type Dated = PlannedIssue & { due: Extract<Due, { kind: 'ok' }> }

function dated(planned: PlannedIssue, zone: string): Dated {
  const due = dueAt(planned.wall, zone)
  if (due.kind === 'refused') throw new Error(`${planned.wall} is no moment in ${zone}`)
  return { ...planned, due }
}

function codeOf(isBlocked: boolean): ExitCode {
  return isBlocked ? exit.blocked : exit.good
}

function printAll(
  coming: readonly Dated[],
  passed: readonly OccurrenceRow[],
  { zone }: Config,
  { text, print, tell, now }: Invocation,
): void {
  const words = text.commands.schedule
  if (coming.length === 0) {
    tell(words.noDates)
    tell(text.commands.whatNow(words.noneWhatNow))
  }
  const width = Math.max(...coming.map(({ wall }) => wallWords(wall, text).length))
  for (const [series, dates] of Map.groupBy(coming, (one) => one.series)) {
    print(words.series(series.title, formatTime(series.at, text)))
    let before = wallAt(now(), zone)
    for (const one of dates) {
      const change = clockChange(before, one.wall, zone)
      if (change !== undefined) {
        print(`    ${words.clock[change](formatTime(one.wall.slice(11), text))}`)
      }
      before = one.wall
      print(`  ${wallWords(one.wall, text).padEnd(width)}  ${stateWords(one, text)}`)
      for (const line of remarks(one, text)) print(`    ${line}`)
    }
    print('')
  }
  if (passed.length > 0) {
    const dates = passed.map(({ wall }) => formatDate(dayOf(wall), text))
    tell(words.passed(passed.length, formatList(dates, text)))
    const make = commandLine('new', passed[0]?.wall.slice(0, 7) ?? '')
    tell(text.commands.whatNow(words.passedWhatNow(make, commandLine('schedule', '--skip'))))
  }
}

function stateWords({ state, issueId, date, wall }: Dated, text: Text): string {
  const { states, moved } = text.commands.schedule
  const said = state === 'made' ? states.made(issueId) : states[state]
  return date === dayOf(wall) ? said : `${said}, ${moved(formatDate(date, text))}`
}

/** What the clock change makes of it, and why it may be a bad day. */
function remarks({ wall, due }: Dated, text: Text): string[] {
  const { note } = text.commands.schedule
  const time = formatTime(wall.slice(11, 16), text)
  const clock =
    due.note === undefined
      ? []
      : [
          due.note === 'skipped'
            ? note.skipped(time, formatTime(due.local.slice(11, 16), text))
            : note.doubled(time),
        ]
  const unlucky = momentProblems(wall).map(
    ({ code, values, severity }) =>
      `${text.commands.severity[severity]}  ${text.problems[code](values).title}`,
  )
  return [...clock, ...unlucky]
}

function wallAt(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

function shown({ seriesId, date, wall, issueId, state, series, due }: Dated): object {
  return {
    series: seriesId,
    date,
    sendAt: wall,
    at: new Date(due.at).toISOString(),
    note: due.note ?? null,
    issue: issueId,
    state,
    deadlines: deadlinesFor(wall, series.lead),
    warnings: momentProblems(wall).map(({ code }) => code),
  }
}
