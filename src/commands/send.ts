import { openTransport } from '../dispatch/open-transport.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import { prepareIssue, type Preparation } from '../dispatch/prepare.ts'
import { sendPrepared } from '../dispatch/send-prepared.ts'
import { blocks } from '../problem.ts'
import { formatNumber } from '../render/format.ts'
import { openList } from '../subscribers/open-list.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { problemList } from './print-problem.ts'
import { planObject, printPlan } from './send-plan.ts'
import { sendingOf } from './send-progress.ts'
import { reportSent } from './send-report.ts'
import { resumeSending } from './send-resume.ts'
import { confirmed, sendCommand, type Session } from './send-session.ts'
import { sendTestMail } from './send-test.ts'

/**
 * Sends one issue. A dry run unless told otherwise twice: `--yes-really`, and the number, typed at
 * a terminal or given with `--count`. Whoever has the mail never gets it again: the same command
 * resumes what was interrupted and does nothing when all is done.
 *
 * Exit codes: 0 sent, or nothing to do; 1 something blocks; 2 wrong number or no such issue;
 * 3 settings or disk; 4 the mail server; 5 partly sent, resumable; 130 interrupted.
 */
export const send: Command = {
  name: 'send',
  arguments: ['<editie>'],
  options: {
    'yes-really': { type: 'boolean', help: (text) => text.commands.send.options.yesReally },
    count: { type: 'string', help: (text) => text.commands.send.options.count },
    test: { type: 'boolean', help: (text) => text.commands.send.options.test },
    to: { type: 'string', help: (text) => text.commands.send.options.to },
  },
  run,
}

async function run(invocation: Invocation): Promise<ExitCode> {
  const opened = await openProject(invocation)
  if (opened.kind === 'closed') return opened.code
  const { config } = opened.project
  const issueId = invocation.positionals[0] ?? ''
  const store = await openList(config.root, invocation.env)
  const transport = openTransport(config)
  try {
    const session = { invocation, config, store, transport, issueId }
    if (invocation.options['test'] === true) return await sendTestMail(session)
    const existing = await regularDispatch(store.db, issueId, config.list.id)
    const begun = existing !== undefined && existing.prepared_at !== null
    return begun ? await resumeSending(session, existing) : await sendNew(session)
  } finally {
    await transport.close()
    await store.close()
  }
}

async function sendNew(session: Session): Promise<ExitCode> {
  const { invocation, config, store, transport, issueId } = session
  const { text, tell, print, json } = invocation
  const words = text.commands.send
  const prepared = await prepareIssue(config, text, store, issueId)
  if (prepared.issue === undefined) {
    for (const line of problemList(prepared.problems, text)) tell(line)
    return exit.usage
  }
  const count = prepared.audience.count
  const next = sendCommand(issueId, count)
  if (json) print(JSON.stringify(planObject(prepared, next)))
  if (prepared.blocked) return blocked(prepared, invocation)
  if (count === 0) {
    tell(words.nobody)
    tell(text.commands.whatNow(words.nobodyWhatNow))
    return exit.blocked
  }
  const title = prepared.issue.title
  if (invocation.options['yes-really'] !== true) {
    if (!json) printPlan(prepared, session, next)
    return exit.good
  }
  const question = words.question(formatNumber(count, text), count, title)
  if (!(await confirmed(invocation, { question, count, next }))) {
    return invocation.signal.aborted ? exit.interrupted : exit.usage
  }
  const problems = await transport.verify()
  if (problems.length > 0) {
    for (const line of problemList(problems, text)) tell(line)
    return problems.some(({ code }) => code === 'transport/unreachable')
      ? exit.network
      : exit.environment
  }
  const sent = await sendPrepared(prepared, { agreed: count }, sendingOf(session))
  return reportSent(sent, session, title)
}

function blocked(prepared: Preparation, { text, tell }: Invocation): ExitCode {
  const blocking = prepared.problems.filter(blocks)
  tell(text.commands.send.blockedHeading(blocking.length))
  for (const line of problemList(blocking, text)) tell(line)
  tell(text.commands.whatNow(text.commands.send.blockedWhatNow))
  return exit.blocked
}
