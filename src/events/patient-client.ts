import type { Ports } from '../dispatch/ports.ts'
import type { Reason } from '../dispatch/transport.ts'
import type { SendgridClient } from '../dispatch/transports/sendgrid-client.ts'
import { waitFor } from '../dispatch/transports/sendgrid-outcome.ts'

export type Call = Parameters<SendgridClient['request']>[0]
export type Reply = { kind: 'ok'; body: string } | { kind: 'failed'; reason: Reason }

/** A busy server is asked again this often; then the rest waits for the next time. */
const BUSY_TRIES = 5

/**
 * Asks what may safely be asked twice. Waits as long as the rate-limit headers say, before the next
 * question when none is left and after a 429. Neither address nor key is ever in the reply to a
 * failure.
 */
export function patientClient(
  client: SendgridClient,
  ports: Pick<Ports, 'now' | 'wait'>,
  signal: AbortSignal,
): (call: Call) => Promise<Reply> {
  let waitMs = 0
  return async (call) => {
    for (let tried = 0; tried < BUSY_TRIES; tried++) {
      if (waitMs > 0) await ports.wait(waitMs, signal)
      waitMs = 0
      if (signal.aborted) return { kind: 'failed', reason: 'stopped' }
      const answer = await client.request(call)
      if (answer.kind === 'failed') {
        const reason = answer.stage === 'before-connect' ? 'unreachable' : 'no-answer'
        return { kind: 'failed', reason }
      }
      const { status, headers, body } = answer
      if (status === 429 || headers['x-ratelimit-remaining'] === '0') {
        waitMs = waitFor(headers, ports.now())
      }
      if (status === 429) continue
      // What is to be removed and is not there is removed.
      const isGone = call.method === 'DELETE' && status === 404
      return (status >= 200 && status < 300) || isGone
        ? { kind: 'ok', body }
        : { kind: 'failed', reason: reasonOf(status) }
    }
    return { kind: 'failed', reason: 'busy' }
  }
}

function reasonOf(status: number): Reason {
  if (status === 401 || status === 403) return 'login-refused'
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'settings-refused' : 'unexpected-answer'
}
