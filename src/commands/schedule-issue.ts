import { localMoment } from '../agenda/local-date.ts'
import { momentProblems } from '../check/sending-moment.ts'
import { commandLine } from '../command-line.ts'
import type { Config } from '../config.ts'
import { shortFingerprint } from '../dispatch/fingerprint.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { prepareIssue } from '../dispatch/prepare.ts'
import type { Moment } from '../dispatch/scheduled.ts'
import { issueFile } from '../issue/list-issues.ts'
import { blocks } from '../problem.ts'
import { formatNumber, formatTime } from '../render/format.ts'
import { dueAt } from '../schedule/due.ts'
import { nameOf } from '../server/editor-name.ts'
import { wallWords } from '../server/moments.ts'
import { planMoment, type MomentPlanned } from '../server/plan-moment.ts'
import { openSource } from '../server/source-file.ts'
import type { Store } from '../store/store.ts'
import { exit, type ExitCode, type Invocation } from './command.ts'
import { problemList } from './print-problem.ts'
import { confirmed } from './send-session.ts'

type Session = { config: Config; store: Store; issueId: string; invocation: Invocation }

/**
 * Plans one issue for a moment, as it is now: `--at`, or what `send_at` in its file says. Changes nothing
 * without `--yes-really` and the number, like `send`.
 */
export async function scheduleOne(session: Session): Promise<ExitCode> {
  const { config, store, issueId, invocation } = session
  const { text, tell, print, json, options } = invocation
  const words = text.commands.schedule.issue
  const opened = openSource(config.root, issueFile(issueId))
  const prepared = await prepareIssue(config, text, store, issueId)
  const { issue, whole, audience, problems } = prepared
  if (issue === undefined || opened.kind === 'refused') {
    for (const line of problemList(problems, text)) tell(line)
    return exit.usage
  }
  const due = momentOf(session, issue.sendAt)
  if (due === undefined) return exit.usage
  if (prepared.blocked || whole === undefined) {
    const blocking = problems.filter(blocks)
    tell(text.screens.schedule.blocked(blocking.length))
    for (const line of problemList(blocking, text)) tell(line)
    return exit.blocked
  }
  const people = audience.count
  if (people === 0) {
    tell(text.commands.send.nobody)
    tell(text.commands.whatNow(text.commands.send.nobodyWhatNow))
    return exit.blocked
  }
  const number = formatNumber(people, text)
  const moment = wallWords(due.wall, text)
  const { fingerprint } = whole
  const exactly = ['--yes-really', '--count', String(people)]
  const next = commandLine('schedule', issueId, '--at', due.wall, ...exactly)
  if (options['yes-really'] !== true) {
    if (json) print(JSON.stringify(planned(session, due, people, fingerprint, false)))
    else {
      print(words.wouldPlan(issue.title, moment, number, people))
      print(words.fingerprint(shortFingerprint(fingerprint)))
      for (const { code, values, severity } of momentProblems(due.wall)) {
        print(`${text.commands.severity[severity]}  ${text.problems[code](values).title}`)
      }
      print(words.next(next))
    }
    return exit.good
  }
  const question = words.question(number, people, issue.title, moment)
  if (!(await confirmed(invocation, { question, count: people, next }))) {
    return invocation.signal.aborted ? exit.interrupted : exit.usage
  }
  const ports = { ...systemPorts, now: invocation.now }
  const name = options['name']
  const done = await planMoment(
    issueId,
    { due, version: opened.source.version, fingerprint },
    { config, text, store, ports },
    { person: (typeof name === 'string' && nameOf(name)) || undefined },
  )
  if (done.kind !== 'planned') return refused(done, invocation)
  if (json) print(JSON.stringify(planned(session, due, people, fingerprint, true)))
  else print(words.planned(issue.title, moment, number, people, shortFingerprint(fingerprint)))
  return exit.good
}

/** Undefined, and said why, when it is no moment that is still to come. */
function momentOf({ config, issueId, invocation }: Session, sendAt?: string): Moment | undefined {
  const { text, tell, print, json, options, now } = invocation
  const words = text.commands.schedule.issue
  const given = typeof options['at'] === 'string' ? options['at'] : sendAt
  if (given === undefined) {
    tell(words.noMoment)
    tell(text.commands.whatNow(words.noMomentWhatNow(commandLine('schedule', issueId))))
    return undefined
  }
  const wall = localMoment(given)
  const due = wall === undefined ? undefined : dueAt(wall, config.zone)
  if (wall === undefined || due?.kind !== 'ok' || due.at <= now()) {
    tell(
      due?.kind === 'ok' && wall !== undefined
        ? words.past(wallWords(wall, text))
        : words.none(given),
    )
    tell(text.commands.whatNow(words.noMomentWhatNow(commandLine('schedule', issueId))))
    return undefined
  }
  const { note } = text.commands.schedule
  const time = formatTime(wall.slice(11, 16), text)
  if (due.note !== undefined && !json) {
    const becomes = formatTime(due.local.slice(11, 16), text)
    print(due.note === 'skipped' ? note.skipped(time, becomes) : note.doubled(time))
  }
  return { wall, zone: config.zone, at: due.at }
}

function planned(
  { issueId }: Session,
  due: Moment,
  recipients: number,
  fingerprint: string,
  done: boolean,
): object {
  const at = new Date(due.at).toISOString()
  const type = done ? 'planned' : 'plan'
  return { schema: 1, type, issue: issueId, sendAt: due.wall, at, recipients, fingerprint }
}

function refused(
  done: Exclude<MomentPlanned, { kind: 'planned' }>,
  { text, tell }: Invocation,
): ExitCode {
  const words = text.screens.schedule
  tell(done.kind === 'file' ? text.screens.source.failed[done.why] : words.refused[done.kind])
  return done.kind === 'file' ? exit.environment : exit.blocked
}
