import { CONFIG_FILE } from '../config.ts'
import { problem, type Problem } from '../problem.ts'
import type { SigningKey } from './dkim.ts'
import { signatureFaults, type Header } from './signature-faults.ts'

/** RFC 5321, 4.5.3.1.6: octets in a line, without its CRLF. */
const LONGEST_LINE = 998

/** Headers of a message of ours; anything else came in by what somebody wrote. */
const ours = new Set(
  [
    'From', 'Reply-To', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type',
    'Content-Transfer-Encoding', 'List-ID', 'List-Unsubscribe', 'List-Unsubscribe-Post',
    'Feedback-ID', 'Archived-At', 'DKIM-Signature',
  ].map((name) => name.toLowerCase()),
) // prettier-ignore

/** What is wrong with a built message: its lines, its headers and its signature. */
export function messageFaults(
  message: Buffer,
  needs: { https: boolean; signatures: number; keys: readonly SigningKey[] },
): Problem[] {
  const source = message.toString('latin1')
  const headers = headersOf(source)
  const body = source.slice(source.indexOf('\r\n\r\n') + 4)
  return [
    ...lineLength(source),
    ...strangers(headers),
    ...oneClick(headers, needs.https),
    ...listId(headers),
    ...signatureFaults(headers, body, { count: needs.signatures, keys: needs.keys }),
  ]
}

/** Unfolded, names in lower case. */
function headersOf(source: string): Header[] {
  const end = source.indexOf('\r\n\r\n')
  const head = source.slice(0, end < 0 ? undefined : end).replaceAll(/\r\n[ \t]+/g, ' ')
  return head.split('\r\n').map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() }
  })
}

function lineLength(source: string): Problem[] {
  const lines = source.split('\r\n')
  const count = lines.reduce((longest, line) => Math.max(longest, line.length), 0)
  if (count <= LONGEST_LINE) return []
  return [problem('mail/line-length', { count, limit: LONGEST_LINE }, { file: CONFIG_FILE })]
}

function strangers(headers: readonly Header[]): Problem[] {
  const seen = new Set<string>()
  return headers.flatMap(({ name, value }) => {
    // Each key makes a signature of its own.
    const isTwice = seen.has(name) && name !== 'dkim-signature'
    seen.add(name)
    if (ours.has(name) && !isTwice) return []
    const found = value.slice(0, 30)
    return [problem('headers/injection', { field: name, found }, { file: CONFIG_FILE })]
  })
}

function oneClick(headers: readonly Header[], https: boolean): Problem[] {
  const valueOf = (wanted: string) => headers.find(({ name }) => name === wanted)?.value ?? ''
  const address = https ? /<https:\/\/[^<>\s]+>/ : /<https?:\/\/[^<>\s]+>/
  const missing = [
    address.test(valueOf('list-unsubscribe')) ? '' : 'List-Unsubscribe',
    valueOf('list-unsubscribe-post') === 'List-Unsubscribe=One-Click'
      ? ''
      : 'List-Unsubscribe-Post',
  ]
  return missing
    .filter(Boolean)
    .map((found) => problem('headers/one-click', { found }, { file: CONFIG_FILE }))
}

/** RFC 2919: the name of the list in angle brackets, two parts or more; by it readers sort their mail. */
function listId(headers: readonly Header[]): Problem[] {
  const value = headers.find(({ name }) => name === 'list-id')?.value ?? ''
  if (/<[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+>$/.test(value)) return []
  return [problem('headers/list-id', { found: value }, { file: CONFIG_FILE })]
}
