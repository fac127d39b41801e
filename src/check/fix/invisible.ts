import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/**
 * Every such character becomes a space, as it already is in the preview and the mail: that way the
 * words look the same before and after.
 */
export function invisibleEdits(lines: SourceLines['lines'], { values }: Problem): LineEdit[] {
  const code = /^U\+([0-9A-F]{4})$/.exec(String(values['found']))?.[1]
  if (code === undefined) return []
  const character = String.fromCharCode(Number.parseInt(code, 16))
  return lines.flatMap(({ words }, at) =>
    [...words.matchAll(new RegExp(`\\u${code}`, 'g'))].map(({ index }) => ({
      line: at + 1,
      from: index,
      to: index + character.length,
      insert: ' ',
    })),
  )
}
