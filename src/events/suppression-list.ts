import type { Reason } from '../dispatch/transport.ts'
import type { ProviderEvent } from './provider-event.ts'
import type { Call, Reply } from './patient-client.ts'

/** A list of the provider, and what standing on it means. */
export type SuppressionList = {
  name: 'bounces' | 'invalid_emails' | 'spam_reports' | 'unsubscribes' | 'blocks'
  /** Undefined for blocks: refused for once, and mailed again by the provider too. */
  ends: ProviderEvent['ends']
}

export const suppressionLists: SuppressionList[] = [
  { name: 'bounces', ends: 'hard-bounce' },
  { name: 'invalid_emails', ends: 'hard-bounce' },
  { name: 'spam_reports', ends: 'complaint' },
  { name: 'unsubscribes', ends: 'unsubscribed' },
  { name: 'blocks', ends: undefined },
]

export type Entry = { address: string; at: number }

/** The most that SendGrid gives at once. */
const PAGE = 500

/**
 * Reads what was put on one list from `since` up to `until` (epoch milliseconds), page by page, and
 * hands each page over. Gives why it could not be read to the end; undefined when it was.
 * https://www.twilio.com/docs/sendgrid/api-reference/suppressions-bounces/retrieve-all-bounces
 */
export async function readSuppressions(
  ask: (call: Call) => Promise<Reply>,
  { name }: SuppressionList,
  { since, until }: { since: number; until: number },
  take: (page: Entry[]) => Promise<void>,
): Promise<Reason | undefined> {
  for (let offset = 0; ; offset += PAGE) {
    const range = new URLSearchParams({
      start_time: String(Math.floor(since / 1000)),
      end_time: String(Math.ceil(until / 1000)),
      limit: String(PAGE),
      offset: String(offset),
    })
    const reply = await ask({ method: 'GET', path: `/v3/suppression/${name}?${range}` })
    if (reply.kind === 'failed') return reply.reason
    const rows = rowsIn(reply.body)
    if (rows === undefined) return 'unexpected-answer'
    await take(rows.flatMap(readEntry))
    if (rows.length < PAGE) return undefined
  }
}

function rowsIn(body: string): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function readEntry(row: unknown): Entry[] {
  const { email, created } = (row ?? {}) as { email?: unknown; created?: unknown }
  return typeof email === 'string' && typeof created === 'number'
    ? [{ address: email, at: created * 1000 }]
    : []
}
