import { readAreas } from '../content/areas.ts'
import { didYouMean } from '../did-you-mean.ts'
import type { Store } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { recordLines } from '../subscribers/record-lines.ts'
import { segmentNumbers, type Overlap, type OverlapCell } from '../subscribers/segment-numbers.ts'
import { readSegments, type Segment } from '../subscribers/segments.ts'
import { secretOf } from '../subscribers/secret.ts'
import { subscriberRecord } from '../subscribers/subscriber-record.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { addressArgument } from './person-argument.ts'
import { cellWords, printSegment } from './print-segment.ts'

/**
 * How many subscribers each segment reaches and what they share, small numbers hidden; one segment; or all that is stored about one person. Exit codes: 0 shown, 1 nothing is stored about
 * this address, 2 no such address or segment, 3 settings.
 */
export const subscribers: Command = {
  name: 'subscribers',
  arguments: ['[adres]'],
  options: {
    segment: {
      type: 'string',
      help: (text) => text.commands.people.segment.options.segment,
    },
  },
  async run(invocation) {
    const address = invocation.positionals.length === 0 ? null : addressArgument(invocation)
    if (address === undefined) return exit.usage
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const store = await openList(invocation.root)
    try {
      if (address === null) return await showSegments(invocation, store)
      const record = await subscriberRecord(store, address, secretOf(config))
      if (record === undefined) {
        if (invocation.json) invocation.print(JSON.stringify({ schema: 1, ok: false }))
        invocation.tell(invocation.text.commands.people.unknown)
        return exit.blocked
      }
      if (invocation.json)
        invocation.print(JSON.stringify({ schema: 1, ok: true, address, ...record }))
      else {
        const { areas } = await readAreas(invocation.root)
        const place = { zone: config.zone, areas, text: invocation.text }
        for (const line of recordLines(address, record, place)) invocation.print(line)
      }
      return exit.good
    } finally {
      await store.close()
    }
  },
}

async function showSegments(invocation: Invocation, store: Store): Promise<ExitCode> {
  const { root, text, tell, options } = invocation
  const { segments } = await readSegments(root)
  const asked = options['segment']
  if (typeof asked !== 'string') return showOverview(invocation, store, segments)
  const segment = segments.find(({ id }) => id === asked)
  if (segment === undefined) {
    const words = text.commands.people.export
    const ids = segments.map(({ id }) => id)
    tell(words.unknownSegment(asked, didYouMean(asked, ids)))
    tell(text.commands.whatNow(words.unknownSegmentWhatNow))
    return exit.usage
  }
  await printSegment(invocation, store, segments, segment)
  return exit.good
}

async function showOverview(
  { text, json, print, tell }: Invocation,
  store: Store,
  segments: readonly Segment[],
): Promise<ExitCode> {
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
    return exit.good
  }
  const words = text.commands.people.overview
  if (total === 0) {
    tell(words.none)
    tell(text.commands.whatNow(words.noneWhatNow))
    return exit.good
  }
  print(words.heading(cellWords(total, text)))
  print(words.segments)
  const width = Math.max(0, ...segments.map(({ id }) => id.length))
  for (const [index, { id, title }] of segments.entries()) {
    const count = cellWords(sizeOf(index), text)
    print(`  ${id.padEnd(width)}  ${count.padStart(words.cells.few.length)}  ${title}`)
  }
  if (segments.length > 1) printOverlap({ text, print }, segments, overlap)
  return exit.good
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
