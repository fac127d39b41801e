import { join } from 'node:path'
import { commandLine } from '../command-line.ts'
import type { Sent } from '../dispatch/dispatch-issue.ts'
import { failureReasons, unsureRecipients, type Progress } from '../dispatch/progress.ts'
import { problem, type Problem } from '../problem.ts'
import { formatNumber } from '../render/format.ts'
import type { Text } from '../text/text.ts'
import { exit, type ExitCode } from './command.ts'
import { problemList } from './print-problem.ts'
import { sendCommand, type Session } from './send-session.ts'

/** What a sending session came to, in words and as an exit code. */
export async function reportSent(sent: Sent, session: Session, title: string): Promise<ExitCode> {
  const { invocation, config, store, issueId } = session
  const { text, tell, print, json } = invocation
  const words = text.commands.send
  const { whatNow } = text.commands
  switch (sent.kind) {
    case 'locked':
      tell(words.locked)
      tell(whatNow(words.lockedWhatNow))
      return exit.environment
    case 'begun':
      tell(words.begun(title))
      tell(whatNow(words.repeatWith(commandLine('send', issueId))))
      return exit.partlySent
    case 'changed':
    case 'differs':
      tell(words.changed)
      tell(whatNow(words.changedWhatNow(commandLine('send', issueId))))
      return exit.usage
    case 'secret-lost':
      tell(text.commands.import.secretLost)
      tell(whatNow(text.commands.import.secretLostWhatNow))
      return exit.environment
    case 'restored':
      tell(words.restored)
      tell(whatNow(words.restoredWhatNow))
      return exit.environment
    case 'disk-short':
      for (const line of problemList([shortOfDisk(sent)], text)) tell(line)
      return exit.environment
    case 'ran':
      break
  }
  const { progress, end, reason, dispatchId } = sent
  const unsure = await unsureRecipients(store, dispatchId)
  const failures = await failureReasons(store, dispatchId)
  const code = exitCodeOf(sent)
  if (json) {
    const result = { end, reason: reason ?? null, progress, failures, unsure: unsure.length }
    print(
      JSON.stringify({
        schema: 1,
        type: 'result',
        issue: issueId,
        ok: code === exit.good,
        ...result,
      }),
    )
  } else {
    print('')
    if (end === 'finished' && progress.waiting === 0) print(words.finished(title))
    for (const line of progressTable(progress, text)) print(line)
    if (failures.length > 0) {
      print(words.failuresHeading)
      for (const one of failures) {
        print(words.segment(reasonWords(one.reason, text), formatNumber(one.count, text)))
      }
    }
    if (config.transport === 'file') print(words.outbox(join('data', 'outbox', issueId)))
  }
  if (unsure.length > 0) {
    if (!json) {
      print(words.unsureHeading)
      for (const { email, name } of unsure) print(`  ${[name, email].filter(Boolean).join('  ')}`)
    }
    tell(whatNow(words.unsureWhatNow))
  }
  if (end === 'interrupted') tell(words.interrupted)
  else if (end !== 'finished') tell(words.stopped(reasonWords(reason ?? '', text)))
  if (end !== 'finished') tell(whatNow(words.resume(sendCommand(issueId, progress.total))))
  return code
}

/** Room on the disk, in megabytes as people count them. */
export function shortOfDisk(shortage: { freeBytes: number; neededBytes: number }): Problem {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  const { freeBytes, neededBytes } = shortage
  return problem('transport/disk-space', {
    free: megabytes(freeBytes),
    needed: megabytes(neededBytes),
  })
}

/** The numbers, one to a line, which add up to the last. Parts that are nought are left out. */
export function progressTable(progress: Progress, text: Text): string[] {
  const { parts } = text.commands.send
  const { total, ...rest } = progress
  const shown = (Object.keys(rest) as (keyof typeof rest)[]).filter((part) => progress[part] > 0)
  const rows = [...shown, 'total' as const].map((part) => [
    formatNumber(progress[part], text),
    parts[part],
  ])
  const width = formatNumber(total, text).length
  return rows.map(([count, name]) => `  ${(count ?? '').padStart(width)}  ${name}`)
}

export function reasonWords(reason: string, text: Text): string {
  const { reasons } = text.commands.send
  return Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons] : reason
}

function exitCodeOf({ end, progress }: Extract<Sent, { kind: 'ran' }>): ExitCode {
  switch (end) {
    case 'finished':
      return progress.waiting + progress.unsure > 0 ? exit.partlySent : exit.good
    case 'interrupted':
      return exit.interrupted
    case 'unreachable':
      return progress.sent > 0 ? exit.partlySent : exit.network
    case 'paused':
    case 'storage':
      return progress.sent > 0 ? exit.partlySent : exit.environment
  }
}
