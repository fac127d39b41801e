import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** A link in the text without an address, or with only `#`: its words, and its brackets with what is in them. */
const nowhere = /(?<![!\\])\[([^[\]]*[\p{L}\p{N}][^[\]]*)\]\(\s*(?:#|<\s*>)?\s*\)/gu

/** `Lees [het plan].` -> `Lees het plan.` The problem stands just behind the brackets. */
export function bracketEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1, values }: Problem,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const [all, insert = ''] = /\[([^[\]]{1,200})\]$/.exec(words.slice(0, column - 1)) ?? []
  if (all === undefined || values['reason'] !== 'no-address' || values['kind'] !== 'link') return []
  return [{ line, from: column - 1 - all.length, to: column - 1, insert }]
}

/** `[het plan] (https://…)` -> `[het plan](https://…)`. */
export function gapEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1, values }: Problem,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const gap = /^\s+(?=\()/.exec(words.slice(column - 1))?.[0]
  if (gap === undefined || values['reason'] !== 'gap') return []
  return [{ line, from: column - 1, to: column - 1 + gap.length, insert: '' }]
}

/** `(tel:06 12 34 56 78)` -> `(tel:0612345678)`. */
export function telephoneEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1 }: Problem,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const [number = ''] = /^tel:[+\d\s().-]{3,40}(?=\))/i.exec(words.slice(column - 1)) ?? []
  return [...number.matchAll(/\s+/g)].map(({ 0: gap, index }) => {
    const from = column - 1 + index
    return { line, from, to: from + gap.length, insert: '' }
  })
}

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
