import type { Body } from '../content/contribution.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { isField } from './passages.ts'

/**
 * `[[name|lezer]]` is filled in running text only. In a title, a subject, the description of a
 * picture, the agenda or figures readers would see the brackets.
 */
export function checkMisplacedFields({ issue, passages }: CheckInput): Problem[] {
  const shown: { text: string; place: Place }[] = [
    ...passages
      .filter(isField)
      .map((passage) => ({ text: passage.text, place: passage.placeOf(passage.text) })),
    ...[{ file: issue.file, body: issue.intro }, ...issue.items].flatMap(descriptions),
  ]
  return shown.flatMap(({ text, place }) =>
    (text.match(/\[\[[^[\]\n]{1,260}\]\]/g) ?? []).map((found) =>
      problem('personal/field-misplaced', { found }, place),
    ),
  )
}

/** The descriptions of pictures in a text, where markdown-it leaves a field as it was written. */
function descriptions({ file, body }: { file: string; body: Body }) {
  return body.tokens
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'image')
    .map(({ content, meta }) => {
      const { line, column } = meta as { line: number; column: number }
      return { text: content, place: { file, line, column } }
    })
}
