import type { Problem } from '../problem.ts'

/** One variant, rendered once for all its recipients; what differs per recipient is a `{{field}}`. */
export type Rendered = {
  variantKey: string
  subject: string
  preheader: string
  /** Minified HTML with recipient-pass expressions. */
  html: string
  /** Plain text with recipient-pass expressions, ready for `fill`. */
  text: string
  /** The web page: a complete document without personal links or values. */
  web: string
  /** Pictures that travel inside the mail, so that opening it asks nothing of any server. */
  images: InlineImage[]
  /** What rendering itself found, such as an expression that MJML dropped. */
  problems: Problem[]
}

/** `html` refers to it as `cid:<cid>`; `web` as `images/<fileName>`. */
export type InlineImage = {
  cid: string
  fileName: string
  contentType: 'image/png' | 'image/jpeg' | 'image/gif'
  bytes: Buffer
}

/** The only values that differ per recipient. `fill` takes these and nothing else. */
export type RecipientFields = {
  /** "Beste Jan Jansen" or the fallback "Beste lezer". */
  salutation: string
  /** May be empty: a text that uses it gives its own fallback, as in `[[name|lezer]]`. */
  name: string
  /** What became of the themes of this reader, as one or two sentences; mostly empty. */
  themesMoved: string
  unsubscribeUrl: string
  preferencesUrl: string
  webUrl: string
}
export const recipientFields = [
  'salutation',
  'name',
  'themesMoved',
  'unsubscribeUrl',
  'preferencesUrl',
  'webUrl',
] as const satisfies readonly (keyof RecipientFields)[]
