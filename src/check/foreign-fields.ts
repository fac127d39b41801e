import { foreignFields } from '../content/foreign-fields.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { isField } from './passages.ts'

/** A field of another program in a title, a subject or the agenda; the text itself is read elsewhere. */
export function checkForeignFields({ passages }: CheckInput): Problem[] {
  return passages
    .filter(isField)
    .flatMap((passage) =>
      foreignFields(passage.text).map(({ found }) =>
        problem('personal/foreign-field', { found, where: 'field' }, passage.placeOf(found)),
      ),
    )
}
