import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { Text } from '../text/text.ts'
import type { Sending, Sent } from './dispatch-issue.ts'
import { systemPorts, type Ports } from './ports.ts'

export type BackgroundOptions = {
  /** Asked for every job, because the file may have changed. */
  config: () => Config
  text: () => Text
  store: () => Promise<Store>
  ports?: Ports
  /** What a job came to. */
  ended?: (issueId: string, end: JobEnd) => void
  /** A bug, or a database that cannot be written; the next job goes on. */
  failed: (error: unknown) => void
}

/** Of a dispatch in which what somebody decided on a screen is written already. */
export type Job = { issueId: string; dispatchId: string }

/** `not-started`: it still waited when this process was told to stop. */
export type JobEnd = Sent | { kind: 'not-started' }

export type JobState =
  /** Something else is being sent, in this process or another. */
  { kind: 'waiting' } | { kind: 'sending' } | { kind: 'ended'; end: JobEnd } | { kind: 'failed' }

/**
 * Sends what people start on a screen, in the process of `npm start`: one job after the other, each
 * under the process lock, so that it waits for the daemon and for a command in a terminal. What was
 * decided is in the ledger before the job is: when this process ends, the page and `status` say of the
 * same rows that nobody sends them, and somebody starts them again.
 */
export type Background = {
  start(job: Job): void
  /** Of the last job about this issue since the start of the process. */
  stateOf(issueId: string): JobState | undefined
  /** Finishes the calls that are under way and stops. */
  close(): Promise<void>
}

/** How often is asked whether the lock has become free. */
const ASK_AGAIN_MS = 500

export function openBackground(options: BackgroundOptions): Background {
  const ports = options.ports ?? systemPorts
  const stop = new AbortController()
  const { signal } = stop
  const states = new Map<string, JobState>()
  const queue: Job[] = []
  let working: Promise<void> | undefined

  return {
    start(job) {
      if (signal.aborted) return
      // Whoever goes on twice goes on once; a job that is under way may have passed what is new.
      if (queue.some(({ issueId }) => issueId === job.issueId)) return
      queue.push(job)
      if (states.get(job.issueId)?.kind !== 'sending') states.set(job.issueId, { kind: 'waiting' })
      working ??= work()
    },
    stateOf: (issueId) => states.get(issueId),
    async close() {
      stop.abort()
      await working
    },
  }

  async function work(): Promise<void> {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      try {
        const end = await untilFree(job)
        states.set(job.issueId, { kind: 'ended', end })
        options.ended?.(job.issueId, end)
      } catch (error) {
        states.set(job.issueId, { kind: 'failed' })
        options.failed(error)
      }
    }
    // At once with the last look at the queue: what comes in from here on begins anew.
    working = undefined
  }

  async function untilFree(job: Job): Promise<JobEnd> {
    while (!signal.aborted) {
      states.set(job.issueId, { kind: 'sending' })
      const sent = await perform(job)
      if (sent.kind !== 'locked') return sent
      states.set(job.issueId, { kind: 'waiting' })
      await ports.wait(ASK_AGAIN_MS, signal)
    }
    return { kind: 'not-started' }
  }

  async function perform(job: Job): Promise<Sent> {
    // Loaded when somebody sends: the first page does not wait for it.
    const [{ joinDispatch }, { openTransport }] = await Promise.all([
      import('./dispatch-issue.ts'),
      import('./open-transport.ts'),
    ])
    const config = options.config()
    const transport = openTransport(config)
    try {
      const [store, text] = [await options.store(), options.text()]
      const sending: Sending = { config, text, store, transport, ports, signal }
      // It does not resume: whoever pauses while this waits must find it paused.
      return await joinDispatch(job.dispatchId, sending)
    } finally {
      await transport.close()
    }
  }
}
