import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import type { Passage } from './passages.ts'
import { countWords, sentencesIn } from './sentences.ts'

/** Words. Above the first a sentence is a tip of its own, above the second it counts for the run. */
const LIMIT = 25
export const LONG = 20
/** As many sentences over twenty words as one item can bear. */
const RUN = 3

/** Sentences that are too long one by one, and items with too many long ones. */
export function checkLongSentences({ passages }: CheckInput): Problem[] {
  // Shorter than its least number of letters and spaces no sentence is long.
  const prose = passages.filter((one) => isProse(one) && one.text.length > 2 * LONG)
  const long = prose.flatMap((passage) =>
    sentencesIn(passage.text)
      .map(({ text }) => ({ passage, text: text.trim(), words: countWords(text) }))
      .filter(({ words }) => words > LONG),
  )
  const files = new Map<string, number>()
  for (const { passage } of long) files.set(passage.file, (files.get(passage.file) ?? 0) + 1)
  return [
    ...long
      .filter(({ words }) => words > LIMIT)
      .map(({ passage, text, words }) =>
        problem(
          'readability/sentence',
          { found: quotedStart(text), words, limit: LIMIT },
          passage.placeOf(quotedStart(text).replace(/…$/, '')),
        ),
      ),
    ...[...files]
      .filter(([, count]) => count > RUN)
      .map(([file, count]) =>
        problem('readability/sentence-run', { count, limit: RUN, long: LONG }, { file }),
      ),
  ]
}

/** Text in sentences, which headings, cells and fields of front matter are not. */
export function isProse({ kind }: Passage): boolean {
  return kind === 'paragraph' || kind === 'list-item'
}

/** The first words, enough to recognise a sentence by: a change in them ends an acceptance. */
export function quotedStart(text: string): string {
  const words = text.trim().split(/\s+/)
  return words.length <= 7 ? text.trim() : `${words.slice(0, 6).join(' ')}…`
}
