import { inspectIssue } from '../check/inspect-issue.ts'
import { commandLine } from '../command-line.ts'
import type { Config } from '../config.ts'
import { alarmWords } from '../dispatch/alarm-words.ts'
import { alarms } from '../dispatch/alarms.ts'
import { issueAudience } from '../dispatch/correction.ts'
import { EVERYONE } from '../dispatch/first-batch.ts'
import { firstWords, perSecond, progressLine, type Pace } from '../dispatch/progress-line.ts'
import { isSendingNow } from '../dispatch/sending-session.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import {
  dispatchProgress,
  failureReasons,
  pace,
  unsureRecipients,
  type Progress,
  type Unsure,
} from '../dispatch/progress.ts'
import { wholeIssue } from '../dispatch/fingerprint.ts'
import {
  isAsPlanned,
  scheduledIssue,
  stoppedMoment,
  type ScheduledIssue,
  type Stopped,
} from '../dispatch/scheduled.ts'
import type { Issue } from '../issue/issue.ts'
import { listIssues } from '../issue/list-issues.ts'
import { blocks } from '../problem.ts'
import { formatNumber } from '../render/format.ts'
import { minutesLeft } from '../schedule/countdown.ts'
import { dueAt, type Due } from '../schedule/due.ts'
import { stoppedWords } from '../server/next-step.ts'
import { countdownWords } from '../server/screens/countdown.ts'
import type { Store } from '../store/store.ts'
import { noticeTrouble } from '../subscribers/notice-trouble.ts'
import { readSegments } from '../subscribers/segments.ts'
import { openList } from '../subscribers/open-list.ts'
import type { DispatchRow } from '../store/tables.ts'
import { exit, type Command, type Invocation } from './command.ts'
import { momentOf } from './moment.ts'
import { openProject } from './open-project.ts'
import { progressTable, reasonWords } from './send-report.ts'
import { sendCommand } from './send-session.ts'

/** Where every issue and its dispatch stand. Reads only; always exit code 0, or 2 for no such issue. */
export const status: Command = {
  name: 'status',
  arguments: ['[editie]'],
  options: {},
  async run(invocation) {
    const { positionals, text, tell, print, json, root, now } = invocation
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config, knownSegments } = opened.project
    const all = await listIssues(root)
    const wanted = positionals[0]
    if (wanted !== undefined && !all.includes(wanted)) {
      tell(text.commands.status.notFound(wanted))
      return exit.usage
    }
    const store = await openList(config.root, invocation.env)
    try {
      const issues: IssueStatus[] = []
      for (const issueId of wanted === undefined ? all : [wanted]) {
        issues.push(await statusOf(issueId, config, store, knownSegments, invocation))
      }
      const notices = await noticeTrouble(store, now())
      const raised = (await alarms(store, now())).filter(
        ({ issueId }) => wanted === undefined || issueId === undefined || issueId === wanted,
      )
      if (json) {
        const told = raised.map(({ seen, ...alarm }) => ({ ...alarm, seen: seen ?? null }))
        const found = { issues: issues.map(shown), notices: notices ?? null, alarms: told }
        print(JSON.stringify({ schema: 1, ...found }))
        return exit.good
      }
      printAll(issues, config, invocation)
      for (const alarm of raised.filter(({ seen }) => seen === undefined)) {
        const { title, fix } = alarmWords(alarm, text)
        print(text.alarms.status(title))
        print(`  ${text.commands.whatNow(fix)}`)
      }
      if (notices !== undefined && wanted === undefined) {
        const words = text.commands.keeping.notices
        print(`${words.heading}: ${words.counts(notices)}.`)
        print(text.commands.whatNow(words.whatNow(notices)))
      }
      return exit.good
    } finally {
      await store.close()
    }
  },
}

type IssueStatus = {
  issueId: string
  title: string
  blocking: number
  due: Due | undefined
  /** It was changed after it was planned for that moment, and does not leave. */
  isChanged: boolean
  /** The moment that somebody took back, while no other is chosen. */
  stopped: Stopped | undefined
  /** How long it takes until it goes out by itself, and to how many; only in the last minutes. */
  countdown: { dueAt: number; minutes: number; recipients: number } | undefined
  dispatch:
    | (DispatchRow & {
        /** It says that it is being sent, and no process is doing so. */
        interrupted: boolean
        progress: Progress
        /** How fast it went lately; undefined while it is not being sent. */
        pace: Pace | undefined
        unsure: Unsure[]
        failures: { reason: string; count: number }[]
      })
    | undefined
}

