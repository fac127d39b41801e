import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/**
 * "lezer.," and "plan;.": two marks that never stand side by side. Not the dot of "bijv.,", the
 * dots of "enzovoort...," nor a mark beside a quotation mark.
 */
const written = /([\p{L}\p{N}.]{0,40}[\p{L}\p{N})])([,;:?!][.,;]|[,;]:|\.[,;:])(?![.,;:?!\d-])/gu

/** Shortened words of more than three letters; shorter ones may all be. */
const shortened = /^(?:mevr|prof|bijv|resp|incl|excl|sept|gebr|telef|penn|secr|voorz|gem|blz)$/iu

export function checkDoubleMarks({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(written)].flatMap(([found, word = '', marks = '']) => {
      const mayBeShort = word.includes('.') || word.length <= 3 || shortened.test(word)
      if (marks.startsWith('.') && mayBeShort) return []
      return [problem('typography/double-mark', { found, marks }, passage.placeOf(found))]
    }),
  )
}
