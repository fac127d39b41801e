import type { Token } from 'markdown-it'
import type { Place } from '../problem.ts'
import type { Acceptance } from './acceptance.ts'

/** One Markdown file with front matter, parsed: an item that a partner delivered for an issue. */
export type Contribution = {
  issueId: string
  /** Id of the partner whose folder it is in. */
  partner: string
  /** File name without `.md`; unique within the partner's folder. */
  slug: string
  file: string
  title: string
  /** Kind of item: nieuws, terugblik, aanbod and so on, shown as part of the label. */
  rubric: string | undefined
  theme: string | undefined
  /** Lower comes first within a partner; 0 when not given. */
  weight: number
  /** Segment ids that see this item; empty means everyone. */
  segments: string[]
  /** The one button below the text. */
  link: { text: string; url: string } | undefined
  /** The one image above the text; `alt` is '' only when the author called it decorative. */
  image: { src: string; alt: string } | undefined
  /** `planned`: a plan that an editor must confirm before it is sent. */
  status: 'planned' | undefined
  /** Lines of the source report that it rests on. */
  sourceLines: number[]
  accepted: Acceptance[]
  /** Where each key of the front matter stands, so that a later check can point there. */
  places?: Places
  body: Body
}

/** In `places`: where the file name of the image stands, within the value of `image`. */
export const IMAGE_FILE = 'image.src'

export type Places = Partial<Record<string, Place>>

/** Parsed Markdown. HTML, plain text and web page are all made from these tokens. */
export type Body = {
  /** The Markdown as written, without front matter and with \n line ends. */
  source: string
  /** Line of the file on which `source` begins, from 1. */
  firstLine: number
  tokens: Token[]
  words: number
}

/** `partner/slug`, the name by which an issue orders its items. */
export function itemName(contribution: Contribution): string {
  return `${contribution.partner}/${contribution.slug}`
}
