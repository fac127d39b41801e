import type { TransportName } from '../config.ts'
import type { Problem } from '../problem.ts'
import type { Pieces } from '../render/pieces.ts'
import type { InlineImage, RecipientFields } from '../render/rendered.ts'

/**
 * The contract every transport keeps (file, SMTP, SendGrid), tested once over all of them.
 * One call of `submit` is one attempt: it writes at most once, never retries by itself and never
 * throws. Neither an outcome nor a problem ever holds an address, a key or a password.
 */
export type Transport = {
  name: TransportName
  /** How many recipients one call takes; also how many one unknown answer puts in doubt. */
  batchSize: number
  /** How many calls may be under way at the same time. */
  concurrency: number
  /**
   * How long a claim belongs to whoever made it, in milliseconds: longer than the half minute it may
   * lie still and the deadline of one call together. After it, others take it for left by the dead.
   */
  leaseMs: number
  /** Checks settings and login without sending; the problems say what to do. */
  verify: () => Promise<Problem[]>
  /**
   * What the clock of the other side says, in epoch milliseconds, where that is cheap to ask;
   * undefined when it does not answer.
   */
  serverTime?: () => Promise<number | undefined>
  /**
   * What takes time before the first call. Waited for before anything is claimed, so that a process
   * that is killed meanwhile leaves nobody in doubt; what goes wrong in it is what `submit` answers.
   */
  open?: () => Promise<void>
  /** Ends within the transport's own deadline, whatever the other side does. */
  submit: (batch: OutgoingBatch) => Promise<SubmitOutcome>
  /**
   * For a transport that can prove what became of an attempt: true when the whole mail exists,
   * false when it certainly does not and never will. Only asked while no attempt can be running.
   */
  proof?: (attempt: { attemptId: string; issueId: string; refs: string[] }) => Promise<boolean>
  close: () => Promise<void>
}

export type OutgoingBatch = {
  attemptId: string
  issueId: string
  /** A notice is one person's confirmation or new link: no list mail, and sent by no person. */
  kind: 'issue' | 'test' | 'notice'
  /** Epoch milliseconds, for the `Date` header. */
  date: number
  /** Shared by all messages of the batch. */
  content: MailContent
  messages: OutgoingMessage[]
}

/** One frozen variant. A transport fills it itself, or hands template and fields to a provider. */
export type MailContent = {
  subject: string
  /** With recipient-pass expressions. */
  html: string
  text: string
  images: InlineImage[]
  /** `html` and `text`, cut for filling. */
  pieces: Pieces
}

export type OutgoingMessage = {
  /** Random, opaque: the only name of a recipient that leaves this machine beside the address. */
  ref: string
  to: { address: string; name: string | undefined }
  fields: RecipientFields
}

/** Sorted by what to do next (dispatch.md, section 5). */
export type SubmitOutcome =
  | {
      kind: 'accepted'
      messageId: string | undefined
      status: number | undefined
      /** It was the last that the provider takes before this many milliseconds have gone by. */
      restMs?: number
    }
  /**
   * Provably not taken: the same batch may go again after `waitMs`. When it concerns the server,
   * every other batch would fail likewise, so all of them wait.
   */
  | {
      kind: 'refused-for-now'
      reason: Reason
      status: number | undefined
      concerns: 'batch' | 'server'
      waitMs: number
    }
  /** Provably not taken and never will be: this message, by its index, or the batch as a whole. */
  | { kind: 'rejected'; reason: Reason; status: number | undefined; index: number | undefined }
  /** An account, key or settings problem: nothing was taken, and every next batch would fail too. */
  | { kind: 'pause'; reason: Reason; status: number | undefined }
  /** It may or may not have been taken. Never send again by yourself. */
  | { kind: 'unknown'; reason: Reason; status: number | undefined }

/** Why, in words of `text/`; stored in the ledger, so a reason is never renamed. */
export const reasons = [
  'unreachable',
  'busy',
  'login-refused',
  'settings-refused',
  'cannot-sign',
  'thread-lost',
  'address-refused',
  'message-refused',
  'connection-lost',
  'no-answer',
  'server-error',
  'unexpected-answer',
  'disk-full',
  'disk-error',
  'stopped',
  'content-changed',
  'too-many-attempts',
  'first-unsure',
  'first-refused',
  'unsubscribed',
  'erased',
  'hard-bounce',
  'complaint',
  'manual',
] as const
export type Reason = (typeof reasons)[number]
