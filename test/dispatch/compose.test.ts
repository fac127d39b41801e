import fc from 'fast-check'
import PostalMime, { type Email } from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { bytesOf, composeMessage } from '../../src/dispatch/compose.ts'
import type { OutgoingBatch, OutgoingMessage } from '../../src/dispatch/transport.ts'
import { piecesOf } from '../../src/render/pieces.ts'
import { frozen, ISSUE, sender } from '../support/dispatch-data.ts'
import { byNodemailer } from '../support/nodemailer-message.ts'

/** What people write, with all that a mail must survive. */
const awkward = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '.', '..', '.\r\n.\r\n', 'From iemand', ' ', '  twee  spaties  ', '\ttab\t', '=', '=3D', 'é',
    'Zoë Ångström-van ’t Hôf', '👩‍👩‍👧 gezin', 'x'.repeat(1200), 'ë'.repeat(400), '--=_-Part_1',
    'a, b; "c" <d@example.org>', '\r', '\n\n\n', '\u2028', 'https://example.org/?a=b&c=d',
  ), // prettier-ignore
)
const field = awkward.map((text) => text.slice(0, 300))
const place = fc.constantFrom('{{salutation}}', '{{name}}', '{{#if name}}{{name}}{{else}}lezer{{/if}}', '{{unsubscribeUrl}}') // prettier-ignore
const template = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: awkward.map(withoutBraces) }, { weight: 2, arbitrary: place }),
    { maxLength: 12 },
  ) // prettier-ignore
  .map((parts) => `begin${parts.join('')}`)

describe('a composed message', () => {
  test('says what nodemailer would make it say, whatever the words are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ html: template, text: template, subject: awkward, to: field, from: field }),
        fc.record({ salutation: field, name: field }),
        async (words, personal) => {
          const [batch, message] = outgoing(words, personal)
          const from = { ...sender, sender: { ...sender.sender, name: words.from } }
          const ours = bytesOf(await composeMessage(from, batch, message))
          const theirs = await byNodemailer(from, batch, message)
          expect(await meaning(ours)).toEqual(await meaning(theirs))
        },
      ),
      { numRuns: 400 },
    )
  })

  test('is lines that any mail server takes: short, ASCII, closed by CRLF, no dot in front', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ html: template, text: template, subject: awkward, to: field, from: field }),
        fc.record({ salutation: field, name: field }),
        async (words, personal) => {
          const [batch, message] = outgoing(words, personal)
          const { headers, body } = await composeMessage(sender, batch, message)
          const bytes = bytesOf({ headers, body, relaxedBody: [] }).toString('latin1')
          expect(bytes.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
          expect(bytes).not.toMatch(/[^\t\r\n -~]|\r\n(?:\.|From )/)
          expect(Math.max(...bytes.split('\r\n').map((line) => line.length))).toBeLessThan(998)
          const text = Buffer.concat(body).toString('latin1')
          expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('is hashed in the relaxed form of RFC 6376', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ html: template, text: template, subject: awkward, to: field, from: field }),
        fc.record({ salutation: field, name: field }),
        async (words, personal) => {
          const [batch, message] = outgoing(words, personal)
          const { body, relaxedBody } = await composeMessage(sender, batch, message)
          const relaxed = Buffer.concat(body)
            .toString('latin1')
            .split('\r\n')
            .map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''))
            .join('\r\n')
            .replace(/(?:\r\n)*$/, '\r\n')
          expect(Buffer.concat(relaxedBody).toString('latin1')).toBe(relaxed)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('lets nobody close a part with a name that looks like the line between two', async () => {
    const [batch, message] = outgoing({}, {})
    const first = bytesOf(await composeMessage(sender, batch, message)).toString('latin1')
    const boundary = /boundary="([^"]+)"/.exec(first)?.[1] ?? ''
    expect(boundary).not.toBe('')
    const forged = { ...message, fields: { ...message.fields, name: `--${boundary}--` } }
    const mail = await PostalMime.parse(bytesOf(await composeMessage(sender, batch, forged)))
    expect(mail.text).toContain(`--${boundary}--`)
    expect(mail.attachments).toHaveLength(1)
  })
})

async function meaning(bytes: Buffer) {
  const mail: Email = await PostalMime.parse(bytes)
  return {
    headers: mail.headers
      // Compared decoded, below.
      .filter(({ key }) => key !== 'subject')
      .map(({ key, value }) => `${key}: ${value.replace(/boundary="[^"]*"/, '').trim()}`)
      .toSorted(),
    from: mail.from,
    to: mail.to,
    replyTo: mail.replyTo,
    subject: mail.subject,
    date: mail.date,
    html: lineEnds(mail.html),
    text: lineEnds(mail.text),
    attachments: mail.attachments.map(({ content, ...about }) => ({
      ...about,
      content: Buffer.from(content as ArrayBuffer).toString('base64'),
    })),
  }
}

/** A lone CR or LF in a text is a line end, which nodemailer leaves to the mail server to repair. */
function lineEnds(text: string | undefined): string {
  return (text ?? '').replaceAll(/\r\n?|\n/g, '\n').replace(/\n+$/, '')
}

function withoutBraces(text: string): string {
  return text.replaceAll(/[{}\\]/g, '')
}

function outgoing(
  words: Partial<Record<'html' | 'text' | 'subject' | 'to', string>>,
  personal: Partial<OutgoingMessage['fields']>,
): [OutgoingBatch, OutgoingMessage] {
  const { to = 'Anna', ...parts } = words
  const content = { ...frozen, ...parts }
  const message = {
    ref: 'ref0',
    to: { address: 'lezer0@example.org', name: to },
    fields: {
      salutation: 'Beste Anna',
      name: 'Anna',
      themesMoved: '',
      unsubscribeUrl: `https://nieuwsbrief.example.org/u/v1.${'x'.repeat(60)}`,
      preferencesUrl: 'https://nieuwsbrief.example.org/p/v1.0',
      webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
      ...personal,
    },
  }
  const batch = {
    attemptId: 'attempt',
    issueId: ISSUE,
    kind: 'issue' as const,
    date: 1_765_000_000_000,
    content: { ...content, pieces: piecesOf(content) },
    messages: [message],
  }
  return [batch, message]
}
