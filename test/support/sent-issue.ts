import { openTransport } from '../../src/dispatch/open-transport.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { prepareIssue } from '../../src/dispatch/prepare.ts'
import { sendPrepared } from '../../src/dispatch/send-prepared.ts'
import type { Store } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'
import type { PublicFace } from './public-face.ts'

/** Sends a real issue to whoever is on the list, into the outbox; gives the reference of each copy. */
export async function sendToEveryone(
  { config, store }: Pick<PublicFace, 'config'> & { store: Store },
  issueId = '2023-10',
): Promise<string[]> {
  const text = textFor(config.language)
  const preparation = await prepareIssue(config, text, store, issueId)
  const transport = openTransport(config)
  const signal = new AbortController().signal
  await sendPrepared(
    preparation,
    {},
    {
      config,
      text,
      store,
      transport,
      ports: systemPorts,
      signal,
    },
  )
  const rows = await store.db
    .selectFrom('recipient')
    .select('ref')
    .where('issue_id', '=', issueId)
    .orderBy('email_key')
    .execute()
  return rows.map(({ ref }) => ref)
}
