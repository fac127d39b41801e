import { unfinishedIn } from '../content/unfinished-text.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { isField } from './passages.ts'

/** What is still to be filled in, in a title, a subject or the agenda; the text itself is read elsewhere. */
export function checkUnfinishedText({ passages }: CheckInput): Problem[] {
  return passages
    .filter(isField)
    .flatMap((passage) =>
      unfinishedIn(passage.text).map(({ found }) =>
        problem('content/unfinished', { found }, passage.placeOf(found)),
      ),
    )
}
