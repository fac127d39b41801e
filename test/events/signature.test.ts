import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSigned, verificationKey } from '../../src/events/signature.ts'

/** The two vectors that are published with sendgrid-nodejs; no real person is in them. */
const published = [
  {
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==',
    signature:
      'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=',
    timestamp: '1588788367',
    body: '{"category":"example_payload","event":"test_event","message_id":"message_id"}',
  },
  {
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
    signature:
      'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=',
    timestamp: '1600112502',
    body: '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r\n',
  },
]

describe.each(published)('the published vector of $timestamp', (vector) => {
  const check = (changes: Partial<typeof vector>) => {
    const { key, signature, timestamp, body } = { ...vector, ...changes }
    const publicKey = verificationKey(key)
    return publicKey && isSigned(publicKey, { signature, timestamp, rawBody: Buffer.from(body) })
  }

  test('is accepted', () => {
    expect(check({})).toBe(true)
  })

  test('is refused with one byte, the timestamp or the key changed', () => {
    expect(check({ body: `${vector.body} ` })).toBe(false)
    expect(check({ body: vector.body.trimEnd() })).toBe(vector.body === vector.body.trimEnd())
    expect(check({ timestamp: `${vector.timestamp}0` })).toBe(false)
    const other = published.find(({ key }) => key !== vector.key)
    expect(check({ key: other?.key ?? '' })).toBe(false)
  })
})

test('what is no signature is refused and breaks nothing', () => {
  const publicKey = verificationKey(published[0]?.key ?? '')
  const rawBody = Buffer.from('[]')
  for (const signature of [undefined, '', 'x', '////', 'MEUCIQ==', '0'.repeat(100_000)]) {
    expect(publicKey && isSigned(publicKey, { timestamp: '1', signature, rawBody })).toBe(false)
  }
})

test('only a key on the curve that SendGrid uses is one', () => {
  const spki = (key: { export(options: { type: 'spki'; format: 'der' }): Buffer }) =>
    key.export({ type: 'spki', format: 'der' }).toString('base64')
  const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const { publicKey: p384 } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const { publicKey: p256, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  for (const key of ['', 'no key', spki(rsa), spki(p384)])
    expect(verificationKey(key)).toBeUndefined()
  const signature = sign('sha256', Buffer.from('1[]'), privateKey).toString('base64')
  const found = verificationKey(spki(p256))
  expect(found && isSigned(found, { timestamp: '1', signature, rawBody: Buffer.from('[]') })).toBe(
    true,
  )
})
