import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { checkMessages } from '../../src/dispatch/check-message.ts'
import { signatures, type SigningKey } from '../../src/dispatch/dkim.ts'
import { messageFaults } from '../../src/dispatch/message-faults.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject, edit } from '../support/project-copy.ts'

const file = 'rondbrief.yaml'
const dkim = { domain: 'example.org', selector: 'brief' }
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

describe('the March issue, built as it is handed over', () => {
  test('has nothing that a mail server or mailbox would refuse', async () => {
    expect(await checked()).toEqual([])
  })

  test('has its unsubscribe headers and Feedback-ID under its signature', async () => {
    const smtp = { host: 'localhost', port: 25, secure: false, dkim }
    expect(await checked({ transport: 'smtp', smtp }, privateKey)).toEqual([])
  })

  test('is reported when the second of two keys is not there', async () => {
    const both = { ...dkim, secondSelector: 'tweede' }
    const smtp = { host: 'localhost', port: 25, secure: false, dkim: both }
    expect(await checked({ transport: 'smtp', smtp }, privateKey)).toMatchObject([
      { code: 'headers/dkim', values: { found: 'DKIM-Signature' }, file },
    ])
  })

  test('is reported when it is signed for another domain than that of its sender', async () => {
    const elsewhere = { ...dkim, domain: 'evil.example' }
    const smtp = { host: 'localhost', port: 25, secure: false, dkim: elsewhere }
    expect(await checked({ transport: 'smtp', smtp }, privateKey)).toMatchObject([
      { code: 'headers/dkim', values: { found: 'evil.example', expected: 'example.org' }, file },
    ])
  })

  test.each([
    ['without a key', undefined],
    ['with a key that is none', 'not a key'],
  ])('is reported %s', async (_, key) => {
    const smtp = { host: 'localhost', port: 25, secure: false, dkim }
    expect(await checked({ transport: 'smtp', smtp }, key)).toMatchObject([
      { code: 'headers/dkim', values: { found: 'DKIM-Signature' }, file },
    ])
  })

  test('may be as long as the photos of a telephone make it', () => {
    const photos = `${'A'.repeat(76)}\r\n`.repeat(200_000)
    const message = Buffer.from(`From: a@example.org\r\n\r\n${photos}`)
    const codes = messageFaults(message, { https: true, signatures: 0, keys: [] }).map(
      ({ code }) => code,
    )
    expect(codes).not.toContain('mail/line-length')
  })

  test('with a subject of two lines is held, at the place of that subject', async () => {
    const root = copyProject()
    edit(
      root,
      'newsletters/2023-03/issue.md',
      /^subject: .*$/m,
      String.raw`subject: "Nieuws\r\nBcc: iemand@example.org"`,
    )
    expect(await checked({}, undefined, root)).toMatchObject([
      {
        code: 'headers/injection',
        values: { field: 'subject', found: 'Bcc: iemand@example.org' },
        file: 'newsletters/2023-03/issue.md',
        line: 3,
      },
    ])
  })

  test('with a sender of two lines is held', async () => {
    const sender = { name: 'VAR\nBcc: x', address: 'a@example.org', replyTo: 'a@example.org' }
    expect(await checked({ sender })).toMatchObject([
      { code: 'headers/injection', values: { field: 'sender.name' }, file },
    ])
  })
})

