import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** `titel:` -> `title:`, unless that field is there already: then the author must choose. */
export function renameEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1 }: Problem,
  key: string,
  suggestion: string,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const from = column - 1
  const isKey = words.startsWith(key, from) && /^\s*:(?:\s|$)/.test(words.slice(from + key.length))
  if (!isKey || siblings(lines, line, from).includes(suggestion)) return []
  return [{ line, from, to: from + key.length, insert: suggestion }]
}

/** The other keys of the same mapping: those at the same depth, up and down until it ends. */
function siblings(lines: SourceLines['lines'], line: number, depth: number): string[] {
  const keys: string[] = []
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 1 && at <= lines.length; at += step) {
      const words = lines[at - 1]?.words ?? ''
      const [, before = '', key = ''] = /^(\s*(?:- )?)([^\s:]+):(?:\s|$)/.exec(words) ?? []
      const own = /^(\s*)/.exec(words)?.[0].length ?? 0
      if (words.trim() !== '' && own < depth && before.length < depth) break
      if (step === 1 && before.length === depth && before.trim() === '-') break
      if (words.trimEnd() === '---') break
      if (before.length === depth) keys.push(key)
      if (step === -1 && before.length === depth && before.trim() === '-') break
    }
  }
  return keys
}
