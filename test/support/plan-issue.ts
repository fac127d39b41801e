import type { Config } from '../../src/config.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { prepareIssue } from '../../src/dispatch/prepare.ts'
import { issueFile } from '../../src/issue/list-issues.ts'
import { dueAt } from '../../src/schedule/due.ts'
import { planMoment } from '../../src/server/plan-moment.ts'
import { openSource } from '../../src/server/source-file.ts'
import type { Store } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'

/** Plans an issue as it is now for a moment, which may be over. */
export async function planIssueFor(
  wall: string,
  issueId: string,
  config: Config,
  store: Store,
): Promise<void> {
  const text = textFor(config.language)
  const due = dueAt(wall, config.zone)
  const opened = openSource(config.root, issueFile(issueId))
  const { whole, problems } = await prepareIssue(config, text, store, issueId)
  if (due.kind !== 'ok' || opened.kind !== 'ok' || whole === undefined) {
    throw new Error(`${issueId} cannot be planned for ${wall}: ${JSON.stringify(problems)}`)
  }
  const planned = await planMoment(
    issueId,
    {
      due: { wall, zone: config.zone, at: due.at },
      version: opened.source.version,
      fingerprint: whole.fingerprint,
    },
    { config, text, store, ports: systemPorts },
    { person: 'Noor' },
  )
  if (planned.kind !== 'planned') throw new Error(`${issueId} was not planned: ${planned.kind}`)
}
