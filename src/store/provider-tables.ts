/**
 * What providers told us and what we asked of them. Times are epoch milliseconds UTC unless said otherwise.
 */

/** One signed webhook request as it came in, kept before anything of it is read. */
export type EventPostRow = {
  id: string
  received_at: number
  /** By the clock of the provider, which signs it; null before this was kept. */
  signed_at: number | null
  body: string
  /** Null until its events have had their effect. */
  processed_at: number | null
}

/** What a provider says became of one mail. */
export type ProviderEventRow = {
  id: string
  post_id: string
  /** The same event delivered again has the same key. */
  dedupe_key: string
  /** As the event says; may be of no attempt of ours. */
  attempt_id: string | null
  recipient_ref: string | null
  type: string
  /** Epoch milliseconds, by the provider's clock. */
  at: number
  message_id: string | null
  /** 1: of an attempt or a recipient that is not in this ledger. */
  quarantined: number
}

/** What a provider reported of one dispatch; no row while it reported nothing. */
export type DispatchReportsRow = {
  dispatch_id: string
  /** That a mail was taken or delivered. */
  reports: number
  /** People of whom events carry more than one message id. */
  sent_twice: number
}

/** When the next call to a provider may be made, for every machine that sends through it. */
export type ProviderBudgetRow = { provider: string; free_at: number }

/** Append-only: one reading of one list of the provider, or one handing over of ours. Counts only. */
export type ProviderRunRow = {
  id: string
  /** A list as the provider names it, or `push`. */
  list: string
  /** What was asked for: from `since` up to `until`. */
  since: number
  until: number
  seen: number
  /** For whom mail ended by it, or who were handed over. */
  changed: number
  /** Of nobody whom we know. */
  strangers: number
  /** Older than the person's own confirmation, which counts. */
  overtaken: number
  /** Why it was not finished; null when it was. */
  failure: string | null
  at: number
}

/** Whom the provider knows as unsubscribed because we said so. */
export type ProviderPushRow = {
  email_key: string
  pushed_at: number
}
