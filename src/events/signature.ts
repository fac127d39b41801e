import { createPublicKey, verify, type KeyObject } from 'node:crypto'

/** What a signed webhook request carries; the body as the very bytes that came in. */
export type SignedPost = {
  timestamp: string | undefined
  signature: string | undefined
  rawBody: Buffer
}

/**
 * True when these bytes were signed at this timestamp with the key of this account: ECDSA P-256
 * with SHA-256 over timestamp and body together, in DER (Twilio, "Event Webhook Security
 * Features"). Over the raw bytes, because JSON written again is other bytes. Never throws: what is
 * no signature is a wrong one.
 */
export function isSigned(
  publicKey: KeyObject,
  { timestamp, signature, rawBody }: SignedPost,
): boolean {
  if (timestamp === undefined || signature === undefined) return false
  const signed = Buffer.concat([Buffer.from(timestamp, 'utf8'), rawBody])
  try {
    const key = { key: publicKey, dsaEncoding: 'der' as const }
    return verify('sha256', signed, key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** The verification key as SendGrid shows it: base64 of a P-256 key. Undefined for anything else. */
export function verificationKey(base64: string): KeyObject | undefined {
  try {
    const der = Buffer.from(base64, 'base64')
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
}
