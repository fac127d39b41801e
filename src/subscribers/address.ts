import { createHmac } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { currentKey, keyRing, type Key } from './key-ring.ts'

export type AddressRead =
  | { kind: 'ok'; address: string }
  | { kind: 'refused'; reason: AddressRefusal }

export type AddressRefusal =
  | 'empty'
  | 'too-long'
  | 'control-character'
  | 'several'
  | 'with-name'
  | 'no-at'
  | 'quoted'
  | 'local-part'
  | 'domain'

/** RFC 5321 section 4.5.3.1.3: a path holds 256 octets, its two angle brackets included. */
const MAX_ADDRESS = 254
const MAX_LOCAL_PART = 64

/**
 * One mailbox, or the reason why not. Stricter than RFC 5322 on purpose: no comments, groups,
 * quoted local parts, address literals or local parts outside ASCII, because nobody in this
 * audience has one and each is a way to smuggle a second recipient. The result is lower-cased,
 * with the domain in punycode; reading it again gives the same.
 */
export function normaliseAddress(raw: string): AddressRead {
  // Before anything else looks at it: a hostile cell may be megabytes long.
  if (raw.length > MAX_ADDRESS + 100) return refused('too-long')
  const typed = raw.trim()
  if (typed === '') return refused('empty')
  if (typed.length > MAX_ADDRESS) return refused('too-long')
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(typed)) return refused('control-character')
  if (/[,;]/.test(typed) || typed.split('@').length > 2) return refused('several')
  if (typed.includes('@') && /[<>()]|^mailto:/i.test(typed)) return refused('with-name')
  if (typed.includes('"')) return refused('quoted')
  const [local = '', domain] = typed.split('@')
  if (domain === undefined) return refused('no-at')
  if (!isLocalPart(local)) return refused('local-part')
  const ascii = asciiDomain(domain)
  if (ascii === undefined) return refused('domain')
  const address = `${local.toLowerCase()}@${ascii}`
  return address.length > MAX_ADDRESS ? refused('too-long') : { kind: 'ok', address }
}

/**
 * The key under which suppression and the ledger know a normalised address: HMAC-SHA256 in
 * base64url, then the id of the key it was made with, because an old key cannot be recomputed
 * once the address is gone (subscribers.md, R7). Still personal data: never print more than 8
 * characters of it.
 */
export function emailKey(address: string, secret: string): string {
  return keyedAddress(address, currentKey(secret))
}

/** The keys of an address under every secret that is still known, the current one first. */
export function emailKeys(address: string, secret: string): string[] {
  return keyRing(secret).map((key) => keyedAddress(address, key))
}

/** `j…@example.org`, for pages that somebody else may be looking at. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${address.slice(at)}`
}

function keyedAddress(address: string, key: Key): string {
  return `${createHmac('sha256', key.addressKey).update(address).digest('base64url')}.${key.id}`
}

/** RFC 5322 dot-atom: no dot at an end, no two in a row. */
function isLocalPart(local: string): boolean {
  if (local.length > MAX_LOCAL_PART) return false
  return /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/i.test(local) && !/^\.|\.\.|\.$/.test(local)
}

function asciiDomain(domain: string): string | undefined {
  // domainToASCII reads a URL host: it would also take %-escapes, ports and numbers in hex.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return undefined
  const ascii = domainToASCII(domain)
  const labels = ascii.split('.')
  const good = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  // A last label of digits only is an address literal without its brackets, not a domain.
  return good && labels.length > 1 && !/^\d+$/.test(labels.at(-1) ?? '') ? ascii : undefined
}

function refused(reason: AddressRefusal): AddressRead {
  return { kind: 'refused', reason }
}
