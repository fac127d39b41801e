import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** The marks of `emoji-bullets.ts`, with the variation selector that many emoji carry. */
const typed =
  /^([ \t]*(?:>[ \t]?)*[ \t]*)((?:\p{Extended_Pictographic}\uFE0F?|[•·●▪◦‣▶►→✓✔➤–—])[ \t]*)(.*)$/u
const inItem =
  /^([ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)((?:\p{Extended_Pictographic}\uFE0F?|[•·●▪◦‣▶►→✓✔➤])[ \t]*)(?=\S)/u

/** What follows a `-` that would make something else of the line than an item with words. */
const other = /^(?:[#>|`~:=+*-]|\d{1,9}[.)]|\[[ xX]?\]\s|$)/

/** Lines that begin with a mark become items of a real list; in a real list only the emoji goes. */
export function bulletEdits(lines: SourceLines['lines'], { line = 0 }: Problem): LineEdit[] {
  const first = lines[line - 1]?.words ?? ''
  const item = inItem.exec(first)
  if (item?.[1] !== undefined && item[2] !== undefined) {
    const from = item[1].length
    const rest = first.slice(from + item[2].length)
    return other.test(rest) ? [] : [{ line, from, to: from + item[2].length, insert: '' }]
  }
  const edits: LineEdit[] = []
  for (let at = line; at <= lines.length; at += 1) {
    const words = lines[at - 1]?.words ?? ''
    if (words.trim() === '' || /^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]/.test(words)) break
    const [, before = '', mark, rest = ''] = typed.exec(words) ?? []
    if (mark === undefined) continue
    // One line that cannot be an item, and the author had better look at all of them.
    if (other.test(rest)) return []
    edits.push({ line: at, from: before.length, to: before.length + mark.length, insert: '- ' })
  }
  return edits
}
