import MailComposer from 'nodemailer/lib/mail-composer'
import { headerText, messageId, ownHeaders, type Sender } from '../../src/dispatch/message.ts'
import type { OutgoingBatch, OutgoingMessage } from '../../src/dispatch/transport.ts'
import { filled } from '../../src/render/fill.ts'

/** The whole message made by nodemailer, against which ours is compared. */
export function byNodemailer(
  sender: Sender,
  batch: OutgoingBatch,
  message: OutgoingMessage,
): Promise<Buffer> {
  const { html, text } = filled(batch.content.pieces, message.fields)
  return new MailComposer({
    from: { name: headerText(sender.sender.name), address: sender.sender.address },
    replyTo: sender.sender.replyTo,
    to: { name: headerText(message.to.name ?? ''), address: message.to.address },
    subject: headerText(batch.content.subject),
    date: new Date(batch.date),
    messageId: messageId(sender, batch.issueId, message.ref),
    headers: Object.entries(ownHeaders(sender, batch, message)).map(([key, value]) => ({
      key,
      value: { prepared: true, foldLines: false, value },
    })),
    text,
    html,
    encoding: 'quoted-printable',
    attachments: batch.content.images.map((image) => ({
      cid: image.cid,
      filename: image.fileName,
      contentType: image.contentType,
      contentDisposition: 'inline',
      content: image.bytes,
    })),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
