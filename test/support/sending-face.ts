import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openList } from '../../src/subscribers/open-list.ts'
import { addPeople } from './dispatch-fixture.ts'
import { openLocalFace, type LocalFace, type LocalFaceOptions } from './local-face.ts'
import { startSmtp, type SmtpPeer } from './smtp-peer.ts'

export type SendingFace = { face: LocalFace; peer: SmtpPeer; pace: { pass: number; lose: number } }

/**
 * The real local face that sends over a real mail server. The server lets `pace.pass` more
 * mails in and keeps the others waiting; of the next `pace.lose` it takes the words and then breaks
 * the connection.
 */
export async function sendingFace(
  count: number,
  options: LocalFaceOptions = {},
): Promise<SendingFace> {
  const pace = { pass: Infinity, lose: 0 }
  const peer = await startSmtp({
    onMailFrom(_address, _session, done) {
      void mayPass(done)
    },
    atEnd: () => (pace.lose-- > 0 ? 'drop' : undefined),
  })
  onTestFinished(() => peer.close())
  const mayPass = async (done: () => void): Promise<void> => {
    while (pace.pass < 1) await wait(20)
    pace.pass--
    done()
  }
  const face = await openLocalFace((root) => useServer(root, peer.port), undefined, {
    sends: true,
    ...options,
  })
  onTestFinished(() => {
    // A test that failed half-way must not leave the server waiting.
    pace.pass = Infinity
    return face.close()
  })
  const store = await openList(face.root, {})
  await addPeople(store, count, face.root)
  await store.close()
  return { face, peer, pace }
}

/** The settings of the project, with nothing in them that is only an example. */
function useServer(root: string, port: number): void {
  const file = join(root, 'rondbrief.yaml')
  const settings = readFileSync(file, 'utf8')
    .replaceAll('example.org', 'nieuwsbrief.internal')
    .replaceAll('Voorbeeldst', 'Proefst')
    .replace(
      'transport: file',
      `transport: smtp\nsmtp:\n  host: 127.0.0.1\n  port: ${port}\n  secure: false`,
    )
  writeFileSync(file, settings)
}
