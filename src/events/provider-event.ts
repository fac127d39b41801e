/**
 * What became of one mail, in one word of ours. Opens and clicks are not among them: nobody is
 * watched, and mail scanners cause most of them.
 */
export const outcomes = ['processed', 'deferred', 'delivered', 'bounced', 'complained'] as const
export type Outcome = (typeof outcomes)[number]

/** One event of a provider, as far as we use it. */
export type ProviderEvent = {
  /** As the provider calls it. */
  type: string
  attemptId: string
  recipientRef: string
  /** Epoch milliseconds by the provider's clock. */
  at: number
  messageId: string | undefined
  /** Undefined when it says nothing about delivery, such as an unsubscribe. */
  outcome: Outcome | undefined
  /** Why this person is to be mailed no more, if so. */
  ends: 'hard-bounce' | 'complaint' | 'unsubscribed' | undefined
}

/**
 * The events of ours in a verified body; undefined when it is no list of events at all. Events of
 * other mail of the same account carry no names of ours and are left out, as are opens and clicks.
 */
export function readEvents(body: string): ProviderEvent[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return undefined
  }
  if (!Array.isArray(parsed)) return undefined
  return parsed.flatMap((entry: unknown) => {
    const event = isRecord(entry) ? readEvent(entry) : undefined
    return event === undefined ? [] : [event]
  })
}

function readEvent(entry: Record<string, unknown>): ProviderEvent | undefined {
  const [type, attemptId] = [text(entry, 'event'), text(entry, 'rb_a')]
  const [recipientRef, seconds] = [text(entry, 'rb_r'), entry['timestamp']]
  if (type === undefined || attemptId === undefined || recipientRef === undefined) return undefined
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds)) return undefined
  const meaning = meaningOf(type, entry)
  if (meaning === undefined) return undefined
  const messageId = text(entry, 'sg_message_id')
  return { type, attemptId, recipientRef, at: seconds * 1_000, messageId, ...meaning }
}

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
function meaningOf(
  type: string,
  entry: Record<string, unknown>,
): Pick<ProviderEvent, 'outcome' | 'ends'> | undefined {
  switch (type) {
    case 'processed':
    case 'deferred':
    case 'delivered':
      return { outcome: type, ends: undefined }
    case 'bounce':
      // A block is for this time: the address may be good.
      return { outcome: 'bounced', ends: entry['type'] === 'blocked' ? undefined : 'hard-bounce' }
    case 'dropped':
      return { outcome: 'bounced', ends: endOfDropped(text(entry, 'reason') ?? '') }
    case 'spamreport':
      return { outcome: 'complained', ends: 'complaint' }
    case 'unsubscribe':
    case 'group_unsubscribe':
      return { outcome: undefined, ends: 'unsubscribed' }
    default:
      return undefined
  }
}

/** SendGrid knew what our own list did not; the reasons are listed with the event. */
function endOfDropped(reason: string): ProviderEvent['ends'] {
  switch (reason) {
    case 'Bounced Address':
    case 'Invalid':
      return 'hard-bounce'
    case 'Spam Reporting Address':
      return 'complaint'
    case 'Unsubscribed Address':
      return 'unsubscribed'
    default:
      return undefined
  }
}

/** Ours are 24 characters; a name that is far longer is of nobody. */
const LONGEST_NAME = 300

function text(entry: Record<string, unknown>, name: string): string | undefined {
  const value = entry[name]
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME
    ? value
    : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
