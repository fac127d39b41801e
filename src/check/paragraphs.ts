import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { quotedStart } from './long-sentences.ts'

/** Characters on one line of the newsletter's column on a computer; a phone shows half of it. */
const LINE = 80
const LIMIT = 5

/** A paragraph of more than five lines is a wall on a phone. */
export function checkParagraphs({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) => {
    const lines = Math.ceil(passage.text.length / LINE)
    if (passage.kind !== 'paragraph' || lines <= LIMIT) return []
    const found = quotedStart(passage.text)
    const place = passage.placeOf(passage.text.slice(0, 20))
    return [problem('readability/paragraph', { found, lines, limit: LIMIT }, place)]
  })
}
