import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** "9:30", "09.30 uur", "9u30", "10h": a time in other clothes than "9.30 uur". */
const written =
  /(?<![\p{L}\p{N}.,:/-])(?:([01]?\d|2[0-3])(?:[.:]([0-5]\d)|u([0-5]\d)) ?(uur|u|h)?|([01]?\d|2[0-3]) ?(?:u|h))(?![\p{L}\p{N}:]|[.,]\d)/gu

/** The house style writes 9.30 uur and 10.00 uur. */
export function checkTimes({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(written)].flatMap((match) => {
      const [found, hours = match[5] ?? '', colon, joined, unit] = match
      const minutes = colon ?? joined ?? '00'
      // "8.10" may be a number; only with a colon or a word after it is it a time.
      if (unit === undefined && joined === undefined && colon !== undefined && !found.includes(':'))
        return []
      const suggestion = `${Number(hours)}.${minutes} uur`
      const fine = found.replaceAll(/\s/g, ' ') === suggestion
      const range = unit === undefined && passage.text[match.index + found.length] === '-'
      if (fine || range) return []
      return [problem('typography/time', { found, suggestion }, passage.placeOf(found))]
    }),
  )
}
