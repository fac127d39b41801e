import type { Problem } from '../../problem.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

/** `##Kop`, `Kop##` and `Kop ##` -> `## Kop`, where the line holds nothing else than the heading. */
export function looseMarksEdits(
  lines: SourceLines['lines'],
  { line = 0, values }: Problem,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  const [, indent = '', text = ''] = /^( {0,3})[# \t]*([^#\s].*?)[# \t]*$/.exec(words) ?? []
  const marks = '#'.repeat(Number(values['level']))
  // The marks of a quote or a list come first: what is to become of those is for the author.
  if (
    !words.includes(String(values['found'])) ||
    text === '' ||
    /^(?:[>|*+-]|\d+[.)])/.test(text)
  ) {
    return []
  }
  return [{ line, from: indent.length, to: words.length, insert: `${marks} ${text}` }]
}

/** `# Kop` -> `## Kop`, and a heading that is underlined with `=` gets the `-` of the second level. */
export function headingEdits(
  lines: SourceLines['lines'],
  { line = 0, column = 1 }: Problem,
  level: number,
): LineEdit[] {
  const words = lines[line - 1]?.words ?? ''
  // Everything before the words: the marks of a quote or list it stands in, then its own.
  const marks = /(#{1,6})[ \t]+$/.exec(words.slice(0, column - 1))
  if (marks?.[1] !== undefined) {
    return [
      { line, from: marks.index, to: marks.index + marks[1].length, insert: '#'.repeat(level) },
    ]
  }
  const below = lines[line]?.words ?? ''
  const underline = /=+(?=[ \t]*$)/.exec(below)
  if (level !== 2 || underline === null || /[^\s>=]/.test(below)) return []
  const [run] = underline
  // Three at least: two hyphens would do for a heading, but look like a dash.
  const insert = '-'.repeat(Math.max(3, run.length))
  return [{ line: line + 1, from: underline.index, to: underline.index + run.length, insert }]
}
