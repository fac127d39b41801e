import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { countWords } from './sentences.ts'

/** Words that a reader takes in before wanting to know what comes next. */
const LIMIT = 150

/** More than 150 words of an item without a heading, told once for each such stretch. */
export function checkSubheadings({ passages }: CheckInput): Problem[] {
  const stretches: { words: number; first: (typeof passages)[number] }[] = []
  let current: (typeof stretches)[number] | undefined
  for (const passage of passages) {
    if (['field', 'venue', 'heading'].includes(passage.kind)) current = undefined
    else if (current === undefined || current.first.file !== passage.file) {
      current = { words: countWords(passage.text), first: passage }
      stretches.push(current)
    } else current.words += countWords(passage.text)
  }
  return stretches
    .filter(({ words }) => words > LIMIT)
    .map(({ words, first }) =>
      problem(
        'readability/subheading',
        { words, limit: LIMIT },
        first.placeOf(first.text.slice(0, 20)),
      ),
    )
}
