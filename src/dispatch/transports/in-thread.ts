import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Config } from '../../config.ts'
import type { MailContent, OutgoingBatch, SubmitOutcome, Transport } from '../transport.ts'
import { sendgridTransport, type SendgridSettings } from './sendgrid.ts'
import { smtpTransport, type SmtpTimeouts } from './smtp.ts'

/** What the thread is told, and what it answers. */
export type ToThread =
  | { kind: 'content'; contentId: number; content: Omit<MailContent, 'pieces'> }
  | { kind: 'submit'; id: number; contentId: number; batch: Omit<OutgoingBatch, 'content'> }
  | { kind: 'forget'; contentId: number }
  | { kind: 'close' }
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'outcome'; id: number; outcome: SubmitOutcome }
  | { kind: 'failed'; id: number; error: unknown }
/** A transport as it can be told to a thread. */
export type Described =
  | { kind: 'smtp'; config: Config; timeouts?: SmtpTimeouts }
  | { kind: 'sendgrid'; config: Config; settings?: Partial<SendgridSettings> }

/**
 * A transport that composes, signs and sends the mails of an issue in a thread of their own, while this
 * one keeps the ledger. A test mail and a notice go from here: one mail does not earn the start of a
 * thread. A thread that cannot start, or breaks off, pauses the dispatch; in doubt is only what it had
 * been handed.
 */
export function inThread(
  described: Described,
  file = new URL('thread.ts', import.meta.url),
): Transport {
  const here = transportOf(described)
  let thread: Thread | undefined
  return {
    ...here,
    async open() {
      thread ??= startThread(file, described)
      await thread.ready
    },
    submit(batch) {
      if (batch.kind !== 'issue') return here.submit(batch)
      thread ??= startThread(file, described)
      return thread.submit(batch)
    },
    async close() {
      await Promise.all([here.close(), thread?.close()])
    },
  }
}

export function transportOf(described: Described): Transport {
  switch (described.kind) {
    case 'smtp':
      return smtpTransport(described.config, described.timeouts)
    case 'sendgrid':
      return sendgridTransport(described.config, described.settings)
  }
}

type Thread = Pick<Transport, 'submit' | 'close'> & { ready: Promise<boolean> }

/** A mail server that does not answer a goodbye keeps nobody waiting longer than this. */
const GOODBYE_MS = 1_000
/** More versions than issues have that are sent at the same time; what is used again is told again. */
const KEPT_CONTENTS = 100

function startThread(file: URL, described: Described): Thread {
  const worker = new Worker(file, { workerData: described })
  const ready = Promise.withResolvers<boolean>()
  const waiting = new Map<number, PromiseWithResolvers<SubmitOutcome>>()
  const contents = new Map<MailContent, number>()
  let lastId = 0
  let isLost = false
  worker.on('message', (answer: FromThread) => {
    if (answer.kind === 'ready') return ready.resolve(true)
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.kind === 'outcome') asked?.resolve(answer.outcome)
    else asked?.reject(answer.error)
  })
  worker.on('error', breakOff)
  worker.on('messageerror', breakOff)
  worker.on('exit', () => breakOff(undefined))
  const gone = once(worker, 'exit').catch(() => undefined)

  return {
    ready: ready.promise,
    async submit(batch) {
      // Nothing of it was handed over: that is certain, and nothing more is tried.
      if (!(await ready.promise) || isLost) return lost
      const { content, ...rest } = batch
      const id = ++lastId
      const asked = Promise.withResolvers<SubmitOutcome>()
      tell({ kind: 'submit', id, contentId: known(content), batch: rest })
      waiting.set(id, asked)
      return asked.promise
    },
    async close() {
      if (isLost) return
      tell({ kind: 'close' })
      await Promise.race([gone, sleep(GOODBYE_MS, undefined, { ref: false })])
      await worker.terminate()
    },
  }

  /** Handed over once, with its pictures; the longest known is forgotten. */
  function known(content: MailContent): number {
    const found = contents.get(content)
    if (found !== undefined) return found
    const contentId = ++lastId
    const { subject, html, text, images } = content
    tell({ kind: 'content', contentId, content: { subject, html, text, images } })
    contents.set(content, contentId)
    for (const [other, otherId] of contents) {
      if (contents.size <= KEPT_CONTENTS) break
      contents.delete(other)
      tell({ kind: 'forget', contentId: otherId })
    }
    return contentId
  }

  function tell(message: ToThread): void {
    worker.postMessage(message)
  }

  /** What it was doing is as unknown as when a process is killed; what comes next is not handed over. */
  function breakOff(error: unknown): void {
    if (isLost) return
    isLost = true
    ready.resolve(false)
    if (error !== undefined) {
      const detail = error instanceof Error ? (error.stack ?? '') : ''
      process.emitWarning('The thread that sends broke off', { detail })
    }
    for (const { resolve } of waiting.values()) resolve(unknown)
    waiting.clear()
  }
}

const lost = { kind: 'pause', reason: 'thread-lost', status: undefined } as const
const unknown = { kind: 'unknown', reason: 'thread-lost', status: undefined } as const
