import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE } from './filled-mail.ts'
import { isSeen, visibleText } from './visible-text.ts'

const place = { file: TEMPLATE }

/** What law and mailbox rules want to see in every copy, in its HTML and in its plain text. */
export function checkRequiredParts({ mails, config }: CheckInput): Problem[] {
  return mails.flatMap(({ document, text, fields }) => {
    const found: Problem[] = []
    const linksTo = (url: string) =>
      document('a[href]')
        .toArray()
        .some((link) => document(link).attr('href') === url && isSeen(document, link))
    if (!linksTo(fields.unsubscribeUrl) || !text.includes(fields.unsubscribeUrl)) {
      found.push(problem('mail/unsubscribe', {}, place))
    }
    if (!linksTo(fields.webUrl)) found.push(problem('mail/web-version', {}, place))
    const { name, address, contact } = config.organisation
    const shown = folded(visibleText(document))
    const typed = folded(text)
    const missing = [name, ...address, contact].filter(
      (part) => !shown.includes(folded(part)) || !typed.includes(folded(part)),
    )
    if (missing.length > 0) {
      found.push(problem('mail/sender-details', { found: missing.join(', ') }, place))
    }
    return found
  })
}

function folded(text: string): string {
  return text.replaceAll(/[\s\u00AD]+/g, ' ').toLowerCase()
}
