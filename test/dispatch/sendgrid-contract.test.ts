import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { OutgoingBatch } from '../../src/dispatch/transport.ts'
import { sendgridTransport } from '../../src/dispatch/transports/sendgrid.ts'
import { piecesOf } from '../../src/render/pieces.ts'
import type { Rendered } from '../../src/render/rendered.ts'
import { inspect, projectConfig } from '../check/march.ts'
import { frozen, ISSUE } from '../support/dispatch-data.ts'
import { allRules, breaches, type Rule } from '../support/sendgrid-contract.ts'
import { KEY, startSendgrid, type Mail } from '../support/sendgrid-server.ts'

const NOW = Date.parse('2026-12-01T09:00:00Z')

describe('what is really sent', () => {
  test.each(['2023-03', '2023-10'])(
    'every version of %s keeps the contract of SendGrid, to one person and to 1000',
    async (issueId) => {
      const { editions } = await inspect(issueId)
      expect(editions.length).toBeGreaterThan(0)
      const { server, transport } = await opened()
      for (const { rendered } of editions) {
        for (const count of [1, 1000]) {
          const outcome = await transport.submit(batchOf(issueId, rendered, names(count)))
          expect(outcome).toMatchObject({ kind: 'accepted' })
        }
      }
      expect(server.broken).toEqual([])
      expect(server.taken).toHaveLength(2 * editions.length)
      expect(server.taken.at(-1)?.personalizations).toHaveLength(1000)
    },
  )

  test('whatever people are called, and whatever is in an issue, the contract is kept', async () => {
    const { server, transport } = await opened()
    const any = fc.string({ unit: 'grapheme', maxLength: 60 })
    const nasty = fc.constantFrom(
      '"',
      ',;"',
      '\r\nBcc: x@example.org',
      '{{name}}',
      '\u2028',
      '__proto__',
    )
    const name = fc.option(fc.oneof(any, nasty), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
        async (some, subject) => {
          fc.pre(subject.trim() !== '')
          await transport.submit(batchOf(ISSUE, { ...frozen, subject }, some))
          expect(server.broken).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
    expect(server.taken.length).toBeGreaterThanOrEqual(200)
  })
})

describe('the contract notices', () => {
  test('nothing in a request that is right', async () => {
    const good = await goodMail()
    expect(broken(good)).toEqual([])
  })

  const breakers: [Rule, string, (mail: Mail) => unknown][] = [
    ['documented', 'nobody to send to', (mail) => (mail.personalizations = [])],
    ['documented', '1001 personalizations', (mail) => repeat(mail, 1001)],
    ['documented', 'an address that is none', (mail) => (first(mail).to[0]!.email = 'jan')],
    ['documented', 'an address of two', (mail) => (first(mail).to[0]!.email = 'a@b.nl, c@d.nl')],
    ['documented', 'an empty subject', (mail) => (mail.subject = '')],
    ['documented', 'an empty text', (mail) => (mail.content[0]!.value = '')],
    ['documented', 'eleven categories', (mail) => (mail.categories = 'abcdefghijk'.split(''))],
    ['documented', 'a category twice', (mail) => (mail.categories = ['a', 'a'])],
    ['documented', 'a long category', (mail) => (mail.categories = ['a'.repeat(256)])],
    ['documented', 'a number among its own names', put('custom_args', { rb_a: 1, rb_r: 'r' })],
    ['documented', 'a header that is no text', put('headers', { 'List-Unsubscribe': null })],
    ['documented', 'a substitution that is no text', put('substitutions', { '-key-': 1 })],
    ['documented', 'a header name with a colon', put('headers', { 'X-A:': 'b' })],
    ['documented', 'another disposition', (mail) => (mail.attachments![0]!.disposition = 'here')],
    [
      'documented',
      'a misspelt setting',
      (mail) => (mail.tracking_settings['clicks'] = { enable: false }),
    ],
    ['documented', 'half a second of sending time', (mail) => (mail.send_at = NOW / 1000 + 0.5)],
    [
      'own',
      'clicks that are followed',
      (mail) => (mail.tracking_settings['click_tracking']!.enable = true),
    ],
    [
      'own',
      'clicks in the text that are followed',
      enabled('click_tracking', { enable: false, enable_text: true }),
    ],
    ['own', 'openings that are counted', enabled('open_tracking')],
    ['own', 'a second unsubscribe link', enabled('subscription_tracking')],
    ['own', 'links with a campaign', enabled('ganalytics')],
    ['own', 'a sandbox', put2('mail_settings', { sandbox_mode: { enable: true } })],
    [
      'own',
      'lists that are passed over',
      put2('mail_settings', { bypass_list_management: { enable: true } }),
    ],
    ['own', 'a group of the provider', put2('asm', { group_id: 1 })],
    [
      'own',
      'two people who see each other',
      (mail) => first(mail).to.push({ email: 'an@example.org' }),
    ],
    ['own', 'a copy to somebody', (mail) => (first(mail).bcc = [{ email: 'an@example.org' }])],
    ['recipient-count', '1001 people in two personalizations', crowd],
    [
      'address-once',
      'an address twice',
      (mail) => (second(mail).to[0]!.email = first(mail).to[0]!.email),
    ],
    [
      'address-once',
      'an address twice, in capitals',
      (mail) => (second(mail).to[0]!.email = first(mail).to[0]!.email.toUpperCase()),
    ],
    ['substitutions-size', '10,001 bytes of values', (mail) => fillUp(mail, 10_001)],
    [
      'custom-args-size',
      '10,000 bytes of its own names',
      (mail) => (first(mail).custom_args = { rb_a: 'a'.repeat(9_991), rb_r: 'r' }),
    ],
    [
      'reserved-header',
      'a header that says whom it is to',
      put('headers', { tO: 'x@example.org' }),
    ],
    [
      'reserved-header',
      'a content type of its own',
      (mail) => (mail.headers = { 'Content-Type': 'text/html' }),
    ],
    [
      'reserved-header',
      'a signature of its own',
      (mail) => (mail.headers = { 'DKIM-Signature': 'v=1' }),
    ],
    [
      'header-value',
      'a header with a line end',
      put('headers', { 'X-A': 'a\r\nBcc: x@example.org' }),
    ],
    ['header-value', 'a header outside ASCII', (mail) => (mail.headers = { 'X-A': 'é' })],
    [
      'header-once',
      'a header under two spellings',
      (mail) => (mail.headers = { 'X-A': 'a', 'x-a': 'b' }),
    ],
    ['content-order', 'HTML before text', (mail) => mail.content.reverse()],
    ['content-order', 'HTML alone', (mail) => mail.content.shift()],
    ['send-at', 'a moment in 73 hours', (mail) => (mail.send_at = NOW / 1000 + 73 * 3600)],
    [
      'send-at',
      'a moment in 73 hours for one',
      (mail) => (second(mail).send_at = NOW / 1000 + 73 * 3600),
    ],
    ['sender-name', 'a sender outside ASCII', (mail) => (mail.from.name = 'Coördinatie')],
    ['recipient-name', 'a name with a comma', (mail) => (first(mail).to[0]!.name = 'Jong, Jan de')],
    [
      'recipient-name',
      'a name with half a quote',
      (mail) => (first(mail).to[0]!.name = '"Jan; An'),
    ],
    ['recipient-name', 'a name with a line end', (mail) => (first(mail).to[0]!.name = 'Jan\nBcc')],
    [
      'subject-line',
      'a subject of two lines',
      (mail) => (mail.subject = 'a\r\nBcc: x@example.org'),
    ],
    [
      'attachment',
      'a picture without a name to refer to',
      (mail) => delete (mail.attachments![0] as Partial<{ content_id: string }>).content_id,
    ],
    [
      'attachment',
      'a picture that is no base64',
      (mail) => (mail.attachments![0]!.content = '*not base64*'),
    ],
    [
      'attachment',
      'a file name with a quote',
      (mail) => (mail.attachments![0]!.filename = 'a"b.png'),
    ],
    [
      'content-id',
      'a picture that is nowhere',
      (mail) => (mail.content[1]!.value = mail.content[1]!.value.replace('cid:', 'cjd:')),
    ],
    ['content-id', 'a picture that is not there', (mail) => (mail.attachments = [])],
    [
      'substitution-keys',
      'a value that one person has not',
      (mail) => (second(mail).substitutions = {}),
    ],
    ['substitution-keys', 'a value for no place', (mail) => addKey(mail, '-nowhere-', 'x')],
    [
      'substitution-safety',
      'a key in the name of somebody',
      (mail) => (first(mail).substitutions![keyOf(mail)] += keyOf(mail)),
    ],
    [
      'substitution-safety',
      'a key that is a part of another',
      (mail) => addKey(mail, keyOf(mail).slice(1), 'x'),
    ],
    [
      'opaque-names',
      'an address among its own names',
      put('custom_args', { rb_a: 'a', rb_r: 'jan@example.org' }),
    ],
    ['opaque-names', 'a name of its own that may be taken', put('custom_args', { email: 'a' })],
    [
      'opaque-names',
      'a category that is a person',
      (mail) => (mail.categories = ['jan@example.org']),
    ],
    ['recipient-reference', 'somebody without a reference', put('custom_args', { rb_a: 'a' })],
    [
      'recipient-reference',
      'two people with one reference',
      (mail) => (second(mail).custom_args!['rb_r'] = first(mail).custom_args!['rb_r']!),
    ],
    ['one-click', 'no way to unsubscribe', put('headers', {})],
    [
      'one-click',
      'no single click to unsubscribe',
      (mail) => delete first(mail).headers!['List-Unsubscribe-Post'],
    ],
    [
      'one-click',
      'the link of somebody else',
      (mail) => (second(mail).headers = first(mail).headers!),
    ],
    [
      'one-click',
      'a link that anybody may read',
      (mail) => (first(mail).headers!['List-Unsubscribe'] = '<http://example.org/u/1>'),
    ],
  ]

  test.each(breakers)('%s: %s', async (rule, _, spoil) => {
    const mail = await goodMail()
    spoil(mail)
    expect(broken(mail).map((one) => one.rule)).toContain(rule)
  })

  test('a request of 30 MB, one that is no JSON, and one that is no UTF-8', async () => {
    const mail = await goodMail()
    mail.content[1]!.value += ' '.repeat(30_000_000)
    expect(broken(mail)).toEqual([{ rule: 'size', field: '' }])
    const half = Buffer.from(JSON.stringify(mail).slice(0, 100))
    expect(breaches(half, NOW)).toEqual([{ rule: 'json', field: '' }])
    expect(breaches(Buffer.from([0x22, 0xff, 0x22]), NOW)).toEqual([{ rule: 'json', field: '' }])
  })

  test('each of its rules when that is broken', () => {
    const shown = new Set<Rule>(['json', 'size', ...breakers.map(([rule]) => rule)])
    expect(allRules.filter((rule) => !shown.has(rule))).toEqual([])
  })

  test('whatever is replaced by something of another kind, left out, or added', async () => {
    const good = await goodMail()
    const text = JSON.stringify(good)
    const unnoticed = [...places(good)].flatMap((path) => {
      const tries: [string, (holder: Record<string, unknown>, name: string) => void][] = [
        ['null', (holder, name) => (holder[name] = null)],
        ['a number', (holder, name) => (holder[name] = 12.5)],
        ['an empty list of lists', (holder, name) => (holder[name] = [[]])],
        ['an unknown name beside it', (holder) => (holder['no_such_name'] = { a: 1 })],
      ]
      return tries.flatMap(([what, change]) => {
        const mail = JSON.parse(text) as Mail
        const holder = path
          .slice(0, -1)
          .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], mail)
        if (Array.isArray(holder) && what.startsWith('an unknown')) return []
        change(holder as Record<string, unknown>, path.at(-1) ?? '')
        return broken(mail).length === 0 ? [`${path.join('.')}: ${what}`] : []
      })
    })
    expect(unnoticed).toEqual([])
  })

  test('and a test in which such a request was sent does not pass', async () => {
    const server = await startSendgrid()
    const response = await fetch(`${server.url}/v3/mail/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: '{}',
    })
    expect(response.status).toBe(400)
    await expect(server.close()).rejects.toThrow('documented personalizations')
  })
})

async function opened() {
  const server = await startSendgrid()
  onTestFinished(() => server.close())
  const config = projectConfig()
  const secrets = { ...config.secrets, sendgridKey: KEY }
  const transport = sendgridTransport(
    { ...config, secrets },
    { baseUrl: server.url, batchSize: 1000 },
  )
  onTestFinished(() => transport.close())
  return { server, transport }
}

let good: Promise<string> | undefined

/** As it is sent to three people, with a picture; made once. */
async function goodMail(): Promise<Mail> {
  good ??= (async () => {
    const { server, transport } = await opened()
    await transport.submit(batchOf(ISSUE, frozen, names(3)))
    return JSON.stringify(server.taken[0])
  })()
  return JSON.parse(await good) as Mail
}

function batchOf(
  issueId: string,
  rendered: Pick<Rendered, 'subject' | 'html' | 'text' | 'images'>,
  people: (string | undefined)[],
): OutgoingBatch {
  const { subject, html, text, images } = rendered
  return {
    attemptId: 'kLq0-attempt_of-24-chars',
    issueId,
    kind: 'issue',
    date: NOW,
    content: { subject, html, text, images, pieces: piecesOf(rendered) },
    messages: people.map((name, i) => ({
      ref: `ref${i}`,
      to: { address: `lezer${i}@example.org`, name },
      fields: {
        salutation: name === undefined ? 'Beste lezer' : `Beste ${name}`,
        name: name ?? '',
        themesMoved: i % 3 === 1 ? 'Uw onderwerp ‘Zorg’ hoort nu bij ‘Wijk’.' : '',
        unsubscribeUrl: `https://nieuwsbrief.example.org/u/v1.${i}`,
        preferencesUrl: `https://nieuwsbrief.example.org/p/v1.${i}`,
        webUrl: `https://nieuwsbrief.example.org/archive/${issueId}`,
      },
    })),
  }
}

