import type { Token } from 'markdown-it'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** What people type for a list: "•", "–", "✅". Also an emoji that begins an item of a real list. */
const bullet = /^\s*(\p{Extended_Pictographic}|[•·●▪◦‣▶►→✓✔➤])/u
const dash = /^\s*([–—])\s/u

/** Lines that only look like a list: a screen reader reads their emoji aloud, and no list. */
export function checkEmojiBullets({ issue }: CheckInput): Problem[] {
  return [{ file: issue.file, body: issue.intro }, ...issue.items].flatMap(({ file, body }) =>
    body.tokens.flatMap((token, at) => {
      if (token.type !== 'inline' || token.map === null) return []
      const inList = body.tokens[at - 2]?.type === 'list_item_open'
      const marks = linesOf(token).flatMap((line) => markOf(line, inList))
      if (marks.length < (inList ? 1 : 2)) return []
      const line = body.firstLine + token.map[0]
      return [problem('content/emoji-bullet', { found: marks[0] ?? '' }, { file, line, column: 1 })]
    }),
  )
}

function linesOf(inline: Token): string[] {
  const lines = ['']
  for (const { type, content } of inline.children ?? []) {
    if (type === 'softbreak' || type === 'hardbreak') lines.push('')
    else lines.push(`${lines.pop()}${content}`)
  }
  return lines
}

function markOf(line: string, inList: boolean): string[] {
  const mark = (bullet.exec(line) ?? (inList ? null : dash.exec(line)))?.[1]
  return mark === undefined ? [] : [mark]
}
