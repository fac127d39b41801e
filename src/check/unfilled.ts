import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE } from './filled-mail.ts'

/**
 * No `{{` may be left in the raw bytes that go out. An author's own braces are entities in HTML by
 * then; in plain text they come back as themselves, so there only our own fields are looked for.
 */
export function checkUnfilled({ mails }: CheckInput): Problem[] {
  return mails.flatMap(({ html, text, fields }) => {
    const names = Object.keys(fields).join('|')
    const left = [
      /\{\{[^{}]{0,60}\}{0,3}/.exec(html)?.[0],
      new RegExp(`\\{\\{[#/^ ]*(?:if |unless |else|${names})[^{}]{0,60}\\}\\}`).exec(text)?.[0],
    ]
    return left.flatMap((found) =>
      found === undefined ? [] : [problem('template/unfilled', { found }, { file: TEMPLATE })],
    )
  })
}
