import { isMap, isScalar, isSeq, parseDocument, stringify, type Document } from 'yaml'
import { afterLine, withItem } from '../content/block-list.ts'
import { shortSlug } from '../content/slug.ts'
import { typeset } from '../content/typography.ts'
import type { AgendaEvent } from './event.ts'
import { readAgenda } from './read-agenda.ts'

/** What somebody says of an event that is to come. */
export type NewEvent = {
  title: string
  type: string
  /** ISO local date. */
  date: string
  /** Local times such as 09:30. */
  start: string | undefined
  end: string | undefined
  place: string | undefined
}

export type WithEvent =
  | { kind: 'added'; text: string; id: string }
  /** The very same event is there. */
  | { kind: 'known'; id: string }
  /** The file cannot be read well enough to be sure of keeping what it says. */
  | { kind: 'unsure' }

const FILE = 'agenda.yaml'

/** Room for the year and a number behind it, in the 80 characters of an id. */
const SLUG_LENGTH = 60

/**
 * The text of `agenda.yaml` with one more event at the end of `events`, and not a character different
 * elsewhere: comments, quotation marks and layout are the editor's.
 */
export function withEvent(text: string, event: NewEvent): WithEvent {
  const document = parseDocument(text, { schema: 'core' })
  if (document.errors.length > 0) return { kind: 'unsure' }
  const before = readAgenda(Buffer.from(text), FILE)
  const same = before.events.find((one) => isSame(one, event))
  if (same !== undefined) return { kind: 'known', id: same.id }
  const id = freeId(event, document)
  const made = inserted(text, document, linesOf(id, event))
  if (made === undefined) return { kind: 'unsure' }
  // Whatever YAML can look like: what counts is what will be read.
  const after = readAgenda(Buffer.from(made), FILE)
  const [last, ...others] = after.events.toReversed()
  const isKept = JSON.stringify(others.toReversed()) === JSON.stringify(before.events)
  const isRead = last?.id === id && isSame(last, event) && last.type === event.type
  return isKept && isRead && after.problems.length === before.problems.length
    ? { kind: 'added', text: made, id }
    : { kind: 'unsure' }
}

function isSame(one: AgendaEvent, { title, date, start, end, place }: NewEvent): boolean {
  return (
    one.title === typeset(title) &&
    one.date === date &&
    one.start === start &&
    one.end === end &&
    one.place === (place === undefined ? undefined : typeset(place))
  )
}

/** `netwerkdag-2026`, and `netwerkdag-2026-2` where that is taken. */
function freeId({ title, type, date }: NewEvent, document: Document.Parsed): string {
  const taken = idsIn(document)
  const year = date.slice(0, 4)
  const slug = shortSlug(title, SLUG_LENGTH) || shortSlug(type, SLUG_LENGTH) || 'agenda'
  const base = slug.endsWith(`-${year}`) ? slug : `${slug}-${year}`
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}

/** Also of entries that are no event yet: somebody will mend them. */
function idsIn({ contents }: Document.Parsed): Set<unknown> {
  const events = isMap(contents) ? contents.get('events') : undefined
  return new Set(isSeq(events) ? events.items.map((item) => isMap(item) && item.get('id')) : [])
}

function linesOf(id: string, { title, type, date, start, end, place }: NewEvent): string[] {
  // With quotation marks where YAML needs them.
  const field = (name: string, value: string) =>
    stringify({ [name]: value }, { lineWidth: 0 }).trimEnd()
  return [
    `id: ${id}`,
    field('title', title),
    field('type', type),
    `date: ${date}`,
    // Without quotation marks a time is a number to some readers of YAML.
    ...(start === undefined ? [] : [`start: '${start}'`]),
    ...(end === undefined ? [] : [`end: '${end}'`]),
    ...(place === undefined ? [] : [field('place', place)]),
    'status: gepland',
  ]
}

function inserted(
  text: string,
  { contents }: Document.Parsed,
  item: readonly string[],
): string | undefined {
  if (contents !== null && !isMap(contents)) return undefined
  const pair = contents?.items.find(({ key }) => isScalar(key) && key.value === 'events')
  const lines = item.map((line, at) => `  ${at === 0 ? '- ' : '  '}${line}\n`).join('')
  if (pair === undefined) {
    const end = text === '' || text.endsWith('\n') ? '' : '\n'
    return `${text}${end}events:\n${lines}`
  }
  const { key, value } = pair
  if (isSeq(value)) {
    if (value.flow !== true) return withItem(text, value, item)
    if (value.items.length > 0) return undefined
  }
  const isEmpty = isSeq(value) || value === null || (isScalar(value) && value.value === null)
  if (!isEmpty) return undefined
  const [from, to] = value?.range ?? [key.range[1], key.range[1]]
  // An empty list in brackets makes way for one with lines.
  const kept = isSeq(value) ? `${text.slice(0, from).trimEnd()}${text.slice(to)}` : text
  const colon = kept.indexOf(':', key.range[1])
  const at = afterLine(kept, colon)
  const end = kept.slice(0, at).endsWith('\n') ? '' : '\n'
  return `${kept.slice(0, at)}${end}${lines}${kept.slice(at)}`
}
