import { randomBytes } from 'node:crypto'
import sendgridMail from '@sendgrid/mail'
import type { Config } from '../../config.ts'
import { problem, type Problem } from '../../problem.ts'
import { headerText, ownHeaders, unsubscribeHeaders } from '../message.ts'
import type { OutgoingBatch, OutgoingMessage, SubmitOutcome, Transport } from '../transport.ts'
import { sendgridClient } from './sendgrid-client.ts'
import { sendgridOutcome } from './sendgrid-outcome.ts'
import { substituted } from './substitutions.ts'

export const SENDGRID_URL = {
  eu: 'https://api.eu.sendgrid.com',
  global: 'https://api.sendgrid.com',
} as const

export type SendgridSettings = { baseUrl: string; deadlineMs: number; batchSize: number }

/** Documented: less than 30 MB for the whole request, 10,000 bytes of substitutions for each. */
const MAX_REQUEST_BYTES = 30_000_000
const MAX_SUBSTITUTION_BYTES = 10_000

/**
 * SendGrid's v3 API. Its own package builds the message; our client sends it, because the
 * package's own has no deadline, follows redirects, and puts key and recipients in its errors.
 */
export function sendgridTransport(
  config: Config,
  settings: Partial<SendgridSettings> = {},
): Transport {
  const { baseUrl, deadlineMs, batchSize } = {
    baseUrl: SENDGRID_URL[config.sendgrid.region],
    deadlineMs: 30_000,
    // The blast radius of one unknown answer; the documented maximum is 1000.
    batchSize: 100,
    ...settings,
  }
  const key = config.secrets.sendgridKey ?? ''
  const client = sendgridClient({ baseUrl, key, deadlineMs, connections: 8 })
  const host = new URL(baseUrl).host

  return {
    name: 'sendgrid',
    batchSize,
    concurrency: 4,
    leaseMs: 60_000 + deadlineMs,

    async verify(): Promise<Problem[]> {
      if (key === '') {
        return [problem('transport/key-missing', { variable: 'RONDBRIEF_SENDGRID_KEY' })]
      }
      const answer = await client.request({ method: 'GET', path: '/v3/scopes' })
      if (answer.kind === 'failed') return [problem('transport/unreachable', { host })]
      return answer.status === 200 && answer.body.includes('"mail.send"')
        ? []
        : [problem('transport/login-refused', { host })]
    },

    async serverTime(): Promise<number | undefined> {
      const answer = await client.request({ method: 'GET', path: '/v3/scopes' })
      // Every answer has the date, also one that refuses the key (RFC 9110, section 6.6.1).
      const at = answer.kind === 'answer' ? Date.parse(answer.headers['date'] ?? '') : Number.NaN
      return Number.isNaN(at) ? undefined : at
    },

    async submit(batch: OutgoingBatch): Promise<SubmitOutcome> {
      const body = await requestBody(config, batch)
      if (body === undefined || body.length >= MAX_REQUEST_BYTES) {
        return { kind: 'rejected', reason: 'message-refused', status: undefined, index: undefined }
      }
      const answer = await client.request({ method: 'POST', path: '/v3/mail/send', body })
      return sendgridOutcome(answer, Date.now(), Math.random())
    },

    close: () => client.close(),
  }
}

/**
 * The request; undefined when somebody's values are over the limit. The package builds and checks it
 * with the first recipient; the others stand beside that one in the same shape. It copies every value
 * of every recipient several times, which took a third of the time of a dispatch.
 */
