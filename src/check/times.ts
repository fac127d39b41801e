import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import type { Passage } from './passages.ts'

/** "9:30", "09.30 uur", "9u30", "10h": a time in other clothes than "9.30 uur". */
const written =
  /(?<![\p{L}\p{N}.,:/-])(?:([01]?\d|2[0-3])(?:[.:]([0-5]\d)|u([0-5]\d))(?: ?(uur|u|h))?|([01]?\d|2[0-3]) ?(?:u|h))(?![\p{L}\p{N}:]|[.,]\d)/gu

/** The house style writes 9.30 uur and 10.00 uur. */
export function checkTimes({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(written)].flatMap((match) => {
      const [found, hours = match[5] ?? '', colon, joined, unit] = match
      const minutes = colon ?? joined ?? '00'
      if (unit === undefined && colon !== undefined && !isTime(passage, match)) return []
      const suggestion = `${Number(hours)}.${minutes} uur`
      const fine = found.replaceAll(/\s/g, ' ') === suggestion
      const range = unit === undefined && passage.text[match.index + found.length] === '-'
      if (fine || range) return []
      return [problem('typography/time', { found, suggestion }, passage.placeOf(found))]
    }),
  )
}

/** "1:10" may be a ratio and "8.10" a number: a time has a colon, and a sign of one beside it. */
function isTime({ text, kind }: Passage, { 0: found, index }: RegExpExecArray): boolean {
  if (!found.includes(':')) return false
  const before = text.slice(Math.max(0, index - REACH), index)
  const after = text.slice(index + found.length, index + found.length + REACH)
  if (ratio.test(before)) return false
  if (sign.test(before) || range.test(after) || upTo.test(before)) return true
  // A programme: "- 09:30 Inloop", or a cell with nothing else.
  const first = before.trim() === '' && /^(?:[01]\d|2\d|[6-9]):/.test(found)
  return first && (kind === 'list-item' || (kind === 'cell' && after.trim() === ''))
}

/** Characters on either side that are looked at. */
const REACH = 60
const ratio = /(?<!\p{L})(?:verhouding|ratio|schaal|kans|uitslag|stand|score)(?!\p{L})/iu
const sign =
  /(?<!\p{L})(?:om|vanaf|van|tot|tot en met|tussen|rond|omstreeks|voor|na|uiterlijk|(?:de )?inloop|ontvangst|aanvang|start|begin|begint|einde|tijd|tijdstip|\p{L}{2,6}dag|\p{L}{2,6}(?:ochtend|middag|avond)|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|(?:19|20)\d\d),?:?\s+$/iu
/** "9:30 tot 11:00", and seen from its end. */
const range = /^\s*(?:tot|en|–|-)\s*\d{1,2}[:.]\d\d/u
const upTo = /\d{1,2}[:.]\d\d\s*(?:uur\s*)?(?:tot|en|–|-)\s*$/u
