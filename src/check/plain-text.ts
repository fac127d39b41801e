import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE } from './filled-mail.ts'
import { visibleText } from './visible-text.ts'

/** Part of the words of the HTML that the plain text must have as well (mail.md, section 5). */
const SHARED = 95
const place = { file: TEMPLATE }

export function checkPlainText({ mails }: CheckInput): Problem[] {
  return mails.flatMap(({ document, text }) => {
    if (text.trim() === '') return [problem('text/missing', {}, place)]
    const shown = wordsOf(visibleText(document))
    const typed = wordsOf(text)
    const missing = [...shown].filter((word) => !typed.has(word))
    const percent = Math.floor(100 * (1 - missing.length / Math.max(1, shown.size)))
    if (percent >= SHARED) return []
    const found = missing.slice(0, 5).join(', ')
    return [problem('text/differs', { percent, limit: SHARED, found }, place)]
  })
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu))
}
