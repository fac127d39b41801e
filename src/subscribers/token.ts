import { createHmac, timingSafeEqual } from 'node:crypto'
import { currentKey, keyRing, type Key } from './key-ring.ts'

/** `form` signs the moment at which a form was shown. */
export type TokenPurpose = 'unsubscribe' | 'preferences' | 'role' | 'form'

const VERSION = 'v1'
/** No token of ours is longer; a longer one is not worth a hash. */
const LONGEST = 512

/**
 * `v1.<key id>.<payload>.<hmac>` (subscribers.md, section 4). `ref` is a random recipient
 * reference, never an address or a row number. The signature covers version, key id, purpose and
 * reference, so a link for one purpose fails for every other.
 */
export function signToken(purpose: TokenPurpose, ref: string, secret: string): string {
  return tokenOf(purpose, ref, currentKey(secret))
}

/** The reference inside, or undefined for anything that we did not sign for this purpose. */
export function verifyToken(
  purpose: TokenPurpose,
  token: string,
  secret: string,
): string | undefined {
  if (token.length > LONGEST) return undefined
  const [, keyId, payload = ''] = token.split('.')
  const key = keyRing(secret).find(({ id }) => id === keyId)
  if (key === undefined) return undefined
  const ref = Buffer.from(payload, 'base64url').toString()
  // The whole token is made again and compared, not only its signature: base64url has several
  // spellings for the same bytes, and only ours may pass.
  return equal(token, tokenOf(purpose, ref, key)) ? ref : undefined
}

function tokenOf(purpose: TokenPurpose, ref: string, key: Key): string {
  const signature = createHmac('sha256', key.tokenKey)
    .update(fixedPart(purpose, key))
    .update(lengthPrefixed(ref))
    .digest('base64url')
  return `${VERSION}.${key.id}.${Buffer.from(ref).toString('base64url')}.${signature}`
}

const fixedParts = new WeakMap<Key, Map<TokenPurpose, Buffer>>()

/** What the signature covers beside the reference, kept: two tokens are made for every mail. */
function fixedPart(purpose: TokenPurpose, key: Key): Buffer {
  const ofKey = fixedParts.get(key) ?? new Map<TokenPurpose, Buffer>()
  fixedParts.set(key, ofKey)
  const known = ofKey.get(purpose) ?? Buffer.concat([VERSION, key.id, purpose].map(lengthPrefixed))
  ofKey.set(purpose, known)
  return known
}

/** A field after its own length, so that no two lists of fields give the same bytes. */
function lengthPrefixed(field: string): Buffer {
  const length = Buffer.byteLength(field)
  const bytes = Buffer.allocUnsafe(4 + length)
  bytes.writeUInt32BE(length)
  bytes.write(field, 4)
  return bytes
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
