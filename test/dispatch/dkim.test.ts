import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SIGNED_HEADERS } from '../../src/dispatch/dkim.ts'
import type { OutgoingBatch } from '../../src/dispatch/transport.ts'
import { smtpTransport } from '../../src/dispatch/transports/smtp.ts'
import { piecesOf } from '../../src/render/pieces.ts'
import { frozen, ISSUE } from '../support/dispatch-data.ts'
import { testConfig } from '../support/test-config.ts'
import { startSmtp } from '../support/smtp-peer.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ed25519 = generateKeyPairSync('ed25519')
/** What the domain would publish; asked by mailauth, which shares no code with our signer. */
const published = {
  'rsa._domainkey.example.org': `v=DKIM1; k=rsa; p=${spki(rsa.publicKey).toString('base64')}`,
  // RFC 8463, 4: the 32 octets of the key alone.
  'ed._domainkey.example.org': `v=DKIM1; k=ed25519; p=${spki(ed25519.publicKey).subarray(-32).toString('base64')}`,
}

describe('the signature on a mail, as another program reads it at the other end', () => {
  test.each([
    ['RSA', { rsa: rsa.privateKey }, ['pass rsa']],
    ['Ed25519', { ed: ed25519.privateKey }, ['pass ed']],
    ['both', { rsa: rsa.privateKey, ed: ed25519.privateKey }, ['pass ed', 'pass rsa']],
  ])('is good: %s', async (_, keys, expected) => {
    const raw = await sent(keys)
    expect(await verdicts(raw)).toEqual(expected)
  })

  test('is good on whatever a mail may hold', async () => {
    const words = {
      subject: `Coördinatie ${'ë'.repeat(200)} ${'x'.repeat(300)}`,
      text: '.\r\n..\nFrom iemand\n  twee  spaties  \n\t\n{{salutation}}\n\n\n',
      html: `<p>${'{{name}} '.repeat(30)}</p>${' '.repeat(2000)}<p>.</p>`,
    }
    const raw = await sent({ rsa: rsa.privateKey, ed: ed25519.privateKey }, words)
    expect(await verdicts(raw)).toEqual(['pass ed', 'pass rsa'])
  })

  test('covers both unsubscribe headers and Feedback-ID, with every key', async () => {
    const raw = await sent({ rsa: rsa.privateKey, ed: ed25519.privateKey })
    const head = raw.toString('latin1').split('\r\n\r\n')[0] ?? ''
    const signed = [...head.matchAll(/^DKIM-Signature:[^]*?(?=^\S)/gm)].map(([one]) =>
      /;h=([^;]+)/.exec(one.replaceAll(/\s+/g, ''))?.[1]?.split(':'),
    )
    const present = SIGNED_HEADERS.map((name) => name.toLowerCase()).filter((name) =>
      head.toLowerCase().includes(`\n${name}:`),
    )
    expect(present).toEqual(
      expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'feedback-id', 'from']),
    )
    expect(signed.map((names) => names?.toSorted())).toEqual([
      present.toSorted(),
      present.toSorted(),
    ])
  })

  test.each([
    ['From', /^From: /m, 'From: X '],
    ['List-Unsubscribe', '/u/v1.0', '/u/v1.1'],
    ['List-Unsubscribe-Post', 'One-Click', 'Two-Clicks'],
    ['Feedback-ID', 'newsletter:', 'alert:'],
    ['the text', 'Beste Anna', 'Beste Bram'],
  ])('is broken by another %s', async (_, from, to) => {
    const raw = await sent({ rsa: rsa.privateKey, ed: ed25519.privateKey })
    const changed = raw.toString('latin1').replace(from, to)
    expect(changed).not.toBe(raw.toString('latin1'))
    const found = await verdicts(Buffer.from(changed, 'latin1'))
    expect(found.every((verdict) => !verdict.startsWith('pass'))).toBe(true)
    expect(found).toHaveLength(2)
  })
})

describe('where a mail should be signed and cannot be', () => {
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
  const short = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey
  test.each([
    ['a key is missing', undefined],
    ['a key is none', 'geen sleutel'],
    ['a key is of a kind that DKIM does not know', pem(elliptic)],
    ['a key is too short to count', pem(short)],
  ])('nothing leaves unsigned: %s', async (_, dkimKey) => {
    const server = await startSmtp()
    onTestFinished(() => server.close())
    const transport = smtpTransport(configFor(server.port, { dkimKey }, ['rsa']))
    onTestFinished(() => transport.close())
    const outcome = await transport.submit(batch())
    expect(outcome).toEqual({ kind: 'pause', reason: 'cannot-sign', status: undefined })
    expect(server.taken).toEqual([])
    expect(server.connections()).toBe(0)
  })
})

/** The bytes that a real SMTP server received. */
async function sent(
  keys: { rsa?: KeyObject; ed?: KeyObject },
  words: Partial<Record<'subject' | 'text' | 'html', string>> = {},
): Promise<Buffer> {
  const server = await startSmtp()
  onTestFinished(() => server.close())
  const [first, second] = Object.entries(keys)
  const config = configFor(
    server.port,
    {
      dkimKey: first && pem(first[1]),
      dkimSecondKey: second && pem(second[1]),
    },
    [first, second].flatMap((one) => (one === undefined ? [] : [one[0]])),
  )
  const transport = smtpTransport(config)
  onTestFinished(() => transport.close())
  const outcome = await transport.submit(batch(words))
  expect(outcome.kind).toBe('accepted')
  return server.taken[0]?.raw ?? Buffer.alloc(0)
}

async function verdicts(raw: Buffer): Promise<string[]> {
  const resolver = (name: string) => {
    const record = published[name as keyof typeof published]
    return record === undefined
      ? Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
      : Promise.resolve([[record]])
  }
  const { results } = await dkimVerify(raw, { resolver })
  return results
    .map((one) => `${one.status.result} ${one.selector}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
}

function configFor(
  port: number,
  keys: { dkimKey?: string | undefined; dkimSecondKey?: string | undefined },
  [selector = '', secondSelector]: string[],
) {
  const config = testConfig('/', { transport: 'smtp' })
  const dkim = {
    domain: 'example.org',
    selector,
    ...(secondSelector !== undefined && { secondSelector }),
  }
  return {
    ...config,
    smtp: { host: '127.0.0.1', port, secure: false, dkim },
    secrets: { ...config.secrets, ...keys },
  }
}

function batch(words: Partial<Record<'subject' | 'text' | 'html', string>> = {}): OutgoingBatch {
  const content = { ...frozen, ...words }
  return {
    attemptId: 'attempt',
    issueId: ISSUE,
    kind: 'issue',
    date: 1_765_000_000_000,
    content: { ...content, pieces: piecesOf(content) },
    messages: [
      {
        ref: 'ref0',
        to: { address: 'lezer0@example.org', name: 'Zoë Ångström' },
        fields: {
          salutation: 'Beste Anna',
          name: '.Anna  de   Vries',
          themesMoved: '',
          unsubscribeUrl: 'https://nieuwsbrief.example.org/u/v1.0',
          preferencesUrl: 'https://nieuwsbrief.example.org/p/v1.0',
          webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
        },
      },
    ],
  }
}

function pem(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }))
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}
