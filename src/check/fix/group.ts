import type { Problem } from '../../problem.ts'
import type { Fix } from './fix.ts'
import type { SourceLines } from './source-lines.ts'

/** By field, the two lines that an address or a file name belongs on, and which of them waits for words. */
const groups: Record<string, { value: string; words: string; first: 'value' | 'words' }> = {
  link: { value: 'url', words: 'text', first: 'words' },
  image: { value: 'src', words: 'alt', first: 'value' },
}

/** `image: haven.png` -> `image:` with `src: haven.png` and `alt: ` on lines of their own below it. */
export function groupFix(lines: SourceLines['lines'], found: Problem): Fix | undefined {
  const { line = 0, column = 1, values } = found
  const group = groups[String(values['field'])]
  const words = lines[line - 1]?.words ?? ''
  const value = words.slice(column - 1).trimEnd()
  const before = new RegExp(`^${String(values['field'])}:[ \\t]+$`).test(words.slice(0, column - 1))
  if (group === undefined || !before || !/^(['"]?)[^\s'"#[{]+\1$/.test(value)) return undefined
  const own = `  ${group.value}: ${value}`
  const waiting = `  ${group.words}: `
  const order = group.first === 'value' ? [own, waiting] : [waiting, own]
  const from = words.slice(0, column - 1).trimEnd().length
  return {
    kind: 'group',
    edits: [{ line, from, to: words.length, insert: `\n${order.join('\n')}` }],
    caret: { line: line + 1 + order.indexOf(waiting), column: waiting.length + 1 },
  }
}
