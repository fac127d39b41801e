import type { Config } from '../config.ts'
import type { OutgoingBatch, OutgoingMessage } from './transport.ts'

/** The part of the configuration that a message shows. */
export type Sender = Pick<Config, 'sender' | 'list'>

/**
 * What our mail carries beside the usual headers; a notice says that no person wrote it (RFC 3834), and
 * one that nobody asked for lets a mail program unsubscribe.
 */
export function ownHeaders(
  sender: Sender,
  { kind, issueId }: Pick<OutgoingBatch, 'kind' | 'issueId'>,
  message: Pick<OutgoingMessage, 'ref' | 'fields'>,
): Record<string, string> {
  const { unsubscribeUrl } = message.fields
  if (kind === 'notice') {
    return {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl !== '' && {
        'List-Unsubscribe': `<${ascii(unsubscribeUrl)}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    }
  }
  return listHeaders(sender, issueId, message)
}

/**
 * The headers that make this list mail (mail.md, section 4): one-click unsubscribe (RFC 8058),
 * `List-ID` (RFC 2919), `Feedback-ID` (four fields, nothing per recipient) and `Archived-At`
 * (RFC 5064). Every value is printable ASCII without a line end.
 */
export function listHeaders(
  sender: Sender,
  issueId: string,
  message: Pick<OutgoingMessage, 'ref' | 'fields'>,
): Record<string, string> {
  const domain = domainOf(sender)
  const mailto = `mailto:${sender.sender.replyTo}?subject=unsubscribe%20${message.ref}`
  const values = {
    'List-Unsubscribe': `<${message.fields.unsubscribeUrl}>, <${mailto}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-ID': `<${sender.list.id}>`,
    'Feedback-ID': [issueId, sender.list.id, 'newsletter', senderId(domain)]
      .map((field) => field.replaceAll(/[^A-Za-z0-9._-]/g, '-'))
      .join(':'),
    'Archived-At': `<${message.fields.webUrl}>`,
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, ascii(value)]))
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
