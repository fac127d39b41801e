import { readAreas, type Area } from '../content/areas.ts'
import { databaseFile, openStore, type Store } from '../store/store.ts'
import type { Purpose } from '../store/tables.ts'
import { segmentCounts } from '../subscribers/segment-counts.ts'
import { readSegments } from '../subscribers/segments.ts'
import { secretOf } from '../subscribers/secret.ts'
import { shownCount } from '../subscribers/small-cells.ts'
import { subscriberRecord, type SubscriberRecord } from '../subscribers/subscriber-record.ts'
import { purposes } from '../subscribers/vocabulary.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { addressArgument } from './person-argument.ts'

/**
 * How many subscribers each segment reaches, small numbers hidden; or all that is stored about one
 * person. Exit codes: 0 shown, 1 nothing is stored about this address, 2 no address, 3 settings.
 */
export const subscribers: Command = {
  name: 'subscribers',
  arguments: ['[adres]'],
  options: {},
  async run(invocation) {
    const address = invocation.positionals.length === 0 ? null : addressArgument(invocation)
    if (address === undefined) return exit.usage
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const store = await openStore(databaseFile(invocation.root))
    try {
      if (address === null) return await showOverview(invocation, store)
      const record = await subscriberRecord(store, address, secretOf(config))
      if (record === undefined) {
        if (invocation.json) invocation.print(JSON.stringify({ schema: 1, ok: false }))
        invocation.tell(invocation.text.commands.people.unknown)
        return exit.blocked
      }
      if (invocation.json)
        invocation.print(JSON.stringify({ schema: 1, ok: true, address, ...record }))
      else
        printRecord(invocation, address, record, {
          zone: config.zone,
          areas: (await readAreas(invocation.root)).areas,
        })
      return exit.good
    } finally {
      await store.close()
    }
  },
}

async function showOverview(
  { root, text, json, print, tell }: Invocation,
  store: Store,
): Promise<ExitCode> {
  const { segments } = await readSegments(root)
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

function printRecord(
  { text, print }: Invocation,
  address: string,
  { profile, consents, suppressions, deliveries }: SubscriberRecord,
  { zone, areas }: { zone: string; areas: Area[] },
): void {
  const words = text.commands.people
  const moment = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ')
  const purposeName = (purpose: Purpose) => words.purposes[purpose]
  print(words.record.heading(address))
  if (profile === undefined) {
    print(words.record.noProfile)
  } else {
    for (const [key, label] of Object.entries(words.record.profile)) {
      const value = profile[key as keyof typeof words.record.profile]
      const name = key === 'area' && areas.find(({ code }) => code === value)?.name
      const shown = name || (typeof value === 'number' ? moment(value) : value?.trim())
      if (shown) print(`  ${label}: ${shown}`)
    }
    print(words.record.receives)
    for (const purpose of purposes) {
      const state = profile[purpose]
      if (state !== null) print(`  ${purposeName(purpose)}: ${words.states[state]}`)
    }
  }
  if (consents.length > 0) print(words.record.consents)
  for (const { occurred_at, event, purpose, basis, source, evidence } of consents) {
    const name = words.events[event]
    print(
      words.record.consent(
        moment(occurred_at),
        name,
        purposeName(purpose),
        words.bases[basis],
        source,
      ),
    )
    if (evidence !== null) print(words.record.evidence(evidence))
  }
  if (suppressions.length > 0) print(words.record.suppressions)
  for (const { at, scope, reason } of suppressions) {
    const what = scope === 'all' ? words.record.allPurposes : purposeName(scope)
    print(words.record.suppression(moment(at), what, words.suppressionReasons[reason]))
  }
  if (deliveries.length > 0) print(words.record.deliveries)
  for (const { issueId, state, at } of deliveries) {
    print(
      words.record.delivery(
        issueId,
        words.deliveryStates[state],
        at === null ? undefined : moment(at),
      ),
    )
  }
}
