import { commandLine } from '../command-line.ts'
import { gotMistake, sentVersions } from '../dispatch/correction.ts'
import { noteDecision, type By } from '../dispatch/decision.ts'
import type { DispatchRow } from '../store/tables.ts'
import { makeCorrection } from '../issue/make-correction.ts'
import { problem } from '../problem.ts'
import { formatNumber } from '../render/format.ts'
import { exit, type ExitCode } from './command.ts'
import { problemList } from './print-problem.ts'
import { sendingOf } from './send-progress.ts'
import type { Session } from './send-session.ts'

/** Makes the issue that corrects this one, to be written by the editor; nothing is sent. */
export async function correct(row: DispatchRow, session: Session, by: By): Promise<ExitCode> {
  const { invocation, config, store, issueId } = session
  const { text, print, tell, json, options } = invocation
  const words = text.commands.correction
  const given = options['for-version']
  const version = typeof given === 'string' ? given : undefined
  const corrects = { issueId, version, unsure: options['with-unsure'] === true }
  const found = await gotMistake(store, config.list.id, corrects)
  if (found.kind === 'none') {
    const values = { found: issueId, ...(version !== undefined && { version }) }
    for (const line of problemList([problem(`correction/${found.why}`, values)], text)) tell(line)
    if (found.why === 'version-unknown') await tellVersions()
    return exit.blocked
  }
  const made = await makeCorrection(config, text, corrects)
  if (made.kind !== 'made') {
    tell(words.failed(made.kind === 'failed' ? made.reason : made.kind))
    tell(text.commands.whatNow(words.failedWhatNow))
    return exit.environment
  }
  const decision = { issue_id: issueId, action: 'correction', people: found.count } as const
  await noteDecision(store.db, decision, by, sendingOf(session).ports)
  if (json) {
    const { id, file } = made
    print(
      JSON.stringify({
        schema: 1,
        type: 'correction',
        issue: issueId,
        correction: id,
        file,
        readers: found.count,
      }),
    )
    return exit.good
  }
  print(words.made(made.id, made.file))
  print(words.readers(formatNumber(found.count, text), found.count))
  if (version === undefined) await tellVersions()
  tell(text.commands.whatNow(words.next(commandLine('send', made.id))))
  return exit.good

  async function tellVersions(): Promise<void> {
    const versions = await sentVersions(store, row.id)
    if (versions.length < 2) return
    tell(words.chooseVersion)
    for (const { hash, readers, subject } of versions) {
      tell(words.version(hash, formatNumber(readers, text), readers, subject))
    }
  }
}
