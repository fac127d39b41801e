import type { Token } from 'markdown-it'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'

/**
 * Hashes that stick to a word, or stand behind it: `##Aanmelden`, `Aanmelden ##`. Readers see them, and
 * no heading. One hash is let be: it begins a hashtag.
 */
export function checkLooseMarks(tokens: readonly Token[], parse: Parse): void {
  let previous = 1
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') previous = Math.min(Number(token.tag.slice(1)), 3)
    const before = tokens[at - 1]?.type
    if (token.type !== 'inline' || (before !== 'paragraph_open' && before !== 'heading_open'))
      continue
    const origin = contentOrigin(token)
    let start = 0
    for (const line of token.content.split('\n')) {
      const marks = marksIn(line)
      if (marks !== undefined) {
        // As deep as it may be here; a heading that it stands in keeps its own depth.
        const level =
          before === 'heading_open' ? previous : Math.min(Math.max(marks.count, 2), previous + 1, 3)
        const from = sourceOffset(origin, start + marks.at)
        parse.remark('content/heading-marks', { found: line.trim(), level }, { from, to: from })
      }
      start += line.length + 1
    }
  }
}

/** How many there are, and where a space is to be typed or the hashes are to go. */
function marksIn(line: string): { count: number; at: number } | undefined {
  if (line.length > LONGEST || !/\p{L}/u.test(line)) return undefined
  const [sticking, run = ''] = /^\s*(#{2,6})(?=[^\s#])/.exec(line) ?? []
  if (sticking !== undefined) return { count: run.length, at: sticking.length }
  const [behind, own = ''] = /(?<![#\\])(#{2,6})\s*$/.exec(line) ?? []
  // An address may end in them.
  if (behind === undefined || /\/\S*$/.test(line.slice(0, -behind.length))) return undefined
  return { count: own.length, at: line.length - behind.length }
}

/** In characters; longer is no heading. */
const LONGEST = 120
