import { join } from 'node:path'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import { openSendingSession } from '../../src/dispatch/sending-session.ts'
import { serverTime } from '../../src/dispatch/server-time.ts'
import { inThread } from '../../src/dispatch/transports/in-thread.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { openStore } from '../../src/store/store.ts'
import { setUp } from './dispatch-data.ts'
import { testConfig } from './test-config.ts'

/**
 * A process of its own that sends what is left of one dispatch to a sink, until it is killed:
 * `node worker-process.ts <folder> <dispatch> <sink> [database]`. Without a database of a server the
 * one in the folder. It prints `locked` when another process may send, `sending` when it has claimed its
 * first batch, and at its end where everyone is.
 */
const [root = '', dispatchId = '', sink = '', database = ''] = process.argv.slice(2)
/** Short, so that a test need not wait for what the dead held. */
const LEASE_MS = 2_000

const store =
  database === ''
    ? await openStore(join(root, 'data', 'rondbrief.db'))
    : await openPostgres(database, join(root, 'data'))
const config = testConfig(root, { secrets: { ...testConfig(root).secrets, sendgridKey: 'key' } })
const settings = { baseUrl: sink, deadlineMs: 3_000 }
const transport = inThread({ kind: 'sendgrid', config, settings })
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
const session = await openSendingSession({ root }, store)
if (session === undefined) {
  process.stdout.write('locked\n')
} else {
  let hasClaimed = false
  const { progress } = await runDispatch(
    dispatchId,
    setUp(root, store, 0).options({
      session,
      transport: { ...transport, leaseMs: LEASE_MS },
      ports: await serverTime(store, systemPorts),
      signal: stop.signal,
      checkpoint(point) {
        if (point === 'claimed' && !hasClaimed) process.stdout.write('sending\n')
        hasClaimed ||= point === 'claimed'
      },
    }),
  )
  process.stdout.write(`${JSON.stringify(progress)}\n`)
  await session.release()
}
await transport.close()
await store.close()
