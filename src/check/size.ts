import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE, type FilledMail } from './filled-mail.ts'

/** Gmail shows no more than this of a message's HTML, and hides the unsubscribe link with the rest. */
const CLIPPED = 102_400
const LARGE = 85_000
/** Gmail may ignore a `<style>` that is larger (mail.md, section 3). */
const STYLE_LIMIT = 16 * 1024

/** Sizes in UTF-8 bytes, of the largest variant filled for the most demanding recipient. */
export function checkSize({ mails, issue }: CheckInput): Problem[] {
  const found: Problem[] = []
  const bytes = Math.max(0, ...mails.map(({ html }) => Buffer.byteLength(html)))
  const place = { file: issue.file }
  if (bytes > CLIPPED) found.push(problem('mail/size-limit', { bytes, limit: CLIPPED }, place))
  else if (bytes > LARGE) found.push(problem('mail/size-large', { bytes, limit: CLIPPED }, place))
  const style = Math.max(0, ...mails.map(styleBytes))
  if (style > STYLE_LIMIT) {
    found.push(problem('mail/style-size', { bytes: style, limit: STYLE_LIMIT }, { file: TEMPLATE }))
  }
  return found
}

/** Only what is no comment for Gmail: conditional styles for Outlook do not count. */
function styleBytes({ document }: FilledMail): number {
  const styles = document('style').toArray()
  return styles.reduce((sum, style) => sum + Buffer.byteLength(document(style).text()), 0)
}
