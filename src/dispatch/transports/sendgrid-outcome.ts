import type { SubmitOutcome } from '../transport.ts'
import type { SendgridAnswer } from './sendgrid-client.ts'

const SHORTEST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
const UNTOLD_WAIT_MS = 10_000

/**
 * What an answer of `/v3/mail/send` means (dispatch.md, section 5.1). Only 202 was taken; only
 * what the documentation says was refused was refused; everything else is unknown, 503 included,
 * because "an error on our side" does not say "not queued".
 *
 * `jitter` is from 0 to 1 and spreads who comes back first.
 */
export function sendgridOutcome(
  answer: SendgridAnswer,
  now: number,
  jitter: number,
): SubmitOutcome {
  if (answer.kind === 'failed') {
    if (answer.stage === 'before-connect') {
      return {
        kind: 'refused-for-now',
        reason: 'unreachable',
        status: undefined,
        concerns: 'server',
        waitMs: UNTOLD_WAIT_MS * (1 + jitter),
      }
    }
    const reason = answer.timedOut ? 'no-answer' : 'connection-lost'
    return { kind: 'unknown', reason, status: undefined }
  }
  const { status, headers } = answer
  switch (status) {
    case 202:
      return {
        kind: 'accepted',
        messageId: headers['x-message-id'],
        status,
        ...(headers['x-ratelimit-remaining'] === '0' && { restMs: waitFor(headers, now) }),
      }
    case 400:
      return refused(answer.body, status)
    case 413:
      return { kind: 'rejected', reason: 'message-refused', status, index: undefined }
    case 401:
    case 403:
      return { kind: 'pause', reason: 'login-refused', status }
    case 404:
    case 405:
    case 406:
    case 415:
    case 451:
      return { kind: 'pause', reason: 'settings-refused', status }
    case 429:
      return {
        kind: 'refused-for-now',
        reason: 'busy',
        status,
        concerns: 'server',
        waitMs: waitFor(headers, now) * (1 + jitter / 4),
      }
    default:
      return {
        kind: 'unknown',
        reason: status >= 500 ? 'server-error' : 'unexpected-answer',
        status,
      }
  }
}

/**
 * 400 names a field: one personalization, all of them, or something every request would have. Where it
 * names none, it may be about one reader or about all: smaller requests tell which.
 */
function refused(body: string, status: number): SubmitOutcome {
  const field = firstField(body)
  if (field === undefined) {
    return { kind: 'rejected', reason: 'message-refused', status, index: undefined }
  }
  if (!/^personalizations\b/.test(field)) {
    return { kind: 'pause', reason: 'settings-refused', status }
  }
  const index = /^personalizations[.[](\d{1,4})\b/.exec(field)?.[1]
  return {
    kind: 'rejected',
    reason: 'address-refused',
    status,
    index: index === undefined ? undefined : Number(index),
  }
}

/** Of the first error that names one; undefined also for a body that is no list of errors. */
function firstField(body: string): string | undefined {
  let errors: unknown
  try {
    errors = (JSON.parse(body) as { errors?: unknown } | null)?.errors
  } catch {
    return undefined
  }
  if (!Array.isArray(errors)) return undefined
  return errors
    .map((error: { field?: unknown } | null) => error?.field)
    .find((field) => typeof field === 'string' && field !== '') as string | undefined
}

/** How long a busy server asks to wait, in milliseconds; within bounds, because it may ask anything. */
export function waitFor(headers: Record<string, string>, now: number): number {
  const reset = Number(headers['x-ratelimit-reset'])
  const after = Number(headers['retry-after'])
  // Epoch seconds and seconds from now; both may be absent.
  const told = reset > 0 ? reset * 1000 - now : after > 0 ? after * 1000 : UNTOLD_WAIT_MS
  return Math.min(Math.max(told, SHORTEST_WAIT_MS), LONGEST_WAIT_MS)
}
