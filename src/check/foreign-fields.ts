import { foreignFields } from '../content/foreign-fields.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** A field of another program in a title, a subject or the agenda; the text itself is read elsewhere. */
export function checkForeignFields({ passages }: CheckInput): Problem[] {
  return passages
    .filter(({ kind }) => kind === 'field' || kind === 'venue')
    .flatMap((passage) =>
      foreignFields(passage.text).map(({ found }) =>
        problem('personal/foreign-field', { found, where: 'field' }, passage.placeOf(found)),
      ),
    )
}
