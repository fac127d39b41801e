import type {
  DispatchReportsRow,
  EventPostRow,
  ProviderBudgetRow,
  ProviderEventRow,
  ProviderPushRow,
  ProviderRunRow,
} from './provider-tables.ts'

/**
 * Row types of every table. Times are epoch milliseconds UTC; booleans are 0 or 1; JSON is text.
 * What a state may become is written in `dispatch/README.md` and `subscribers/subscription.ts`.
 */
export type Tables = {
  subscriber: SubscriberRow
  theme_move: ThemeMoveRow
  consent: ConsentRow
  suppression: SuppressionRow
  import_run: ImportRunRow
  look: LookRow
  consent_text: ConsentTextRow
  one_time_link: OneTimeLinkRow
  notice: NoticeRow
  form_use: FormUseRow
  dispatch: DispatchRow
  variant: VariantRow
  variant_image: VariantImageRow
  batch: BatchRow
  recipient: RecipientRow
  attempt: AttemptRow
  ledger_log: LedgerLogRow
  decision: DecisionRow
  alarm_seen: AlarmSeenRow
  correction: CorrectionRow
  journal: JournalRow
  event_post: EventPostRow
  provider_event: ProviderEventRow
  dispatch_reports: DispatchReportsRow
  occurrence: OccurrenceRow
  provider_budget: ProviderBudgetRow
  provider_run: ProviderRunRow
  provider_push: ProviderPushRow
}

export type Purpose = 'newsletter' | 'invitations' | 'press' | 'consultation'

/**
 * What someone's consent events and suppressions come to for one purpose. Only `confirmed` and
 * `active` (a public task, without opt-in) are mailed. Null: never asked for it.
 */
export type SubscriptionState = 'pending' | 'confirmed' | 'active' | 'withdrawn' | 'bounced'

export type SubscriberRow = {
  /** Random; never derived from the address. */
  id: string
  /** Normalised. */
  email: string
  /** HMAC of the normalised address; what suppression and the ledger know. */
  email_key: string
  name: string | null
  organisation: string | null
  organisation_type: string | null
  role: string | null
  /** CBS code of the municipality. */
  area: string | null
  language: 'nl' | 'en'
  /**
   * What this person is interested in, as ` partner:pvo theme:burgernet `: sorted, one space around
   * each. One column and not a table, because counting every segment over a million people in SQL
   * took 3.0 s with a row per choice and 0.8 s with this.
   */
  choices: string
  /** Who made the choices: an import never overrules the person. */
  choices_by: 'import' | 'subscriber' | null
  created_at: number
  changed_at: number
  /** When this person last said that organisation and role are still right. */
  role_confirmed_at: number | null
  /** When they were last asked. */
  role_asked_at: number | null
} & Record<Purpose, SubscriptionState | null>

/**
 * Somebody whose theme was merged into others, which were chosen for them, and who is still to be told
 * so in a mail. Goes with the subscriber, and with the next snapshot after
 * it was told.
 */
export type ThemeMoveRow = {
  subscriber_id: string
  /** The theme that ended, and its name on the day of the move. */
  theme: string
  label: string
  /** JSON: the names of what it became. */
  successors: string
  /** The one recipient row whose mail tells it; null until an issue goes to this person. */
  ref: string | null
}

/**
 * Append-only: what someone agreed to or withdrew, per purpose. The newest row counts. It outlives
 * the subscriber, without the name: `subscriber_id` is null after erasure.
 */
export type ConsentRow = {
  id: string
  subscriber_id: string | null
  email_key: string
  purpose: Purpose
  basis: Basis
  event: 'requested' | 'confirmed' | 'withdrawn' | 'imported'
  /** Where it came from: a form, an import file, the unsubscribe link of an issue. */
  source: string
  /** What proves it, for a row that was imported. */
  evidence: string | null
  /** The form text that was agreed to: a key of `consent_text`. */
  text_version: string | null
  occurred_at: number
}

export type Basis = 'consent' | 'public-task'

