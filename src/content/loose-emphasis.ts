import type { Token } from 'markdown-it'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'
import { blank, withoutLinks } from './running-text.ts'

/**
 * `**Let op` without a second `**`, and `** Let op **` with spaces inside: readers see the marks. And
 * a space before the dot, where a word may be missing: "De rekening is ."
 */
export function checkLooseEmphasis(tokens: readonly Token[], parse: Parse): void {
  for (const token of tokens) {
    if (token.type !== 'inline') continue
    const origin = contentOrigin(token)
    const open = withoutLinks(token.content)
    for (const { marks, pair, alone } of emphases) {
      if (!isSeen(token, marks)) continue
      const rest = blank(open, [pair])
      const last = [...rest.matchAll(alone)].at(-1)
      if (last === undefined) continue
      const from = sourceOffset(origin, last.index)
      const found = last[0].trimEnd()
      parse.remark('content/loose-emphasis', { found, marks }, { from, to: from })
    }
    for (const { 0: all, 1: found = '', 2: mark = '', index } of token.content.matchAll(spaced)) {
      if (open.slice(index, index + all.length) !== all) continue
      const from = sourceOffset(origin, index)
      parse.remark('typography/space-before', { found, mark }, { from, to: from + all.length })
    }
  }
}

function isSeen({ children }: Token, marks: string): boolean {
  return children?.some(({ type, content }) => type === 'text' && content.includes(marks)) === true
}

/** Alone they stand before a word, or around words with spaces inside; `bedrag**` is the mark of a note. */
const emphases = [
  {
    marks: '**',
    pair: /\*\*(?=[^\s*])(?:[^*]|\*(?!\*)){1,500}?(?<=\S)\*\*/g,
    alone:
      /(?<![\p{L}\p{N}\\*])\*\*(?:(?=[\p{L}\p{N}])[^*\n]{1,40}|[ ][\p{L}\p{N}][^*\n]{0,40}[ ]\*\*)/gu,
  },
  {
    marks: '__',
    pair: /__(?=[^\s_])(?:[^_]|_(?!_)){1,500}?(?<=\S)__/g,
    alone:
      /(?<![\p{L}\p{N}\\_])__(?:(?=[\p{L}\p{N}])[^_\n]{1,40}|[ ][\p{L}\p{N}][^_\n]{0,40}[ ]__)/gu,
  },
]

/** Not "...", and not the space that French has before other marks. */
const spaced = /(?<![\p{L}\p{N}])([\p{L}\p{N}’'-]{1,40})[ \u00A0]{1,3}([.,])(?=\s|$)/gu
