import type { Problem } from '../problem.ts'
import type { InlineImage } from '../render/rendered.ts'

/**
 * The contract every transport keeps (file, SMTP, SendGrid), tested once over all of them.
 * One call of `submit` is one attempt: it writes at most once and never retries by itself.
 */
export type Transport = {
  name: 'file' | 'smtp' | 'sendgrid'
  /** How many recipients one call takes; also how many one unknown answer puts in doubt. */
  batchSize: number
  /** Checks settings and login without sending; the problems say what to do. */
  verify(): Promise<Problem[]>
  submit(batch: OutgoingBatch, signal: AbortSignal): Promise<SubmitOutcome>
  /**
   * For a transport that can prove what became of an attempt: true when the mail exists, false
   * when it certainly does not. Undefined where only later evidence can tell.
   */
  proof?(attemptId: string, ref: string): Promise<boolean>
  close(): Promise<void>
}

export type OutgoingBatch = {
  attemptId: string
  issueId: string
  /** Shared by all messages of the batch. */
  subject: string
  images: InlineImage[]
  messages: OutgoingMessage[]
}

export type OutgoingMessage = {
  /** Random, opaque: the only name of a recipient that leaves this machine beside the address. */
  ref: string
  to: { address: string; name: string | undefined }
  html: string
  text: string
  unsubscribeUrl: string
  webUrl: string
}

/** Sorted by what to do next (dispatch.md, section 5). */
export type SubmitOutcome =
  | { kind: 'accepted'; messageId: string | undefined; status: number | undefined }
  /** Provably not taken: the same batch may go again, after `waitMs`. */
  | { kind: 'refused-for-now'; reason: string; status: number | undefined; waitMs: number }
  /** Provably not taken and never will be: this message, by its index, or the batch as a whole. */
  | { kind: 'rejected'; reason: string; status: number | undefined; index: number | undefined }
  /** An account, key or settings problem: nothing was taken, and every next batch would fail too. */
  | { kind: 'pause'; reason: string; status: number | undefined }
  /** It may or may not have been taken. Never send again by yourself. */
  | { kind: 'unknown'; reason: string; status: number | undefined }
