import type { Store } from '../store/store.ts'
import { segmentNumbers, type Overlap, type OverlapCell } from '../subscribers/segment-numbers.ts'
import type { Segment } from '../subscribers/segments.ts'
import type { Invocation } from './command.ts'
import { cellWords } from './print-segment.ts'

/** How many there are, whom each segment reaches, and what they share. */
export async function printOverview(
  { text, json, print, tell }: Invocation,
  store: Store,
  segments: readonly Segment[],
): Promise<void> {
  const { total, overlap } = await segmentNumbers(store, segments)
  const sizeOf = (index: number) => overlap[index]?.[index] ?? 0
  if (json) {
    const shown = segments.map(({ id, title, purpose }, index) => {
      const count = sizeOf(index)
      return {
        id,
        title,
        purpose,
        count: typeof count === 'number' ? count : null,
        fewerThan: count === 'few' ? 5 : null,
      }
    })
    const all = typeof total === 'number' ? total : null
    print(JSON.stringify({ schema: 1, ok: true, subscribers: all, segments: shown, overlap }))
    return
  }
  const words = text.commands.people.overview
  if (total === 0) {
    tell(words.none)
    tell(text.commands.whatNow(words.noneWhatNow))
    return
  }
  print(words.heading(cellWords(total, text)))
  print(words.segments)
  const width = Math.max(0, ...segments.map(({ id }) => id.length))
  for (const [index, { id, title }] of segments.entries()) {
    const count = cellWords(sizeOf(index), text)
    print(`  ${id.padEnd(width)}  ${count.padStart(words.cells.few.length)}  ${title}`)
  }
  if (segments.length > 1) printOverlap({ text, print }, segments, overlap)
}

/** A row and a column for every segment, numbered, because their names do not fit above a column. */
function printOverlap(
  { text, print }: Pick<Invocation, 'text' | 'print'>,
  segments: readonly Segment[],
  overlap: Overlap,
): void {
  const words = text.commands.people.overview
  const short = (cell: OverlapCell) =>
    typeof cell === 'number' ? cell.toLocaleString(text.commands.locale) : words.short[cell]
  const cells = overlap.map((row) => row.map(short))
  const wide = Math.max(...cells.flat().map(({ length }) => length), String(segments.length).length)
  const width = Math.max(...segments.map(({ id }) => id.length))
  const line = (name: string, row: readonly string[]) =>
    `  ${name}${row.map((cell) => `  ${cell.padStart(wide)}`).join('')}`
  const number = (index: number) => String(index + 1).padStart(String(segments.length).length)
  print(words.overlap)
  print(
    line(
      ' '.repeat(number(0).length + 1 + width),
      segments.map((_, index) => number(index).trim()),
    ),
  )
  for (const [index, { id }] of segments.entries()) {
    print(line(`${number(index)} ${id.padEnd(width)}`, cells[index] ?? []))
  }
  const marks = new Set(overlap.flat().filter((cell) => typeof cell !== 'number'))
  for (const mark of marks) print(`  ${words.short[mark]}: ${words.cells[mark]}`)
}
