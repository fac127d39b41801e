import type { Problem } from '../../problem.ts'
import { faultsAfter } from './faulty-lines.ts'
import type { Fix } from './fix.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/**
 * A field that spaces made a part of another: `title` below `link`. Its line goes above that one,
 * without the spaces. Only where it has one line and the whole then reads.
 */
export function outdentFix(lines: SourceLines['lines'], found: Problem): Fix | undefined {
  const { line = 0, values } = found
  const words = lines[line - 1]?.words ?? ''
  const own = /^[ \t]+(?=[a-z_]+:)/.exec(words)?.[0]
  const into = String(values['found'])
  const outer = lines.slice(0, line).findLastIndex(({ words: w }) => w.startsWith(`${into}:`)) + 1
  if (own === undefined || outer === 0 || goesOn(lines[line]?.words, own)) return undefined
  const edits: LineEdit[] = [
    { line: outer, from: 0, to: 0, insert: `${words.trim()}\n` },
    { line, from: 0, to: words.length, insert: '', withEnd: true },
  ]
  if (faultsAfter(lines, edits).length > 0) return undefined
  return { kind: 'outdent', suggestion: into, edits }
}

/** The next line is part of its value. */
function goesOn(next: string | undefined, own: string): boolean {
  return next !== undefined && next.startsWith(own) && /^[ \t-]/.test(next.slice(own.length))
}
