import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** A heading promises something: "App downloads per gemeente", with nothing below it. */
export function checkEmptySections({ issue }: CheckInput): Problem[] {
  return [{ file: issue.file, body: issue.intro }, ...issue.items].flatMap(({ file, body }) => {
    // What only closes, or opens a container, is nothing to read.
    const tokens = body.tokens.filter(
      ({ type }) =>
        type === 'heading_open' || type === 'inline' || /^(?:fence|code_block|hr)$/.test(type),
    )
    return tokens.flatMap((token, at) => {
      if (token.type !== 'heading_open') return []
      const [text, next] = [tokens[at + 1]?.content ?? '', tokens[at + 2]]
      const filled = next !== undefined && (next.type !== 'heading_open' || next.tag > token.tag)
      if (filled || text.trim() === '') return []
      const line = body.firstLine + (token.map?.[0] ?? 0)
      return [problem('content/section-empty', { found: text }, { file, line, column: 1 })]
    })
  })
}
