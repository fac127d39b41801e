import { problem, type Problem } from '../problem.ts'
import { abbreviations } from './abbreviations.ts'
import type { CheckInput } from './check-input.ts'
import { countCharacters } from './count-characters.ts'
import { missingKey } from './missing-key.ts'

/** Longer falls off in every list of messages (mail.md, section 5). */
const LIMIT = 60

export function checkSubject({ issue, config }: CheckInput): Problem[] {
  const subject = issue.subject.trim()
  // What cannot be read is not missing.
  if (subject === '' && issue.headUnreadable) return []
  if (subject === '') return [missingKey('subject/missing', 'subject', issue)]
  const place = issue.places?.['subject'] ?? { file: issue.file }
  const found: Problem[] = []
  const count = countCharacters(subject)
  if (count > LIMIT) found.push(problem('subject/long', { count, limit: LIMIT }, place))
  const known = abbreviations(config)
  for (const [kind, match] of shouting(subject, known)) {
    found.push(problem('subject/shouting', { kind, found: match }, place))
  }
  return found
}

/** What spam filters take for advertising: its kind, and the words it was seen in. */
function shouting(subject: string, known: ReadonlySet<string>): [string, string][] {
  const reply = /^(?:re|fw|fwd|antw|betr|doorst)\s*:/i.exec(subject)?.[0] ?? ''
  const capitals = (subject.slice(reply.length).match(/\p{L}{2,}/gu) ?? []).find(
    (word) => word === word.toUpperCase() && !known.has(word) && !/^[IVX]+$/.test(word),
  )
  const marks = /!{2,}/.exec(subject)?.[0]
  const money = /[€$£](?:\s?\d+(?:[.,]\d+)*)?|\bEUR\b/.exec(subject)?.[0]
  return Object.entries({ reply, capitals, exclamation: marks, currency: money }).flatMap(
    ([kind, found]): [string, string][] => (found ? [[kind, found]] : []),
  )
}
