import { createPublicKey, hash, verify } from 'node:crypto'
import { CONFIG_FILE } from '../config.ts'
import { problem, type Problem } from '../problem.ts'
import { isAligned, type SigningKey } from './dkim.ts'

/** As it was sent: unfolded, the name in lower case, one octet a character. */
export type Header = { name: string; value: string }

/** RFC 8058 wants both unsubscribe headers signed; mailboxes count the other two only when they are. */
const toBeSigned = [
  'from',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'feedback-id',
] as const

/**
 * What a receiving server would hold against the signatures of a message: one that is not there or
 * leaves out a header, is of another domain than the sender's (DMARC, RFC 7489, 3.1.1), or is not that
 * of the key whose public half is published. Read from the octets that are sent and not from how they
 * were made; without network.
 */
export function signatureFaults(
  headers: readonly Header[],
  body: string,
  { count, keys }: { count: number; keys: readonly SigningKey[] },
): Problem[] {
  const signatures = headers.filter(({ name }) => name === 'dkim-signature')
  const sender = domainOf(headers.find(({ name }) => name === 'from')?.value ?? '')
  const missing = signatures.flatMap(({ value }) => {
    const names = signedNames(tagsOf(value))
    return toBeSigned.filter((name) => !names.includes(name))
  })
  return [
    ...(signatures.length < count ? [fault({ found: 'DKIM-Signature' })] : []),
    ...[...new Set(missing)].map((found) => fault({ found })),
    ...signatures.flatMap((signature) => {
      const tags = tagsOf(signature.value)
      const domain = tags.get('d') ?? ''
      if (!isAligned(domain.toLowerCase(), sender)) {
        return [fault({ found: domain, expected: sender, reason: 'domain' })]
      }
      return holds(signature, headers, body, keys)
        ? []
        : [fault({ found: tags.get('s') ?? '', reason: 'false' })]
    }),
  ]
}

function fault(values: Problem['values']): Problem {
  return problem('headers/dkim', values, { file: CONFIG_FILE })
}

/** RFC 6376, 6.1.3: the body is what was hashed, and the key signed that hash and these headers. */
function holds(
  signature: Header,
  headers: readonly Header[],
  body: string,
  keys: readonly SigningKey[],
): boolean {
  const tags = tagsOf(signature.value)
  const key = keys.find(
    ({ domain, selector }) => domain === tags.get('d') && selector === tags.get('s'),
  )
  // The only form that we make: what says anything else is not ours.
  if (key === undefined || tags.get('c') !== 'relaxed/relaxed' || tags.has('l')) return false
  if (tags.get('a') !== key.algorithm) return false
  if (tags.get('bh') !== hash('sha256', octets(relaxedBody(body)), 'base64')) return false
  const signed = octets([...pick(signedNames(tags), headers), unsigned(signature)].join('\r\n'))
  const [digest, data] =
    key.algorithm === 'rsa-sha256' ? ['sha256', signed] : [null, hash('sha256', signed, 'buffer')]
  const given = Buffer.from(tags.get('b') ?? '', 'base64')
  return verify(digest, data, createPublicKey(key.key), given)
}

/** Each name once more is the header of that name once further up (5.4.2); one that is not there is empty. */
function pick(names: readonly string[], headers: readonly Header[]): string[] {
  const left = headers.toReversed()
  return names.flatMap((name) => {
    const at = left.findIndex((header) => header.name === name)
    const [header] = at < 0 ? [] : left.splice(at, 1)
    return header === undefined ? [] : [relaxed(header)]
  })
}

/** With an empty `b=` (3.7). */
function unsigned({ name, value }: Header): string {
  return relaxed({ name, value: value.replace(/(;\s*b\s*=)[^;]*/, '$1') })
}

/** RFC 6376, 3.4.2. */
function relaxed({ name, value }: Header): string {
  return `${name}:${value.replaceAll(/[ \t]+/g, ' ').trim()}`
}

/** RFC 6376, 3.4.4. */
function relaxedBody(body: string): string {
  const lines = body
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ (?=\r\n|$)/g, '')
    .split('\r\n')
  while (lines.at(-1) === '') lines.pop()
  return lines.map((line) => `${line}\r\n`).join('')
}

/** `tag=value` between semicolons, without white space (3.2). */
function tagsOf(value: string): Map<string, string> {
  return new Map(
    value
      .replaceAll(/\s/g, '')
      .split(';')
      .map((tag): [string, string] => {
        const at = tag.indexOf('=')
        return [tag.slice(0, at), tag.slice(at + 1)]
      }),
  )
}

function signedNames(tags: ReadonlyMap<string, string>): string[] {
  return (tags.get('h') ?? '').toLowerCase().split(':')
}

function domainOf(from: string): string {
  return /@([^\s<>@]+?)>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? ''
}

function octets(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1')
}
