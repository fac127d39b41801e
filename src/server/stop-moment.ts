import type { Config } from '../config.ts'
import type { By } from '../dispatch/decision.ts'
import type { Ports } from '../dispatch/ports.ts'
import { takeBack } from '../dispatch/scheduled.ts'
import { issueFile } from '../issue/list-issues.ts'
import { withSendAt } from '../issue/with-send-at.ts'
import type { Store } from '../store/store.ts'
import { saveSource } from './save-source.ts'
import { openSource } from './source-file.ts'

/**
 * Takes back the moment of an issue: first where whoever sends decides, and then in its file, so that
 * people read there what is so. A file that cannot be written changes nothing about what was decided.
 */
export async function stopMoment(
  issueId: string,
  wall: string,
  { config, store, ports }: { config: Config; store: Store; ports: Pick<Ports, 'now' | 'newId'> },
  by: By & { people?: number | undefined },
): Promise<'stopped' | 'begun' | 'moved'> {
  const stopped = await takeBack(store, { issueId, listId: config.list.id, wall }, ports, by)
  if (stopped !== 'stopped') return stopped
  const opened = openSource(config.root, issueFile(issueId))
  if (opened.kind === 'ok') {
    const text = withSendAt(opened.source.text, undefined)
    if (text !== undefined) {
      await saveSource(config.root, issueFile(issueId), text, opened.source.version)
    }
  }
  return 'stopped'
}
