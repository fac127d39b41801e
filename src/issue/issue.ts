import type { AgendaEvent } from '../agenda/event.ts'
import type { Contribution, Places } from '../content/contribution.ts'
import type { Figure } from '../content/figure.ts'
import type { Acceptance } from '../content/acceptance.ts'
import type { Place } from '../problem.ts'

/** The head of an issue: what `newsletters/<id>/issue.md` says, with its body as the intro. */
export type IssueHead = {
  /** The folder name, such as 2023-03. */
  id: string
  file: string
  title: string
  subject: string
  preheader: string
  /** Markdown of the signed introduction, parsed. */
  intro: Contribution['body']
  /** Names under the intro; empty when nobody signs. */
  signedBy: string[]
  /** Item names (`partner/slug`) that come first, in this order; the rest follows by partner and weight. */
  order: { value: string; place: Place }[]
  /** Ids of agenda events, in the order given; the agenda block sorts by date. */
  agenda: { value: string; place: Place }[]
  figures: { value: string; place: Place }[]
  /** The single call to action at the end. */
  action: { title: string; text: string; link: { text: string; url: string } } | undefined
  /** Segment ids this issue goes to. */
  segments: { value: string; place: Place }[]
  /** Wall time in the configured zone, such as 2026-12-15T10:00; undefined: not scheduled. */
  sendAt: string | undefined
  /** ISO local date by which partners deliver. */
  deadline: string | undefined
  accepted: Acceptance[]
  /** Set when this puts right an issue that went out: it goes to whoever got that, and to nobody else. */
  corrects?: Correction
  /** Set when the front matter could not be read: what the head lacks then says nothing. */
  headUnreadable?: true
  /** Where each key of the front matter stands, so that a later check can point there. */
  places?: Places
  /** What is not there, and plainly is under a name that nobody knows. */
  elsewhere?: { [Key in NeededKey]?: { written: string; place: Place } }
}

/** What a later check says is missing, rather than the reading of the head: an issue in the making lacks them. */
export const neededKeys = ['subject', 'preheader', 'segments'] as const
export type NeededKey = (typeof neededKeys)[number]

/** Which issue, and of which of its readers. */
export type Correction = {
  issueId: string
  /** The beginning of the content hash of one version; undefined: whichever version they got. */
  version: string | undefined
  /** Also who may have got it and may not. */
  unsure: boolean
}

/** One complete issue: everything that can be in a copy, before segments choose. */
export type Issue = IssueHead & {
  /** In reading order. */
  items: Contribution[]
  events: AgendaEvent[]
  figureData: Figure[]
}

/** A distinct set of visible items. It is rendered once, for everyone who sees that set. */
export type Variant = {
  /** Stable name made from the item names it holds: same items, same key. */
  key: string
  items: Contribution[]
}
