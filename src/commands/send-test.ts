import { inspectIssue } from '../check/inspect-issue.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { sendTest } from '../dispatch/test-send.ts'
import { readSegments } from '../subscribers/segments.ts'
import { readThemes } from '../subscribers/themes.ts'
import { exit, type ExitCode } from './command.ts'
import { problemList } from './print-problem.ts'
import type { Session } from './send-session.ts'
import { reasonWords } from './send-report.ts'

/** `send --test`: problems do not hold it back, because seeing them is what a test is for. */
export async function sendTestMail(session: Session): Promise<ExitCode> {
  const { invocation, config, transport, issueId } = session
  const { text, tell, print, json, options } = invocation
  const words = text.commands.send.test
  const { whatNow } = text.commands
  const asked = options['to']
  const address = typeof asked === 'string' ? asked : config.testAddresses[0]
  if (address === undefined) {
    tell(words.noAddress)
    tell(whatNow(words.noAddressWhatNow))
    return exit.environment
  }
  const [{ segments }, { themes }] = await Promise.all([
    readSegments(config.root),
    readThemes(config.root),
  ])
  const inspection = await inspectIssue(config, text, issueId, {
    knownSegments: segments.map(({ id }) => id),
    knownThemes: themes.map(({ id }) => id),
  })
  if (inspection.issue === undefined || inspection.editions.length === 0) {
    for (const line of problemList(inspection.problems, text)) tell(line)
    if (inspection.issue !== undefined) tell(words.nothing)
    return inspection.issue === undefined ? exit.usage : exit.blocked
  }
  const rendered = inspection.editions.map((edition) => edition.rendered)
  const ports = { ...systemPorts, now: invocation.now }
  const sent = await sendTest(issueId, rendered, address, { config, text, transport, ports })
  if (json) {
    const { kind } = sent
    print(
      JSON.stringify({ schema: 1, type: 'test', issue: issueId, to: address, ok: kind === 'sent' }),
    )
  }
  switch (sent.kind) {
    case 'sent':
      if (!json) print(words.sent(sent.count, address))
      return exit.good
    case 'address-refused':
      tell(words.refusedAddress(address))
      tell(whatNow(words.refusedWhatNow(config.testAddresses.join(', '))))
      return exit.usage
    case 'failed': {
      const reason = 'reason' in sent.outcome ? sent.outcome.reason : ''
      tell(words.failed(address, reasonWords(reason, text)))
      return exit.network
    }
  }
}
