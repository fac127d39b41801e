import { spoiltFence } from '../../content/front-matter.ts'
import { fieldsBelow } from '../../content/field-lines.ts'
import type { Problem } from '../../problem.ts'
import { faultyLines } from './faulty-lines.ts'
import type { Fix } from './fix.ts'
import { frontMatterEnd, type LineEdit, type SourceLines } from './source-lines.ts'

type Lines = SourceLines['lines']

/** The first line below the fields that was meant as a fence, or a new one below the last of them. */
export function closingFix(lines: Lines, { values }: Problem): Fix {
  const at = lines.findIndex(({ words }, index) => index > 0 && spoiltFence.test(words))
  if (at !== -1) {
    const to = lines[at]?.words.length ?? 0
    return { kind: 'fence', edits: [{ line: at + 1, from: 0, to, insert: '---' }] }
  }
  const line = Number(values['line'] ?? 0)
  const words = lines[line - 1]?.words
  if (words === undefined || faulty(lines.slice(1, line)) > 0) return { kind: 'close', edits: [] }
  return { kind: 'close', suggestion: String(line), edits: [fenceBelow(line, words)] }
}

/** The fence comes right below the data; the one below the text goes, unless it may be a rule there. */
export function lateFix(lines: Lines, { values }: Problem): Fix {
  const line = Number(values['line'])
  const at = Number(values['at'])
  const [words, old] = [lines[line - 1]?.words, lines[at - 1]?.words]
  if (words === undefined || old?.trimEnd() !== '---') return { kind: 'close', edits: [] }
  const insert = fenceBelow(line, words)
  const isRule =
    lines[at - 2]?.words.trim() === '' && lines.slice(at).some((after) => after.words.trim() !== '')
  const gone: LineEdit = { line: at, from: 0, to: old.length, insert: '', withEnd: true }
  return { kind: 'close', suggestion: String(line), edits: isRule ? [insert] : [insert, gone] }
}

/** Fields at the top of the text go up, above the closing fence; with them a fence of their own goes. */
export function belowFix(lines: Lines): Fix | undefined {
  const close = frontMatterEnd(lines)
  const below = lines.slice(close).map(({ words }) => words)
  const found = close === 0 ? undefined : fieldsBelow(below)
  if (found === undefined) return undefined
  const moved = below.slice(found.from, found.to).filter((words) => words.trim() !== '')
  const own = lines.slice(1, close - 1)
  const together = [...own, ...moved.map((words) => ({ words, end: '\n' }))]
  // A field that is there twice is a fault too: which of them is right is for the author.
  if (faulty(together) > faulty(own)) return undefined
  const isFence = below[found.to]?.trimEnd() === '---'
  const gone = lines.slice(close + found.from, close + found.to + (isFence ? 1 : 0))
  const edits = gone.map(({ words }, at): LineEdit => {
    const line = close + found.from + at + 1
    return { line, from: 0, to: words.length, insert: '', withEnd: true }
  })
  const insert = `${moved.join('\n')}\n`
  return { kind: 'inside', edits: [{ line: close, from: 0, to: 0, insert }, ...edits] }
}

function fenceBelow(line: number, words: string): LineEdit {
  return { line, from: words.length, to: words.length, insert: '\n---' }
}

function faulty(lines: Lines): number {
  return faultyLines(lines.map(({ words }) => words).join('\n')).length
}
