import type { Purpose, SubscriberRow } from '../store/tables.ts'
import { formatList } from '../render/format.ts'
import type { Text } from '../text/text.ts'
import { choicesOf } from './choices.ts'
import type { RecordNames } from './record-names.ts'
import { roleName } from './role-name.ts'
import type { SubscriberRecord } from './subscriber-record.ts'
import { purposes } from './vocabulary.ts'

/** One part of somebody's record in words. */
export type RecordPart = { heading: string; lines: RecordLine[] }

export type RecordLine =
  | { kind: 'said'; words: string }
  | { kind: 'fact'; label: string; value: string }
  /** What happened or was sent, by its moment or its issue; `more` is about the same. */
  | { kind: 'event'; label: string; value: string; more?: string }

/** `moment` shows a time; without it, as `2023-03-01 13:00`. */
type Place = {
  text: Text
  names: RecordNames
  zone: string
  moment?: (at: number) => string
}

/** One person's record as lines of text, for a terminal and for their own download. */
export function recordLines(address: string, record: SubscriberRecord, place: Place): string[] {
  const words = place.text.commands.people.record
  const [profile, ...parts] = recordParts(record, place)
  return [
    words.heading(address),
    ...(profile?.lines.flatMap(lineWords) ?? []),
    ...parts.flatMap(({ heading, lines }) => [`${heading}:`, ...lines.flatMap(lineWords)]),
  ]
}

/** All of it, the profile first; without what nothing is stored of. */
export function recordParts(record: SubscriberRecord, place: Place): RecordPart[] {
  const { text } = place
  const moment = momentOf(place)
  const { consents, suppressions, deliveries, notices, themeMoves } = record
  const words = text.commands.people
  const shown = words.record
  const nameOf = (purpose: Purpose) => words.purposes[purpose]
  const parts: RecordPart[] = [
    ...profileParts(record, place),
    {
      heading: shown.consents,
      lines: consents.map(({ occurred_at: at, event, purpose, basis, source, evidence }) => ({
        kind: 'event',
        label: moment(at),
        value: shown.consent(nameOf(purpose), words.events[event], words.bases[basis], source),
        ...(evidence !== null && { more: shown.evidence(evidence) }),
      })),
    },
    {
      heading: shown.suppressions,
      lines: suppressions.map(({ at, scope, reason }) => {
        const what = scope === 'all' ? shown.allPurposes : nameOf(scope)
        const value = shown.suppression(what, words.suppressionReasons[reason])
        return { kind: 'event', label: moment(at), value }
      }),
    },
    {
      heading: shown.deliveries,
      lines: deliveries.map(({ issueId, state, at }) => {
        const sentAt = at === null ? undefined : moment(at)
        const value = shown.delivery(words.deliveryStates[state], sentAt)
        return { kind: 'event', label: issueId, value }
      }),
    },
    {
      heading: shown.notices,
      lines: notices.map(({ kind, created_at: at }) => ({
        kind: 'event',
        label: moment(at),
        value: words.noticeKinds[kind],
      })),
    },
    {
      heading: shown.themeMoves,
      lines: themeMoves.map(({ label, successors }) => ({
        kind: 'fact',
        label,
        value: formatList(successors, text),
      })),
    },
  ]
  return parts.filter(({ lines }) => lines.length > 0)
}

function lineWords(line: RecordLine): string[] {
  switch (line.kind) {
    case 'said':
      return [`  ${line.words}`]
    case 'fact':
      return [`  ${line.label}: ${line.value}`]
    case 'event': {
      const more =
        line.more === undefined ? [] : [`${' '.repeat(line.label.length + 4)}${line.more}`]
      return [`  ${line.label}  ${line.value}`, ...more]
    }
  }
}

function profileParts({ profile }: SubscriberRecord, place: Place): RecordPart[] {
  const { text } = place
  const words = text.commands.people
  const heading = words.record.about
  if (profile === undefined) {
    return [{ heading, lines: [{ kind: 'said', words: words.record.noProfile }] }]
  }
  const lines = Object.entries(words.record.profile).flatMap(([key, label]): RecordLine[] => {
    const value = factOf(key as keyof typeof words.record.profile, profile, place)
    return value === '' ? [] : [{ kind: 'fact', label, value }]
  })
  const received = purposes.flatMap((purpose): RecordLine[] => {
    const state = profile[purpose]
    if (state === null) return []
    return [{ kind: 'fact', label: words.purposes[purpose], value: words.states[state] }]
  })
  return [
    { heading, lines },
    { heading: words.record.receives, lines: received },
  ]
}

type ProfileFact = keyof Text['commands']['people']['record']['profile']

/** As the person calls it: no codes and ids. Empty: not known. */
function factOf(fact: ProfileFact, profile: SubscriberRow, place: Place): string {
  const { text, names } = place
  const chosen = choicesOf(profile.choices)
  switch (fact) {
    case 'area':
      return names.areas.find(({ code }) => code === profile.area)?.name ?? profile.area ?? ''
    case 'role':
      return profile.role === null ? '' : roleName(profile.role, text)
    case 'language':
      return text.commands.people.record.languages[profile.language]
    case 'themes':
      return labelsOf(chosen.theme, names.themes)
    case 'networks':
      return labelsOf(chosen.network, names.networks)
    case 'partners':
      return labelsOf(
        chosen.partner,
        names.partners.map(({ id, name }) => ({ id, label: name })),
      )
    case 'name':
    case 'organisation':
    case 'organisation_type':
      return profile[fact] ?? ''
    case 'role_confirmed_at':
    case 'role_asked_at':
    case 'created_at':
    case 'changed_at': {
      const at = profile[fact]
      return at === null ? '' : momentOf(place)(at)
    }
  }
}

function labelsOf(ids: readonly string[], of: RecordNames['themes']): string {
  return ids.map((one) => of.find(({ id }) => id === one)?.label ?? one).join(', ')
}

function momentOf({ zone, moment }: Place): (at: number) => string {
  return moment ?? ((at) => minuteAt(at, zone))
}

function minuteAt(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
}
