import { parentPort } from 'node:worker_threads'
import type { FromThread, ToThread } from '../../src/dispatch/transports/in-thread.ts'

/** A thread that lives on, and in which every mail throws. */
parentPort?.on('message', (message: ToThread) => {
  if (message.kind !== 'submit') return
  const error = new Error('A fault in what makes a mail')
  parentPort?.postMessage({ kind: 'failed', id: message.id, error } satisfies FromThread)
})
parentPort?.postMessage({ kind: 'ready' } satisfies FromThread)