async function statusOf(
  issueId: string,
  config: Config,
  store: Store,
  knownSegments: string[],
  { text, now }: Pick<Invocation, 'text' | 'now'>,
): Promise<IssueStatus> {
  const { issue, problems } = await inspectIssue(config, text, issueId, { knownSegments })
  const found = await regularDispatch(store.db, issueId, config.list.id)
  const planned = await scheduledIssue(store.db, found)
  const row = planned === undefined ? found : undefined
  const interrupted = row?.status === 'sending' && !(await isSendingNow(config, store))
  const isGoing = row?.status === 'sending' && !interrupted
  const due = planned && dueAt(planned.wall, planned.zone)
  const isChanged = planned !== undefined && !(await isStill(planned))
  const minutes =
    planned === undefined || isChanged
      ? undefined
      : minutesLeft(planned.at, now(), config.graceMinutes * 60_000)
  return {
    issueId,
    title: issue?.title ?? '',
    blocking: problems.filter(blocks).length,
    due,
    isChanged,
    stopped:
      due === undefined && row === undefined
        ? await stoppedMoment(store.db, issueId, config.list.id)
        : undefined,
    countdown:
      planned !== undefined && minutes !== undefined
        ? { dueAt: planned.at, minutes, recipients: await recipientsOf(issue, config, store) }
        : undefined,
    dispatch: row && {
      ...row,
      interrupted,
      progress: await dispatchProgress(store, row.id),
      pace: isGoing ? await pace(store, row.id, now()) : undefined,
      unsure: await unsureRecipients(store, row.id),
      failures: await failureReasons(store, row.id),
    },
  }

  async function isStill(plan: ScheduledIssue): Promise<boolean> {
    const { segments } = await readSegments(config.root)
    const whole = issue && (await wholeIssue(config, text, issue, segments))
    return isAsPlanned(plan, { whole, issue })
  }
}

async function recipientsOf(
  issue: Issue | undefined,
  config: Config,
  store: Store,
): Promise<number> {
  const { segments } = await readSegments(config.root)
  return (await issueAudience(store, config.list.id, issue, segments)).audience.count
}

function printAll(issues: IssueStatus[], config: Config, invocation: Invocation): void {
  const { text, print } = invocation
  const words = text.commands.status
  if (issues.length === 0) invocation.tell(words.none)
  for (const found of issues) {
    const { issueId, title, blocking, due, stopped, countdown, dispatch } = found
    print(`${issueId}  ${title}`)
    if (dispatch === undefined) {
      print(`  ${words.noDispatch}`)
      if (blocking > 0) print(`  ${words.blocked(blocking)}`)
      if (stopped !== undefined) print(`  ${stoppedWords(stopped, config.zone, text)}`)
      if (countdown !== undefined && countdown.recipients > 0) {
        const near = { issueId, title, blocking, isChanged: false, ...countdown }
        print(`  ${countdownWords(near, config.zone, text)}`)
        print(`  ${text.countdown.command(commandLine('dispatch', issueId, 'stop'))}`)
      }
      if (due?.kind === 'ok') {
        print(`  ${words.due(momentOf(due.at, config.zone, text))}`)
        if (due.note !== undefined) print(`  ${words.dueNote[due.note]}`)
        if (found.isChanged) {
          print(`  ${words.changed}`)
          print(
            `  ${text.commands.whatNow(words.changedWhatNow(commandLine('schedule', issueId)))}`,
          )
        }
      }
    } else {
      const { reason, interrupted } = dispatch
      const state = interrupted ? words.interrupted : words.states[dispatch.status]
      print(`  ${reason === null ? state : words.because(state, reasonWords(reason, text))}`)
      if (dispatch.claim_below !== EVERYONE && ['sending', 'paused'].includes(dispatch.status)) {
        print(`  ${firstWords(text)}`)
      }
      if (dispatch.pace !== undefined) {
        print(`  ${progressLine(dispatch.progress, dispatch.pace, text)}`)
      }
      if (dispatch.progress.total > 0) {
        for (const line of progressTable(dispatch.progress, text)) print(line)
      }
      for (const one of dispatch.failures) {
        print(`    ${formatNumber(one.count, text)}  ${reasonWords(one.reason, text)}`)
      }
      if (dispatch.unsure.length > 0) print(`  ${text.commands.send.unsureHeading}`)
      for (const { name, email } of dispatch.unsure) {
        print(`    ${[name, email].filter(Boolean).join('  ')}`)
      }
      if (dispatch.interrupted) {
        const next = sendCommand(issueId, dispatch.recipient_count)
        print(`  ${text.commands.whatNow(text.commands.send.resume(next))}`)
      }
    }
    print('')
  }
}

function shown({
  issueId,
  title,
  blocking,
  due,
  isChanged,
  stopped,
  countdown,
  dispatch,
}: IssueStatus): object {
  return {
    id: issueId,
    title,
    blocking,
    due:
      due?.kind === 'ok'
        ? { at: new Date(due.at).toISOString(), note: due.note ?? null, changed: isChanged }
        : null,
    minutesLeft: countdown?.minutes ?? null,
    stopped:
      stopped === undefined
        ? null
        : { moment: stopped.wall, at: new Date(stopped.at).toISOString() },
    dispatch: dispatch
      ? {
          id: dispatch.id,
          state: dispatch.status,
          reason: dispatch.reason,
          interrupted: dispatch.interrupted,
          progress: dispatch.progress,
          perSecond: dispatch.pace === undefined ? null : (perSecond(dispatch.pace) ?? null),
          failures: dispatch.failures,
          unsure: dispatch.unsure.length,
        }
      : null,
  }
}
