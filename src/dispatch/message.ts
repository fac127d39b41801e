import type { Config } from '../config.ts'
import type { OutgoingBatch, OutgoingMessage } from './transport.ts'

/** The part of the configuration that a message shows. */
export type Sender = Pick<Config, 'sender' | 'list'>

type Kind = Pick<OutgoingBatch, 'kind' | 'issueId'>
type Personal = Pick<OutgoingMessage, 'ref' | 'fields'>

/**
 * What our mail carries beside the usual headers; a notice says that no person wrote it (RFC 3834).
 * Every value is printable ASCII without a line end.
 */
export function ownHeaders(
  sender: Sender,
  { kind, issueId }: Kind,
  message: Personal,
): Record<string, string> {
  const unsubscribe = unsubscribeHeaders(sender, { kind, issueId }, message)
  return kind === 'notice'
    ? { 'Auto-Submitted': 'auto-generated', ...unsubscribe }
    : { ...unsubscribe, ...issueHeaders(sender, issueId, message.fields.webUrl) }
}

/**
 * One-click unsubscribe (RFC 8058), which is of one recipient only. Of a notice only where the person
 * did not ask for it.
 */
export function unsubscribeHeaders(
  sender: Sender,
  { kind }: Kind,
  { ref, fields: { unsubscribeUrl } }: Personal,
): Record<string, string> {
  if (unsubscribeUrl === '') return {}
  const page = `<${unsubscribeUrl}>`
  const mail = `<mailto:${sender.sender.replyTo}?subject=unsubscribe%20${ref}>`
  return {
    'List-Unsubscribe': ascii(kind === 'notice' ? page : `${page}, ${mail}`),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

/**
 * The headers that make this list mail (mail.md, section 4): `List-ID` (RFC 2919), `Feedback-ID` (four
 * fields, nothing per recipient) and `Archived-At` (RFC 5064).
 */
function issueHeaders(sender: Sender, issueId: string, webUrl: string): Record<string, string> {
  return {
    'List-ID': ascii(`<${sender.list.id}>`),
    'Feedback-ID': [issueId, sender.list.id, 'newsletter', senderId(domainOf(sender))]
      .map((field) => field.replaceAll(/[^A-Za-z0-9._-]/g, '-'))
      .join(':'),
    'Archived-At': ascii(`<${webUrl}>`),
  }
}

/** The same for every attempt at one recipient, so that a relay's log can be searched for it. */
export function messageId(sender: Sender, issueId: string, ref: string): string {
  return ascii(`<${issueId.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.${ref}@${domainOf(sender)}>`)
}

/** No control character can end a header line and begin another: the value stays one line. */
export function headerText(value: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this removes
  return value.replaceAll(/[\u0000-\u001F\u007F\u0085\u2028\u2029]+/g, ' ').trim()
}

function ascii(value: string): string {
  return value.replaceAll(/[^\u0020-\u007E]/g, '')
}

function domainOf({ sender }: Sender): string {
  return sender.address.slice(sender.address.lastIndexOf('@') + 1).toLowerCase()
}

/** 5 to 15 characters and stable, as Feedback-ID asks of the last field. */
function senderId(domain: string): string {
  return `${domain.replaceAll(/[^a-z0-9]/g, '')}-news`.slice(0, 15)
}
