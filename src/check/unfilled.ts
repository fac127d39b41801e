import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE } from './filled-mail.ts'

/**
 * No `{{` may be left in the raw bytes that go out. An author's own braces are entities in HTML; in
 * plain text they travel as private-use characters and come back, so as many may be there.
 */
export function checkUnfilled({ mails }: CheckInput): Problem[] {
  return mails.flatMap(({ rendered, html, text }) => {
    const ofAuthors = rendered.text.match(/\uE000\uE000/g)?.length ?? 0
    const left = [...(html.match(unfilled) ?? []), ...(text.match(unfilled) ?? []).slice(ofAuthors)]
    const [found] = left
    return found === undefined ? [] : [problem('template/unfilled', { found }, { file: TEMPLATE })]
  })
}

const unfilled = /\{\{[^{}]{0,60}\}{0,3}/g
