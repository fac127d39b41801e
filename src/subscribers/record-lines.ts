import type { Area } from '../content/areas.ts'
import type { Purpose } from '../store/tables.ts'
import type { Text } from '../text/text.ts'
import type { SubscriberRecord } from './subscriber-record.ts'
import { purposes } from './vocabulary.ts'

/** One person's record as lines of text, for a terminal and for their own download. */
export function recordLines(
  address: string,
  { profile, consents, suppressions, deliveries, notices }: SubscriberRecord,
  { text, zone, areas }: { text: Text; zone: string; areas: readonly Area[] },
): string[] {
  const lines: string[] = []
  const words = text.commands.people
  const moment = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ')
  const purposeName = (purpose: Purpose) => words.purposes[purpose]
  lines.push(words.record.heading(address))
  if (profile === undefined) {
    lines.push(words.record.noProfile)
  } else {
    for (const [key, label] of Object.entries(words.record.profile)) {
      const value = profile[key as keyof typeof words.record.profile]
      const name = key === 'area' && areas.find(({ code }) => code === value)?.name
      const shown = name || (typeof value === 'number' ? moment(value) : value?.trim())
      if (shown) lines.push(`  ${label}: ${shown}`)
    }
    lines.push(words.record.receives)
    for (const purpose of purposes) {
      const state = profile[purpose]
      if (state !== null) lines.push(`  ${purposeName(purpose)}: ${words.states[state]}`)
    }
  }
  if (consents.length > 0) lines.push(words.record.consents)
  for (const { occurred_at, event, purpose, basis, source, evidence } of consents) {
    const name = words.events[event]
    lines.push(
      words.record.consent(
        moment(occurred_at),
        name,
        purposeName(purpose),
        words.bases[basis],
        source,
      ),
    )
    if (evidence !== null) lines.push(words.record.evidence(evidence))
  }
  if (suppressions.length > 0) lines.push(words.record.suppressions)
  for (const { at, scope, reason } of suppressions) {
    const what = scope === 'all' ? words.record.allPurposes : purposeName(scope)
    lines.push(words.record.suppression(moment(at), what, words.suppressionReasons[reason]))
  }
  if (deliveries.length > 0) lines.push(words.record.deliveries)
  for (const { issueId, state, at } of deliveries) {
    lines.push(
      words.record.delivery(
        issueId,
        words.deliveryStates[state],
        at === null ? undefined : moment(at),
      ),
    )
  }
  if (notices.length > 0) lines.push(words.record.notices)
  for (const { kind, created_at } of notices) {
    lines.push(words.record.notice(moment(created_at), words.noticeKinds[kind]))
  }
  return lines
}
