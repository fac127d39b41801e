import { createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** What one secret is used for: two independent keys, and a public name for the pair. */
export type Key = {
  /** 8 characters of base64url; says nothing about the secret. */
  id: string
  tokenKey: KeyObject
  addressKey: Buffer
}

const rings = new Map<string, Key[]>()

/**
 * The keys of a secret. A secret may be several words: the first signs, all of them verify, so
 * that a new one can be put in front while links in mail already sent go on working.
 */
export function keyRing(secret: string): Key[] {
  const known = rings.get(secret)
  if (known !== undefined) return known
  const ring = secret.split(/\s+/).filter(Boolean).map(keyOf)
  if (ring.length === 0) throw new Error('The secret is empty')
  rings.set(secret, ring)
  return ring
}

export function currentKey(secret: string): Key {
  const [first] = keyRing(secret)
  if (first === undefined) throw new Error('The secret is empty')
  return first
}

function keyOf(word: string): Key {
  // One secret, separate keys (RFC 5869): a token can never be read as an address key.
  const derive = (info: string) =>
    Buffer.from(hkdfSync('sha256', word, '', `rondbrief ${info}`, 32))
  const id = createHash('sha256').update(derive('key id')).digest('base64url').slice(0, 8)
  return { id, tokenKey: createSecretKey(derive('token')), addressKey: derive('address') }
}
