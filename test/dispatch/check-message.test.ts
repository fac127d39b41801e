import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { checkMessages } from '../../src/dispatch/check-message.ts'
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
    const codes = messageFaults(message, { https: true, signatures: 0 }).map(({ code }) => code)
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
  const good = [
    'From: VAR <a@example.org>',
    'To: lezer@example.org',
    'List-Unsubscribe: <https://example.org/u/x>,',
    ' <mailto:a@example.org>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Feedback-ID: a:b:c:d',
    'DKIM-Signature: v=1; d=example.org; h=from:list-unsubscribe:list-unsubscribe-post:',
    ' feedback-id; b=abc',
  ]
  const faults = (from: string, to: string, body = 'x') =>
    messageFaults(Buffer.from(`${good.join('\r\n').replace(from, to)}\r\n\r\n${body}\r\n`), {
      https: true,
      signatures: 1,
    }).map(({ code, values }) => [code, values['found'] ?? values['count']])

  test('with everything in it has no fault', () => {
    expect(faults('', '', 'x'.repeat(998))).toEqual([])
  })

  test.each([
    ['mail/line-length', 999, '', '', 'x'.repeat(999)],
    ['headers/injection', 'x@example.org', 'To:', 'Bcc: x@example.org\r\nTo:'],
    ['headers/injection', 'lezer@example.org', 'To:', 'To: x@example.org\r\nTo:'],
    ['headers/one-click', 'List-Unsubscribe', 'https://', 'http://'],
    ['headers/one-click', 'List-Unsubscribe-Post', '=One-Click', '=Yes'],
    ['headers/dkim', 'list-unsubscribe-post', ':list-unsubscribe-post', ''],
    ['headers/dkim', 'feedback-id', 'feedback-id;', ';'],
    ['headers/dkim', 'DKIM-Signature', 'DKIM-Signature: ', 'Date: '],
  ])('is reported with %s: %s', (code, found, from, to, body?: string) => {
    expect(faults(from, to, body)).toEqual([[code, found]])
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
