import { readAcceptances } from '../content/acceptance.ts'
import { isRefusal, targetFindings } from '../content/link.ts'
import { readSource } from '../content/source-text.ts'
import { typeset } from '../content/typography.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import { readYaml, type Fields } from '../yaml-fields.ts'
import type { AgendaEvent } from './event.ts'
import { isLocalDate } from './local-date.ts'

/**
 * `newsletters/agenda.yaml` -> its events, in the order of the file. An entry that cannot be an
 * event (no id, no title, no such day) is left out with a problem at its own line; the rest stays.
 */
export function readAgenda(
  bytes: Buffer,
  file: string,
): { events: AgendaEvent[]; problems: Problem[] } {
  const { text, problems: unseen } = readSource(bytes, file)
  if (text === undefined) return { events: [], problems: unseen }
  const { fields, problems } = readYaml(text, file)
  problems.unshift(...unseen)
  if (fields === undefined) return { events: [], problems }
  const read = fields.maps('events').flatMap((entry) => eventOf(entry, file) ?? [])
  fields.close()
  const { events, duplicates } = unique(read)
  return { events: events.map(({ event }) => event), problems: [...problems, ...duplicates] }
}

type ReadEvent = { event: AgendaEvent; idPlace: Place }

function eventOf(fields: Fields, file: string): ReadEvent | undefined {
  const id = eventId(fields)
  const title = fields.text('title', { required: true })
  const type = fields.text('type', { required: true })
  const date = day(fields, 'date', true)
  const { start, end } = times(fields)
  const partOfDay = fields.choice('part_of_day', ['ochtend', 'middag', 'avond'] as const)
  const status = fields.choice('status', [
    'gepland',
    'bevestigd',
    'verplaatst',
    'geannuleerd',
  ] as const)
  const movedFrom = fields.texts('moved_from').filter(({ value }) => {
    if (isLocalDate(value)) return true
    fields.wrong('moved_from', 'date')
    return false
  })
  if (status === 'verplaatst' && !fields.has('moved_from')) {
    fields.report('frontmatter/field-missing', { field: 'moved_from' })
  }
  const whole = fields.place()
  const event = {
    file,
    line: whole.line ?? 1,
    type: type ?? '',
    start,
    end,
    partOfDay: partOfDay && partsOfDay[partOfDay],
    place: printed(fields, 'place'),
    url: webAddress(fields),
    state: states[status ?? 'gepland'],
    movedFrom: movedFrom.map(({ value }) => value),
    reason: printed(fields, 'reason'),
    sources: fields.maps('sources').flatMap((source) => sourceOf(source)),
    sequence: sequence(fields),
    accepted: readAcceptances(fields),
  }
  if (id === undefined || title === undefined || date === undefined) return undefined
  return { event: { id, title: typeset(title), date, ...event }, idPlace: fields.place('id') }
}

const partsOfDay = { ochtend: 'morning', middag: 'afternoon', avond: 'evening' } as const
const states = {
  gepland: 'planned',
  bevestigd: 'confirmed',
  verplaatst: 'moved',
  geannuleerd: 'cancelled',
} as const

/** Text as readers see it: with printed quotation marks. */
function printed(fields: Fields, key: string): string | undefined {
  const found = fields.text(key)
  return found === undefined ? undefined : typeset(found)
}

/** Becomes the UID in readers' calendars and the name in `issue.md`: plain, so that it can stay. */
function eventId(fields: Fields): string | undefined {
  const id = fields.text('id', { required: true })
  if (id === undefined || /^[a-z0-9][a-z0-9-]{0,79}$/.test(id)) return id
  fields.wrong('id', 'name')
  return undefined
}

function day(fields: Fields, key: string, required: boolean): string | undefined {
  const found = fields.text(key, { required })
  if (found === undefined || isLocalDate(found)) return found
  fields.wrong(key, 'date')
  return undefined
}

function times(fields: Fields): Pick<AgendaEvent, 'start' | 'end'> {
  const start = time(fields, 'start')
  const end = time(fields, 'end')
  if (end === undefined) return { start, end }
  if (start === undefined) {
    if (!fields.has('start')) fields.report('frontmatter/field-missing', { field: 'start' }, 'end')
    return { start, end: undefined }
  }
  // Both are hh:mm, so they compare as text.
  if (end > start) return { start, end }
  fields.report('agenda/time-order', { found: fields.text('title') ?? '', start, end }, 'end')
  return { start, end: undefined }
}

function time(fields: Fields, key: string): string | undefined {
  const found = fields.text(key)
  if (found === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(found)) return found
  fields.wrong(key, 'time')
  return undefined
}

function webAddress(fields: Fields): string | undefined {
  const found = fields.text('url')
  if (found === undefined) return undefined
  const findings = targetFindings(found)
  for (const { code, values } of findings) fields.report(code, values, 'url')
  if (findings.some(isRefusal)) return undefined
  if (/^https?:/i.test(found)) return found
  fields.wrong('url', 'url')
  return undefined
}

function sequence(fields: Fields): number {
  const found = fields.number('sequence') ?? 0
  // RFC 5545, 3.8.7.4: a non-negative integer.
  if (Number.isInteger(found) && found >= 0 && found < 2 ** 31) return found
  fields.wrong('sequence', 'number')
  return 0
}

function sourceOf(fields: Fields): AgendaEvent['sources'] {
  const line = fields.number('line')
  const title = fields.text('title')
  const date = fields.text('date', { required: true })
  if (date === undefined) return []
  if (!isLocalDate(date) && !/^\d{4}-(0[1-9]|1[0-2])$/.test(date)) {
    fields.wrong('date', 'date')
    return []
  }
  return [{ line, date, title, at: fields.place().line ?? 1 }]
}

/** The first event keeps its id; what comes later under the same id is left out and named. */
function unique(read: ReadEvent[]): { events: ReadEvent[]; duplicates: Problem[] } {
  const seen = new Map<string, AgendaEvent>()
  const duplicates: Problem[] = []
  const events = read.filter(({ event, idPlace }) => {
    const first = seen.get(event.id)
    if (first === undefined) {
      seen.set(event.id, event)
      return true
    }
    const values = { found: event.id, line: first.line }
    duplicates.push(problem('agenda/event-duplicate', values, idPlace))
    return false
  })
  return { events, duplicates }
}
