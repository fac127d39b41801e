import { problem, type Problem } from '../problem.ts'
import { abbreviations } from './abbreviations.ts'
import type { CheckInput } from './check-input.ts'

/** Longer falls off in every list of messages (mail.md, section 5). */
const LIMIT = 60

export function checkSubject({ issue, config }: CheckInput): Problem[] {
  const place = issue.places?.['subject'] ?? { file: issue.file }
  const subject = issue.subject.trim()
  if (subject === '') return [problem('subject/missing', {}, place)]
  const found: Problem[] = []
  const count = [...subject].length
  if (count > LIMIT) found.push(problem('subject/long', { count, limit: LIMIT }, place))
  const known = abbreviations(config)
  for (const [kind, match] of shouting(subject, known)) {
    found.push(problem('subject/shouting', { kind, found: match }, place))
  }
  return found
}

function shouting(subject: string, known: ReadonlySet<string>): [string, string][] {
  const found: [string, string][] = []
  const capitals = (subject.match(/\p{L}+/gu) ?? []).find(
    (word) => word.length > 1 && word === word.toUpperCase() && !known.has(word) && !isRoman(word),
  )
  if (capitals !== undefined) found.push(['capitals', capitals])
  const marks = /!{2,}/.exec(subject)?.[0]
  if (marks !== undefined) found.push(['exclamation', marks])
  const money = /[€$£]\s?\d*|\bEUR\b/.exec(subject)?.[0]
  if (money !== undefined) found.push(['currency', money])
  const reply = /^(?:re|fw|fwd|antw|betr|doorst)\s*:/i.exec(subject)?.[0]
  if (reply !== undefined) found.push(['reply', reply])
  return found
}

function isRoman(word: string): boolean {
  return /^[IVX]+$/.test(word)
}
