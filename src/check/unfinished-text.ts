import { unfinishedIn } from '../content/unfinished-text.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** What is still to be filled in, in a title, a subject or the agenda; the text itself is read elsewhere. */
export function checkUnfinishedText({ passages }: CheckInput): Problem[] {
  return passages
    .filter(({ kind }) => kind === 'field' || kind === 'venue')
    .flatMap((passage) =>
      unfinishedIn(passage.text).map(({ found }) =>
        problem('content/unfinished', { found }, passage.placeOf(found)),
      ),
    )
}
