import type { Context } from 'hono'
import type { Config } from '../../config.ts'
import type { Store } from '../../store/store.ts'
import type { Text } from '../../text/text.ts'

/** What every public route works with. */
export type PublicSettings = {
  /** Asked per request, because the files may have changed. */
  config: () => Config
  text: () => Text
  store: () => Promise<Store>
  now: () => number
  /** The address of whoever asks, or of the proxy in front of us. */
  remoteAddress: (c: Context) => string
  /** A mail was put in the queue. */
  queued: () => void
  /** The form is used more often than any audience would: somebody has to look. */
  crowded: () => void
  /** A bug. */
  failed: (error: unknown) => void
}