describe('a built message', () => {
  const rsa = { ...dkim, algorithm: 'rsa-sha256' as const, key: createPrivateKey(privateKey) }
  const ed25519 = {
    ...rsa,
    selector: 'tweede',
    algorithm: 'ed25519-sha256' as const,
    key: generateKeyPairSync('ed25519').privateKey,
  }
  const good = [
    'From: VAR <a@nieuws.example.org>',
    'To: lezer@example.org',
    'List-ID: <nieuwsbrief.example.org>',
    'List-Unsubscribe: <https://example.org/u/x>,\r\n <mailto:a@example.org>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Feedback-ID: a:b:c:d',
  ]
  const body = 'Beste  lezer,\t\r\n\r\nTot ziens\r\n\r\n'
  const relaxedBody = [Buffer.from('Beste lezer,\r\n\r\nTot ziens\r\n')]

  async function signed(headers = good, keys: SigningKey[] = [rsa]): Promise<string> {
    const made = await signatures({ headers, body: [], relaxedBody }, keys)
    return `${[...made, ...headers].join('\r\n')}\r\n\r\n${body}`
  }
  function faults(message: string, count = 1, keys: SigningKey[] = [rsa]) {
    const needs = { https: true, signatures: count, keys }
    return messageFaults(Buffer.from(message), needs).map(({ code, values }) => [
      code,
      values['found'] ?? values['count'],
      ...(values['reason'] === undefined ? [] : [values['reason']]),
    ])
  }
  const changed = (from: string | RegExp, to: string) =>
    good.map((header) => header.replace(from, to))

  test('with everything in it has no fault, whichever key signed it', async () => {
    expect(faults(await signed())).toEqual([])
    expect(faults(await signed(good, [rsa, ed25519]), 2, [rsa, ed25519])).toEqual([])
  })

  test.each([
    ['headers/injection', 'x@example.org', 'To:', 'Bcc: x@example.org\r\nTo:'],
    ['headers/one-click', 'List-Unsubscribe', 'https://', 'http://'],
    ['headers/one-click', 'List-Unsubscribe-Post', '=One-Click', '=Yes'],
    ['headers/list-id', '<nieuwsbrief>', 'nieuwsbrief.example.org', 'nieuwsbrief'],
  ])('is reported with %s: %s', async (code, found, from, to) => {
    const headers = changed(from, to).flatMap((header) => header.split(/\r\n(?! )/))
    expect(faults(await signed(headers))).toEqual([[code, found]])
  })

  test('with a header twice is reported, and its signature counts for nothing', async () => {
    expect(faults(await signed([...good, 'To: x@example.org']))).toEqual([
      ['headers/injection', 'x@example.org'],
      ['headers/dkim', 'brief', 'false'],
    ])
  })

  test('without a header that must be there is reported for that, and for not signing it', async () => {
    const without = good.filter((header) => !header.startsWith('List-ID'))
    expect(faults(await signed(without))).toEqual([
      ['headers/list-id', ''],
      ['headers/dkim', 'list-id'],
    ])
  })

  test('with a line that is too long is reported', () => {
    const long = `${good.join('\r\n')}\r\n\r\n${'x'.repeat(999)}`
    expect(faults(long, 0)).toEqual([['mail/line-length', 999]])
    expect(faults(long.slice(0, -1), 0)).toEqual([])
  })

  test('without a signature, or with one too few, is reported', async () => {
    const missing = [['headers/dkim', 'DKIM-Signature']]
    expect(faults(`${good.join('\r\n')}\r\n\r\n${body}`)).toEqual(missing)
    expect(faults(await signed(), 2)).toEqual(missing)
  })

  test.each([
    ['evil.example', 'evil.example'],
    ['anders.example.org', 'anders.example.org'],
    ['org', 'org'],
  ])('signed by %s, which the sender is not of, is reported', async (domain, found) => {
    const key = { ...rsa, domain }
    expect(faults(await signed(good, [key]), 1, [key])).toEqual([['headers/dkim', found, 'domain']])
  })

  test.each([
    ['a header', (message: string) => message.replace('a:b:c:d', 'a:b:c:e')],
    ['the body', (message: string) => message.replace('Tot ziens', 'Tot nooit')],
    ['the key', (message: string) => message.replace('s=brief', 's=elders')],
    ['the signature', (message: string) => message.replace(/(?<= b=)...../, 'AAAAA')],
  ])('of which somebody changed %s is reported', async (_, change) => {
    const found = / s=(\w+)/.exec(change(await signed()))?.[1]
    expect(faults(change(await signed()))).toEqual([['headers/dkim', found, 'false']])
  })

  test('signed by another key than the one of the settings is reported', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
    expect(faults(await signed(good, [{ ...rsa, key: other }]))).toEqual([
      ['headers/dkim', 'brief', 'false'],
    ])
  })
})

async function checked(changes: Partial<Config> = {}, dkimKey?: string, root = copyProject()) {
  const read = readConfig(root, {})
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems))
  const config = {
    ...read.config,
    ...changes,
    publicUrl: 'https://nieuws.example.org',
    secrets: { ...read.config.secrets, dkimKey },
  }
  const inspection = await inspectIssue(config, textFor('nl'), '2023-03', {
    knownSegments: [],
    knownThemes: [],
  })
  return checkMessages(config, inspection)
}
