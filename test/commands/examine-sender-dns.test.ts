import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { examineSenderDns } from '../../src/commands/examine-sender-dns.ts'
import type { Config } from '../../src/config.ts'
import { nl } from '../../src/text/nl.ts'
import { testConfig } from '../support/test-config.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const publicKey = createPublicKey(privateKey)
  .export({ type: 'spki', format: 'der' })
  .toString('base64')

/** What the domain of the sender says when all is well. */
const sound: Record<string, string[]> = {
  'var.nl': ['google-site-verification=x', 'v=spf1 include:_spf.relay.nl -all'],
  'brief._domainkey.var.nl': [`v=DKIM1; k=rsa; p=${publicKey}`],
  '_dmarc.var.nl': ['v=DMARC1; p=quarantine; rua=mailto:a@var.nl'],
}

describe('doctor --online, about the domain of the sender', () => {
  test('finds SPF, DKIM and DMARC in order', async () => {
    expect(await states(sound)).toEqual({ spf: 'good', dkim: 'good', dmarc: 'good' })
  })

  test.each([
    ['no SPF', { 'var.nl': ['iets anders'] }, 'spf', 'fault'],
    ['two SPF records', { 'var.nl': ['v=spf1 -all', 'v=spf1 ~all'] }, 'spf', 'fault'],
    ['an SPF that lets everyone', { 'var.nl': ['v=spf1 a +all'] }, 'spf', 'fault'],
    [
      'an SPF that lets everyone, without saying plus',
      { 'var.nl': ['v=spf1 a all'] },
      'spf',
      'fault',
    ],
    ['an SPF that only starts alike', { 'var.nl': ['v=spf10 -all'] }, 'spf', 'fault'],
    ['no key', { 'brief._domainkey.var.nl': [] }, 'dkim', 'fault'],
    ['a key that was taken back', { 'brief._domainkey.var.nl': ['v=DKIM1; p='] }, 'dkim', 'fault'],
    ['another key', { 'brief._domainkey.var.nl': ['v=DKIM1; p=AAAA'] }, 'dkim', 'fault'],
    ['no DMARC', { '_dmarc.var.nl': [] }, 'dmarc', 'fault'],
    [
      'DMARC twice',
      { '_dmarc.var.nl': ['v=DMARC1; p=none', 'v=DMARC1; p=none'] },
      'dmarc',
      'fault',
    ],
    [
      'DMARC without a policy',
      { '_dmarc.var.nl': ['v=DMARC1; rua=mailto:a@var.nl'] },
      'dmarc',
      'fault',
    ],
    ['DMARC that only watches', { '_dmarc.var.nl': ['v=DMARC1; p=none'] }, 'dmarc', 'good'],
  ] as const)('%s', async (_, changes, subject, state) => {
    expect((await states({ ...sound, ...changes }))[subject]).toBe(state)
  })

  test('takes the policy of the domain above', async () => {
    const from = { sender: { name: 'VAR', address: 'n@mail.var.nl', replyTo: 'n@var.nl' } }
    const found = await examined({ ...sound, 'mail.var.nl': ['v=spf1 -all'] }, from)
    expect(found.map(({ state }) => state)).toEqual(['good', 'good', 'good'])
    expect(found[2]?.found).toBe('_dmarc.var.nl zegt quarantine')
  })

  test('sees a signature that does not count for the sender', async () => {
    const dkim = { domain: 'relay.nl', selector: 'brief' }
    const found = await examined(sound, { smtp: { ...smtp, dkim } })
    expect(found[1]).toMatchObject({ state: 'fault', found: expect.stringContaining('relay.nl') })
  })

  test('asks after the second key too, where mails get two signatures', async () => {
    const dkim = { domain: 'var.nl', selector: 'brief', secondSelector: 'tweede' }
    const found = await examined(sound, { smtp: { ...smtp, dkim } })
    expect(found[1]).toMatchObject({ state: 'fault', found: expect.stringContaining('tweede') })
    const both = { ...sound, 'tweede._domainkey.var.nl': ['v=DKIM1; k=ed25519; p=AAAA'] }
    expect((await examined(both, { smtp: { ...smtp, dkim } }))[1]).toMatchObject({ state: 'good' })
  })

  test('says what it cannot see, and does not call it a fault', async () => {
    expect((await examined(sound, { smtp }))[1]).toMatchObject({ state: 'attention' })
    const silent = () => Promise.reject(Object.assign(new Error('x'), { code: 'ETIMEOUT' }))
    const found = await examineSenderDns(configOf({}), nl, silent)
    expect(found.map(({ state }) => state)).toEqual(['attention', 'attention', 'attention'])
  })

  test('with SendGrid looks for its key, and does not need an SPF of its own', async () => {
    const found = await examined(
      { 's1._domainkey.var.nl': ['k=rsa; t=s; p=AAAA'], '_dmarc.var.nl': ['v=DMARC1; p=none'] },
      { transport: 'sendgrid' },
    )
    expect(found.map(({ state }) => state)).toEqual(['attention', 'good', 'good'])
  })

  test('asks nobody anything while nothing is sent', async () => {
    const asked: string[] = []
    const resolve = (name: string) => Promise.resolve(asked.push(name) ? [] : [])
    expect(await examineSenderDns(configOf({ transport: 'file' }), nl, resolve)).toEqual([])
    expect(asked).toEqual([])
  })

  test('every fault says what to do', async () => {
    for (const { state, found, fix } of await examined({})) {
      expect([state, found]).toEqual(['fault', expect.stringMatching(/var\.nl/)])
      expect(fix).toMatch(/^laat uw beheerder .*\.$/)
    }
  })
})

const smtp = { host: 'smtp.var.nl', port: 587, secure: false }

function configOf(changes: Partial<Config>): Config {
  const base = testConfig('/nergens', {
    transport: 'smtp',
    sender: { name: 'VAR', address: 'nieuws@VAR.nl', replyTo: 'nieuws@var.nl' },
    smtp: { ...smtp, dkim: { domain: 'var.nl', selector: 'brief' } },
    ...changes,
  })
  return { ...base, secrets: { ...base.secrets, dkimKey: privateKey } }
}

function examined(zone: Record<string, readonly string[]>, changes: Partial<Config> = {}) {
  return examineSenderDns(configOf(changes), nl, (name) => {
    const records = zone[name]
    // A record of more than 255 octets comes in pieces.
    if (records !== undefined)
      return Promise.resolve(records.map((one) => [one.slice(0, 20), one.slice(20)]))
    return Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))
  })
}

async function states(zone: Record<string, readonly string[]>): Promise<Record<string, string>> {
  return Object.fromEntries((await examined(zone)).map(({ subject, state }) => [subject, state]))
}