export type SuppressionRow = {
  email_key: string
  /** A purpose, or 'all'. */
  scope: Purpose | 'all'
  reason: SuppressionReason
  at: number
}

export type SuppressionReason = 'unsubscribed' | 'erased' | 'hard-bounce' | 'complaint' | 'manual'

export type ImportRunRow = {
  id: string
  file_name: string
  file_sha256: string
  /** Null where every row had its own. */
  basis: Basis | null
  source: string | null
  added: number
  changed: number
  unchanged: number
  faulty: number
  kept_suppressed: number
  at: number
  /** Who did it, as the system of the computer knows them; null of what was before this was kept. */
  actor: string | null
}

/** Append-only: who looked at somebody's data, or took the list, and why. No address is in it. */
export type LookRow = {
  id: string
  at: number
  actor: string
  /** `download`: their data as a file. `erase`: to erase them. `list`: an export of many. */
  what: 'record' | 'download' | 'erase' | 'list'
  /** The first characters of the email key; null where it is about many. */
  key_prefix: string | null
  reason: string
}

/** The exact words that people agreed to, once per version. Never changed, never removed. */
export type ConsentTextRow = {
  /** SHA-256 of `body`, as hex. */
  hash: string
  language: 'nl' | 'en'
  body: string
  first_used_at: number
}

/** A link that was mailed for one act. Only the hash of its token is here. */
export type OneTimeLinkRow = {
  id: string
  /** SHA-256 of the token, as hex. */
  token_hash: string
  kind: 'confirm' | 'address' | 'data'
  subscriber_id: string
  /** Of the address that the link was mailed to. */
  email_key: string
  /** JSON: what the act is about, by kind. */
  detail: string
  created_at: number
  expires_at: number
  used_at: number | null
}

export type NoticeKind =
  | 'confirm'
  | 'welcome'
  | 'known'
  | 'preferences'
  | 'address'
  | 'address-changed'
  | 'data'
  | 'role'

/**
 * A mail to one person: one that answers what they did, such as a new link, or the yearly question
 * whether their role is still right. waiting -> sending -> sent,
 * failed or in_doubt; a provable refusal for now goes back to waiting. Address and token are
 * removed as soon as it has ended.
 */
export type NoticeRow = {
  id: string
  kind: NoticeKind
  subscriber_id: string
  email_key: string
  address: string | null
  /** Of the one-time link in it. */
  token: string | null
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'in_doubt'
  reason: string | null
  attempt_id: string | null
  attempts: number
  not_before: number
  created_at: number
  ended_at: number | null
}

/** One use of a form that sends mail, to keep one network from using it too often. Kept a day. */
export type FormUseRow = {
  id: string
  /** Keyed hash of the network; never an address. */
  network_key: string
  at: number
}

export type DispatchState =
  | 'scheduled'
  | 'preparing'
  | 'sending'
  | 'paused'
  | 'settling'
  | 'cancelling'
  | 'cancelled'
  | 'missed'
  | 'discarded'
  | 'done'
  | 'done_with_holds'

export type DispatchRow = {
  id: string
  issue_id: string
  list_id: string
  kind: 'regular'
  status: DispatchState
  /** Wall time as written, its zone, and what they meant under `tzdb`. */
  due_wall: string | null
  tz: string | null
  due_at: number | null
  tzdb: string | null
  grace_ms: number
  /** Of the whole issue, with whom it is for (`fingerprint.ts`). */
  content_hash: string
  prepared_at: number | null
  candidate_count: number
  excluded_count: number
  recipient_count: number
  on_unknown: 'hold' | 'resend'
  /** Only batches with a lower `seq` are claimed: 0 while the first people go, then 2147483647. */
  claim_below: number
  /** Why it is paused, missed or discarded, for the page. */
  reason: string | null
  /** When it was begun; of what is scheduled, when that was done. */
  created_at: number
  finished_at: number | null
  version: number
}

/** Immutable: the very bytes that were approved and are sent. */
export type VariantRow = {
  id: string
  dispatch_id: string
  key: string
  content_hash: string
  subject: string
  preheader: string
  html: string
  text: string
  web: string
}

