import { readAreas } from '../content/areas.ts'
import { didYouMean } from '../did-you-mean.ts'
import type { Store } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { recordLines } from '../subscribers/record-lines.ts'
import { segmentCounts } from '../subscribers/segment-counts.ts'
import { readSegments, type Segment } from '../subscribers/segments.ts'
import { secretOf } from '../subscribers/secret.ts'
import { shownCount } from '../subscribers/small-cells.ts'
import { subscriberRecord } from '../subscribers/subscriber-record.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { addressArgument } from './person-argument.ts'
import { printSegment } from './print-segment.ts'

/**
 * How many subscribers each segment reaches, small numbers hidden; one segment with what it shares
 * with others; or all that is stored about one person. Exit codes: 0 shown, 1 nothing is stored about
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
  const counts = await segmentCounts(store, segments)
  const { all } = await store.db
    .selectFrom('subscriber')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  if (json) {
    const shown = segments.map(({ id, title, purpose }) => {
      const count = shownCount(counts.get(id) ?? 0)
      return { id, title, purpose, count: count ?? null, fewerThan: count === undefined ? 5 : null }
    })
    print(
      JSON.stringify({
        schema: 1,
        ok: true,
        subscribers: shownCount(all) ?? null,
        segments: shown,
      }),
    )
    return exit.good
  }
  const words = text.commands.people.overview
  if (all === 0) {
    tell(words.none)
    tell(text.commands.whatNow(words.noneWhatNow))
    return exit.good
  }
  const number = (count: number) =>
    shownCount(count)?.toLocaleString(text.commands.locale) ?? words.fewer
  print(words.heading(number(all)))
  print(words.segments)
  const width = Math.max(0, ...segments.map(({ id }) => id.length))
  for (const { id, title } of segments) {
    print(
      `  ${id.padEnd(width)}  ${number(counts.get(id) ?? 0).padStart(words.fewer.length)}  ${title}`,
    )
  }
  return exit.good
}
