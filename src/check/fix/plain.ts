import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** A link in the text without an address, or with only `#`: its words, and its brackets with what is in them. */
const nowhere = /(?<![!\\])\[([^[\]]*[\p{L}\p{N}][^[\]]*)\]\(\s*(?:#|<\s*>)?\s*\)/gu

/** `[het plan](#)` -> `het plan`: the words stay, and lead nowhere. */
export function plainEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1 }: Problem,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  return [...words.matchAll(nowhere)]
    .filter(({ 0: all, index }) => index < column && column <= index + all.length)
    .map(({ 0: all, 1: insert = '', index }) => ({
      line,
      from: index,
      to: index + all.length,
      insert,
    }))
}