/** A picture that travels inside the mails of a variant; immutable like the variant. */
export type VariantImageRow = {
  variant_id: string
  cid: string
  file_name: string
  content_type: 'image/png' | 'image/jpeg' | 'image/gif'
  bytes: Uint8Array
}

export type BatchState =
  | 'ready'
  | 'submitting'
  | 'accepted'
  | 'rejected'
  | 'in_doubt'
  | 'fencing'
  | 'held'
  | 'split'
  | 'cancelled'

export type BatchRow = {
  id: string
  dispatch_id: string
  variant_id: string
  /** The order in which they are claimed; below 0 those that go first. */
  seq: number
  size: number
  status: BatchState
  attempt_id: string | null
  owner: string | null
  lease_until: number | null
  not_before: number
  attempts: number
  doubt_since: number | null
}

export type RecipientState = 'planned' | 'suppressed' | 'submitted' | 'rejected' | 'cancelled'

export type RecipientRow = {
  issue_id: string
  email_key: string
  batch_id: string
  /** Random and opaque: the recipient's name in links, files and provider events. */
  ref: string
  subscriber_id: string | null
  email: string | null
  name: string | null
  state: RecipientState
  reason: string | null
  attempt_id: string | null
  outcome: string | null
  outcome_at: number | null
  outcome_rank: number
}

export type AttemptState =
  | 'intent'
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'fencing'
  | 'fenced'
  | 'evidenced'
  | 'presumed_unsent'

export type AttemptRow = {
  id: string
  batch_id: string
  n: number
  transport: string
  provider_batch_id: string | null
  count: number
  state: AttemptState
  http_status: number | null
  error_class: string | null
  x_message_id: string | null
  owner: string
  started_at: number
  ended_at: number | null
}

/** Append-only: who or what moved which batch or dispatch, and why. */
export type LedgerLogRow = {
  id: string
  at: number
  actor: string
  dispatch_id: string
  batch_id: string | null
  from_state: string | null
  to_state: string
  why: string | null
}

/** What somebody may decide about sending an issue. Stored, so a name never changes. */
export type DecisionAction =
  | 'send'
  | 'schedule'
  /** Took the moment back before sending began. */
  | 'stop'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'accept-doubt'
  | 'hold'
  | 'send-rest'
  | 'send-rest-duplicates'
  | 'send-joined'
  | 'correction'

/** Append-only: who decided what about an issue, in their own words. */
export type DecisionRow = {
  id: string
  at: number
  issue_id: string
  action: DecisionAction
  /** As they call themselves; null when they did not say. */
  person: string | null
  why: string | null
  /** How many recipients it was about; null where it is about no number. */
  people: number | null
}

/** Append-only: somebody saw an alarm when it was this bad. Worse, and it is an alarm again. */
export type AlarmSeenRow = {
  id: string
  at: number
  /** Its kind and what it is about, as `stuck:<dispatch>`. */
  alarm: string
  level: number
  person: string
  why: string
}

/** What an issue corrects, as it was when it went out. */
export type CorrectionRow = {
  issue_id: string
  /** The issue that went out before. */
  corrects: string
  /** Of that issue only who got this content hash; null: every version. */
  version: string | null
  /** 1: also who may have it or may not. */
  unsure: number
  at: number
}

/** How much of each file beside the database it knows (`journal.ts`). */
export type JournalRow = { journal: 'endings' | 'sendings'; file: string; bytes: number }

/**
 * One date of a series (`newsletters/series.yaml`). open -> made, skipped; made -> open when the issue
 * is not there after all.
 */
export type OccurrenceRow = {
  series_id: string
  /** As the rule names the day, also when an exception moved it. */
  local_date: string
  /** The wall time it is sent, its zone, and what they meant under `tzdb`. */
  wall: string
  tz: string
  due_at: number
  tzdb: string
  state: 'open' | 'made' | 'skipped'
  /** Null unless `made`. */
  issue_id: string | null
  changed_at: number
}
