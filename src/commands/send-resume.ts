import { continueDispatch } from '../dispatch/dispatch-issue.ts'
import { isSendingNow } from '../dispatch/sending-session.ts'
import { dispatchProgress, unsureRecipients } from '../dispatch/progress.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { formatNumber } from '../render/format.ts'
import { commandLine } from '../command-line.ts'
import type { DispatchRow } from '../store/tables.ts'
import { exit, type ExitCode } from './command.ts'
import { momentOf } from './moment.ts'
import { sendingOf } from './send-progress.ts'
import { progressTable, reasonWords, reportSent } from './send-report.ts'
import { confirmed, sendCommand, type Session } from './send-session.ts'

/** An issue that has its dispatch: done is done, anything else goes on with the same rows. */
export async function resumeSending(session: Session, dispatch: DispatchRow): Promise<ExitCode> {
  const { invocation, config, store, issueId } = session
  const { text, tell, print, json } = invocation
  const words = text.commands.send
  const { issue } = await loadIssue(config, issueId)
  const title = issue?.title ?? issueId
  const progress = await dispatchProgress(store, dispatch.id)
  const closed = isClosed(dispatch)
  if (json) {
    print(
      JSON.stringify({
        schema: 1,
        type: closed ? 'already' : 'begun',
        issue: issueId,
        state: dispatch.status,
        reason: dispatch.reason,
        progress,
      }),
    )
  }
  if (closed) {
    if (json) return exit.good
    const moment = momentOf(dispatch.finished_at ?? dispatch.created_at, config.zone, text)
    print(
      dispatch.status === 'cancelled' ? words.alreadyStopped(title) : words.already(title, moment),
    )
    for (const line of progressTable(progress, text)) print(line)
    const unsure = await unsureRecipients(store, dispatch.id)
    if (unsure.length > 0) print(words.unsureHeading)
    for (const { email, name } of unsure) print(`  ${[name, email].filter(Boolean).join('  ')}`)
    return exit.good
  }
  if (dispatch.status === 'sending' && (await isSendingNow(config, store))) {
    if (!json) for (const line of progressTable(progress, text)) print(line)
    tell(words.underWay(title))
    tell(text.commands.whatNow(words.underWayWhatNow(commandLine('status', issueId))))
    return invocation.options['yes-really'] === true ? exit.environment : exit.good
  }
  const next = sendCommand(issueId, dispatch.recipient_count)
  if (!json) {
    print(words.begun(title))
    if (dispatch.reason !== null) print(words.stopped(reasonWords(dispatch.reason, text)))
    for (const line of progressTable(progress, text)) print(line)
  }
  if (dispatch.reason === 'restored' && invocation.options['accept-duplicates'] !== true) {
    const stop = commandLine('dispatch', issueId, 'cancel')
    const count = ['--yes-really', '--count', String(dispatch.recipient_count)]
    const goOn = commandLine('dispatch', issueId, 'resume', ...count, '--accept-duplicates')
    tell(text.commands.whatNow(words.resumeRestored(stop, goOn)))
    return exit.blocked
  }
  if (invocation.options['yes-really'] !== true) {
    tell(text.commands.whatNow(words.resume(next)))
    return exit.good
  }
  const count = dispatch.recipient_count
  const question = text.commands.send.question(formatNumber(count, text), count, title)
  if (!(await confirmed(invocation, { question, count, next }))) {
    return invocation.signal.aborted ? exit.interrupted : exit.usage
  }
  return reportSent(await continueDispatch(dispatch.id, 'send', sendingOf(session)), session, title)
}

export function isClosed({ status }: DispatchRow): boolean {
  return status === 'done' || status === 'done_with_holds' || status === 'cancelled'
}
