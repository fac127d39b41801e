import { CONFIG_FILE } from '../config.ts'
import { problem, type Problem } from '../problem.ts'

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

/** RFC 8058 wants both unsubscribe headers signed; mailboxes count `Feedback-ID` only when it is. */
const toBeSigned = ['from', 'list-unsubscribe', 'list-unsubscribe-post', 'feedback-id']

/** What is wrong with a built message: its lines, its headers and its signature. */
export function messageFaults(
  message: Buffer,
  needs: { https: boolean; signatures: number },
): Problem[] {
  const source = message.toString('latin1')
  const headers = headersOf(source)
  return [
    ...lineLength(source),
    ...strangers(headers),
    ...oneClick(headers, needs.https),
    ...signed(headers, needs.signatures),
  ]
}

type Header = { name: string; value: string }

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

function signed(headers: readonly Header[], count: number): Problem[] {
  const found = headers.filter(({ name }) => name === 'dkim-signature')
  const missing = found.flatMap(({ value }) => {
    const fields = /\bh=([^;]+)/.exec(value)?.[1]?.replaceAll(/\s/g, '').toLowerCase().split(':')
    return toBeSigned.filter((name) => fields?.includes(name) !== true)
  })
  return [...(found.length < count ? ['DKIM-Signature'] : []), ...new Set(missing)].map((found) =>
    problem('headers/dkim', { found }, { file: CONFIG_FILE }),
  )
}
