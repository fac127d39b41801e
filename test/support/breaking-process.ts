import { parentPort } from 'node:worker_threads'
import type { FromThread, ToThread } from '../../src/dispatch/transports/in-thread.ts'

/** A thread that breaks off in the middle of a mail. */
parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'submit') throw new Error('Out of order')
})
parentPort?.postMessage({ kind: 'ready' } satisfies FromThread)
