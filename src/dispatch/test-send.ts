import type { Config } from '../config.ts'
import type { Rendered } from '../render/rendered.ts'
import { piecesOf } from '../render/pieces.ts'
import { secretOf } from '../subscribers/secret.ts'
import type { Text } from '../text/text.ts'
import type { Ports } from './ports.ts'
import { fieldsFor } from './recipient-fields.ts'
import type { SubmitOutcome, Transport } from './transport.ts'

export type TestSent =
  | { kind: 'sent'; count: number }
  | { kind: 'failed'; outcome: SubmitOutcome }
  /** Not one of `test_addresses`: nothing was sent. */
  | { kind: 'address-refused' }

/**
 * The Proef: every version of the mail to one address of the configuration, marked in its subject.
 * A path of its own: it writes no ledger row, so it can never stand in the way of the real thing.
 */
export async function sendTest(
  issueId: string,
  rendered: readonly Rendered[],
  address: string,
  settings: { config: Config; text: Text; transport: Transport; ports: Ports },
): Promise<TestSent> {
  const { config, text, transport, ports } = settings
  if (!config.testAddresses.includes(address)) return { kind: 'address-refused' }
  const fields = fieldsFor({
    publicUrl: config.publicUrl,
    issueId,
    secret: secretOf(config),
    text,
  })
  const words = text.commands.send.test
  for (const [index, copy] of rendered.entries()) {
    const ref = ports.newId()
    const outcome = await transport.submit({
      attemptId: ports.newId(),
      issueId,
      kind: 'test',
      date: ports.now(),
      content: {
        subject:
          rendered.length === 1
            ? words.subject(copy.subject)
            : words.subjectOf(copy.subject, index + 1, rendered.length),
        html: copy.html,
        text: copy.text,
        images: copy.images,
        pieces: piecesOf(copy),
      },
      messages: [{ ref, to: { address, name: undefined }, fields: fields(ref, null) }],
    })
    if (outcome.kind !== 'accepted') return { kind: 'failed', outcome }
  }
  return { kind: 'sent', count: rendered.length }
}