async function requestBody(config: Config, batch: OutgoingBatch): Promise<Buffer | undefined> {
  const { content, messages } = batch
  const { html, text, values } = substituted(
    content,
    messages.map(({ fields }) => fields),
    randomBytes(9).toString('hex'),
  )
  if (values.some((one) => substitutionBytes(one) > MAX_SUBSTITUTION_BYTES)) return undefined
  const personal = messages.map((message, index) =>
    personalization(config, batch, message, values[index] ?? {}),
  )
  const [first, ...others] = personal
  if (first === undefined) throw new Error('A batch has at least one recipient')
  const { personalizations, ...rest } = await builtBy(
    requestData(config, batch, { html, text }, first),
  )
  const people = [...personalizations, ...others.map(onTheWire)]
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"personalizations":[`),
    // One by one: a text of all of them would be megabytes that only a full collection takes away.
    ...people.map((one, index) => Buffer.from((index > 0 ? ',' : '') + JSON.stringify(one))),
    Buffer.from(']}'),
  ])
}

/** As the package wants it. */
type Personalization = {
  to: { email: string; name?: string }
  headers: Record<string, string>
  customArgs?: Record<string, string>
  substitutions: Record<string, string>
}

function personalization(
  config: Config,
  { kind, attemptId, issueId }: OutgoingBatch,
  message: OutgoingMessage,
  substitutions: Record<string, string>,
): Personalization {
  return {
    to: { email: message.to.address, ...recipientName(message.to.name) },
    headers: unsubscribeHeaders(config, { kind, issueId }, message),
    // Opaque, and prefixed because events flatten them among SendGrid's own fields.
    // Only of an issue: the ledger would not know what an event about another mail is about.
    ...(kind === 'issue' && { customArgs: { rb_a: attemptId, rb_r: message.ref } }),
    substitutions,
  }
}

/** As the package writes it; a test compares the two. */
function onTheWire({ to, headers, customArgs, substitutions }: Personalization): object {
  return {
    to: [to],
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(substitutions).length > 0 && { substitutions }),
    ...(customArgs !== undefined && { custom_args: customArgs }),
  }
}

function requestData(
  config: Config,
  { content, kind, issueId, messages: [message] }: OutgoingBatch,
  { html, text }: { html: string; text: string },
  first: Personalization,
): object {
  if (message === undefined) throw new Error('A batch has at least one recipient')
  const own = ownHeaders(config, { kind, issueId }, message)
  return {
    from: { email: config.sender.address, name: plainAscii(config.sender.name) },
    replyTo: { email: config.sender.replyTo },
    subject: headerText(content.subject),
    content: [
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ],
    attachments: content.images.map((image) => ({
      content: image.bytes.toString('base64'),
      filename: image.fileName,
      type: image.contentType,
      disposition: 'inline',
      // The package leaves names inside attachments as they are.
      content_id: image.cid,
    })),
    headers: pick(own, ['List-ID', 'Feedback-ID', 'Archived-At', 'Auto-Submitted']),
    categories: [issueId],
    personalizations: [{ ...first, substitutionWrappers: ['', ''] }],
    // Every one of these may be on by default in the account, and each changes the mail.
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
      subscriptionTracking: { enable: false },
      ganalytics: { enable: false },
    },
    substitutionWrappers: ['', ''],
  }
}

// The package's own client is replaced by one that only hands the finished request back. It is
// also offered the mail's headers as HTTP headers, where `Authorization` would count: ignored.
sendgridMail.setClient({
  request: ({ body }: { body: unknown }) => Promise.resolve([undefined, body]),
})

/** Lets `@sendgrid/mail` build and check the request. It changes its input: one fresh object each. */
async function builtBy(data: object): Promise<{ personalizations: object[] }> {
  const [, body] = await sendgridMail.send(data as Parameters<typeof sendgridMail.send>[0])
  return body as unknown as { personalizations: object[] }
}

function substitutionBytes(values: Record<string, string>): number {
  return Object.entries(values).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  )
}

/** A comma or semicolon would end the name in the address list that SendGrid makes of it. */
function recipientName(name: string | undefined): { name?: string } {
  const clean = headerText(name ?? '').replaceAll('"', "'")
  if (clean === '') return {}
  return { name: /[,;]/.test(clean) ? `"${clean}"` : clean }
}

/** The sender's name must be ASCII: "Coördinatie" becomes "Coordinatie". */
function plainAscii(name: string): string {
  return headerText(name)
    .normalize('NFKD')
    .replaceAll(/[^\u0020-\u007E]/g, '')
}

function pick(from: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}