function names(count: number): (string | undefined)[] {
  return Array.from({ length: count }, (_, i) => (i % 3 === 0 ? undefined : `Lezer, de ${i}e; plv`))
}

function broken(mail: Mail) {
  return breaches(Buffer.from(JSON.stringify(mail)), NOW)
}

function first(mail: Mail) {
  return mail.personalizations[0]!
}

function second(mail: Mail) {
  return mail.personalizations[1]!
}

function repeat(mail: Mail, count: number) {
  mail.personalizations = Array.from({ length: count }, (_, i) => ({
    ...first(mail),
    to: [{ email: `lezer${i}@example.org` }],
  }))
}

function crowd(mail: Mail) {
  first(mail).to = Array.from({ length: 1000 }, (_, i) => ({ email: `an${i}@example.org` }))
  mail.personalizations = mail.personalizations.slice(0, 2)
}

function put(name: string, value: object) {
  return (mail: Mail) => Object.assign(first(mail), { [name]: value })
}

function put2(name: string, value: object) {
  return (mail: Mail) => Object.assign(mail, { [name]: value })
}

function enabled(name: string, value: object = { enable: true }) {
  return (mail: Mail) => Object.assign(mail.tracking_settings, { [name]: value })
}

function keyOf(mail: Mail): string {
  return Object.keys(first(mail).substitutions ?? {})[0] ?? ''
}

function addKey(mail: Mail, key: string, value: string) {
  for (const one of mail.personalizations)
    one.substitutions = { ...one.substitutions, [key]: value }
}

/** Exactly so many bytes of keys and values together. */
function fillUp(mail: Mail, bytes: number) {
  const { substitutions = {} } = first(mail)
  const others = Object.entries({ ...substitutions, [keyOf(mail)]: '' })
    .flat()
    .join('')
  substitutions[keyOf(mail)] = 'a'.repeat(bytes - Buffer.byteLength(others))
}

/** Every place in it, as the names on the way there. */
function* places(value: unknown, path: string[] = []): Generator<string[]> {
  if (path.length > 0) yield path
  if (typeof value !== 'object' || value === null) return
  for (const [name, one] of Object.entries(value)) yield* places(one, [...path, name])
}
