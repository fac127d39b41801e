import type { Config } from '../config.ts'
import type { By } from '../dispatch/decision.ts'
import type { Ports } from '../dispatch/ports.ts'
import { prepareIssue } from '../dispatch/prepare.ts'
import { scheduleIssue, WHOLE, type Moment } from '../dispatch/scheduled.ts'
import { issueFile } from '../issue/list-issues.ts'
import { withSendAt } from '../issue/with-send-at.ts'
import type { Store } from '../store/store.ts'
import type { Text } from '../text/text.ts'
import { saveSource, type Saved } from './save-source.ts'
import { openSource } from './source-file.ts'

/** What somebody saw and says yes to. */
export type Agreed = {
  due: Moment
  /** Of `issue.md`. */
  version: string
  fingerprint: string
}

export type MomentPlanned =
  /** To so many people, as the list is now. */
  | { kind: 'planned'; people: number }
  /** It is not what they saw any more; likewise nothing was planned. */
  | { kind: 'blocked' | 'nobody' | 'begun' | 'changed' | 'unreadable' }
  | { kind: 'file'; why: Extract<Saved, { kind: 'refused' }>['why'] }

/**
 * Plans an issue as somebody saw it: writes the moment into its file, so that people read there what is
 * so, and then freezes what the files make. A crash between the two leaves a moment that nobody planned,
 * at which nothing leaves.
 */
export async function planMoment(
  issueId: string,
  { due, version, fingerprint }: Agreed,
  settings: { config: Config; text: Text; store: Store; ports: Ports },
  by: By,
): Promise<MomentPlanned> {
  const { config, text, store, ports } = settings
  const file = issueFile(issueId)
  const opened = openSource(config.root, file)
  if (opened.kind === 'refused') return { kind: 'file', why: opened.why }
  if (opened.source.version !== version) return { kind: 'changed' }
  const written = withSendAt(opened.source.text, due.wall)
  if (written === undefined) return { kind: 'unreadable' }
  const saved = await saveSource(config.root, file, written, version)
  if (saved.kind === 'conflict') return { kind: 'changed' }
  if (saved.kind === 'refused') return { kind: 'file', why: saved.why }
  const prepared = await prepareIssue(config, text, store, issueId)
  const { whole, editions, audience, blocked } = prepared
  if (blocked || whole === undefined) return { kind: 'blocked' }
  if (audience.count === 0) return { kind: 'nobody' }
  if (whole.fingerprint !== fingerprint) return { kind: 'changed' }
  const read = editions
    .filter(({ count }) => count > 0)
    .map(({ variant, rendered }) => ({ key: variant.key, frozen: rendered }))
  const scheduled = await scheduleIssue(
    store,
    {
      issueId,
      listId: config.list.id,
      graceMs: config.graceMinutes * 60_000,
      due,
      fingerprint,
      variants: [...read, { key: WHOLE, frozen: whole.rendered }],
    },
    ports,
    { ...by, people: audience.count },
  )
  return scheduled === 'begun' ? { kind: 'begun' } : { kind: 'planned', people: audience.count }
}
