/**
 * A file as it lies on disk, line by line: each with the end it has, and the byte order mark apart.
 * Whoever edits a line cannot but keep the others, their ends and the mark.
 */
export type SourceLines = { mark: string; lines: { words: string; end: string }[] }

/**
 * One change within one line, in UTF-16 units from 0; `line` counts from 1, as in a problem. `insert`
 * may hold \n: new lines get the end of this one. With `withEnd` the end of the line goes too.
 */
export type LineEdit = { line: number; from: number; to: number; insert: string; withEnd?: true }

export function linesOf(source: string): SourceLines {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : ''
  const parts = source.slice(mark.length).split(/(\r\n|\r|\n)/)
  const lines = parts.flatMap((words, at) =>
    at % 2 === 0 ? [{ words, end: parts[at + 1] ?? '' }] : [],
  )
  return { mark, lines }
}

/** The file with these changes in it. Changes of one line may stand in any order, but not overlap. */
export function withEdits(source: string, edits: readonly LineEdit[]): string {
  const { mark, lines } = linesOf(source)
  const newLine = lines[0]?.end || '\n'
  const byLine = Map.groupBy(edits, ({ line }) => line)
  return (
    mark +
    lines
      .map(({ words, end }, at) => {
        const own = (byLine.get(at + 1) ?? []).toSorted((a, b) => b.from - a.from)
        const changed = own.reduce(
          (line, { from, to, insert }) =>
            line.slice(0, from) + insert.replaceAll('\n', end || newLine) + line.slice(to),
          words,
        )
        return own.some(({ withEnd }) => withEnd) ? changed : changed + end
      })
      .join('')
  )
}

/** The line on which the front matter ends, from 1; 0 where there is none. */
export function frontMatterEnd(lines: SourceLines['lines']): number {
  if (lines[0]?.words.trimEnd() !== '---') return 0
  return lines.findIndex(({ words }, at) => at > 0 && words.trimEnd() === '---') + 1
}
