import { longestFields } from '../check/filled-mail.ts'
import type { Inspection } from '../check/inspect-issue.ts'
import { isSafePublicUrl } from '../check/public-url.ts'
import { CONFIG_FILE, type Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import { problem, type Problem } from '../problem.ts'
import { piecesOf, type Pieces } from '../render/pieces.ts'
import type { Rendered } from '../render/rendered.ts'
import { bytesOf, composeMessage } from './compose.ts'
import { signatures, signingKeys } from './dkim.ts'
import { messageFaults } from './message-faults.ts'

/**
 * Builds and signs each variant as it would be handed over, for the reader with the longest name
 * and links, and tells what a mail server or a mailbox would hold against it. No network.
 */
export async function checkMessages(
  config: Config,
  { issue, editions }: Pick<Inspection, 'issue' | 'editions'>,
): Promise<Problem[]> {
  if (issue === undefined) return []
  const problems = oneLine(config, issue)
  for (const message of await builtMessages(config, { issue, editions })) {
    problems.push(...messageFaults(message, needs(config)))
  }
  const seen = new Map(problems.map((found) => [JSON.stringify(found), found]))
  return [...seen.values()]
}

/** Each variant as it would be handed over; what cannot be rendered or filled has its problem already. */
export async function builtMessages(
  config: Config,
  { issue, editions }: Pick<Inspection, 'issue' | 'editions'>,
): Promise<Buffer[]> {
  if (issue === undefined || !isSafePublicUrl(config)) return []
  const messages: Buffer[] = []
  for (const { rendered } of editions) {
    if (rendered.html === '') continue
    const message = await build(config, issue, rendered)
    if (message !== undefined) messages.push(message)
  }
  return messages
}

function needs(config: Config): Parameters<typeof messageFaults>[1] {
  const { transport, smtp } = config
  return {
    // A trial on this computer may be without https.
    https: transport !== 'file',
    signatures: transport === 'smtp' ? signatureCount(smtp?.dkim) : 0,
    keys: readableKeys(config),
  }
}

/** None where a key cannot be read: the message is unsigned then, and that is what is reported. */
function readableKeys(config: Config): ReturnType<typeof signingKeys> {
  try {
    return signingKeys(config)
  } catch {
    return []
  }
}

function signatureCount(dkim: NonNullable<Config['smtp']>['dkim']): number {
  if (dkim === undefined) return 0
  return dkim.secondSelector === undefined ? 1 : 2
}

async function build(
  config: Config,
  issue: Issue,
  rendered: Rendered,
): Promise<Buffer | undefined> {
  const { subject, html, text, images } = rendered
  const fields = longestFields(config)
  let pieces: Pieces
  try {
    pieces = piecesOf(rendered)
    pieces.fill(fields)
  } catch {
    return undefined
  }
  const ref = 'x'.repeat(26)
  const to = { address: `${'x'.repeat(60)}@example.org`, name: fields.name }
  const message = { ref, to, fields }
  const content = { subject, html, text, images, pieces }
  const batch = { attemptId: ref, issueId: issue.id, kind: 'issue' as const, date: 0, content }
  const composed = await composeMessage(config, { ...batch, messages: [message] }, message)
  try {
    return bytesOf(composed, await signatures(composed, signingKeys(config)))
  } catch {
    // A key that cannot sign leaves the message unsigned, and that is what is reported.
    return bytesOf(composed)
  }
}

/** What becomes a header, as it was written: a line end in it could begin a header of its own. */
function oneLine({ sender, list }: Config, issue: Issue): Problem[] {
  const settings = {
    'sender.name': sender.name,
    'sender.address': sender.address,
    'sender.reply_to': sender.replyTo,
    'list.id': list.id,
  }
  return [
    ...lines('subject', issue.subject, issue.places?.['subject'] ?? { file: issue.file }),
    ...Object.entries(settings).flatMap(([field, value]) =>
      lines(field, value, { file: CONFIG_FILE }),
    ),
  ]
}

function lines(field: string, value: string, place: { file: string }): Problem[] {
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  const at = value.trim().search(/[\u0000-\u001F\u007F\u0085\u2028\u2029]/)
  if (at < 0) return []
  const found = value
    .trim()
    .slice(at + 1, at + 31)
    .trim()
  return [problem('headers/injection', { field, found }, place)]
}
