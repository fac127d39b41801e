import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { countCharacters } from './count-characters.ts'
import { missingKey } from './missing-key.ts'
import { bodyPassages } from './passages.ts'

/** Shorter is filled up with other text by mail programs, longer falls off (mail.md, section 3). */
const LEAST = 40
const MOST = 90

export function checkPreheader({ issue }: CheckInput): Problem[] {
  const place = issue.places?.['preheader'] ?? { file: issue.file }
  const preheader = issue.preheader.trim()
  // What cannot be read is not missing.
  if (preheader === '' && issue.headUnreadable) return []
  if (preheader === '') return [missingKey('preheader/missing', 'preheader', issue)]
  const found: Problem[] = []
  const count = countCharacters(preheader)
  if (count < LEAST || count > MOST) {
    found.push(problem('preheader/length', { count, least: LEAST, most: MOST }, place))
  }
  const said = folded(preheader)
  const intro = bodyPassages(issue.intro, issue.file)
  if (said === folded(issue.subject)) {
    found.push(problem('preheader/duplicate', { other: 'subject' }, place))
  } else if (intro.some((paragraph) => folded(paragraph.text).startsWith(said))) {
    found.push(problem('preheader/duplicate', { other: 'intro' }, place))
  }
  return found
}

/** The words alone: punctuation and capitals make no difference to a reader. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
