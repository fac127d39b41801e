import type { Text } from '../text/text.ts'
import type { AgendaEvent } from './event.ts'

/**
 * The events as one iCalendar file (RFC 5545) that a reader adds to their own calendar. Written by
 * hand: of two packages tried, one let event times depend on the server's time zone and the other
 * folded by characters, which gave a line of 135 octets.
 *
 * @param about.domain makes each UID unique in the world: `<event id>@<domain>`
 * @param about.zone IANA name of the zone in which the events' local times are meant
 * @param about.now epoch milliseconds
 */
export function icalendar(
  events: AgendaEvent[],
  about: { organisation: string; domain: string; zone: string; now: number; text: Text },
): string {
  const organisation = escape(about.organisation)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${organisation}//Rondbrief//NL`,
    // PUBLISH offers; REQUEST would make invitees of readers (RFC 5546, 3.2).
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${organisation}`,
    ...events.flatMap((event) => eventLines(event, about)),
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('')
}

function eventLines(
  event: AgendaEvent,
  about: { domain: string; zone: string; now: number; text: Text },
): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}@${about.domain}`,
    `DTSTAMP:${utc(Temporal.Instant.fromEpochMilliseconds(about.now))}`,
    `SEQUENCE:${event.sequence}`,
    ...whenLines(event, about.zone),
    `SUMMARY:${escape(summary(event, about.text))}`,
    ...(event.place === undefined ? [] : [`LOCATION:${escape(event.place)}`]),
    ...(event.reason === undefined ? [] : [`DESCRIPTION:${escape(event.reason)}`]),
    // A URI is not escaped as text is (RFC 5545, 3.3.13); URL writes it without anything odd.
    ...(event.url === undefined ? [] : [`URL:${new URL(event.url).href}`]),
    `STATUS:${statuses[event.state]}`,
    'END:VEVENT',
  ]
}

const statuses: Record<AgendaEvent['state'], string> = {
  planned: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  moved: 'CONFIRMED',
  cancelled: 'CANCELLED',
}

function summary({ title, date, start, partOfDay }: AgendaEvent, text: Text): string {
  if (start !== undefined || partOfDay === undefined) return title
  const { weekdays, partOfWeekday } = text.mail.calendar
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? ''
  return `${title} (${partOfWeekday(weekday, partOfDay)})`
}

/**
 * Without a clock time it is an all-day entry that leaves the reader's day free: a part of the day
 * is said in words, never turned into hours that nobody named.
 */
function whenLines(event: AgendaEvent, zone: string): string[] {
  if (event.start === undefined) {
    const date = Temporal.PlainDate.from(event.date)
    return [
      `DTSTART;VALUE=DATE:${compact(date)}`,
      // The end of an all-day entry is exclusive (RFC 5545, 3.6.1).
      `DTEND;VALUE=DATE:${compact(date.add({ days: 1 }))}`,
      'TRANSP:TRANSPARENT',
    ]
  }
  const start = instant(event.date, event.start, zone)
  const end = event.end === undefined ? undefined : instant(event.date, event.end, zone)
  // In the hour that a clock change skips, a start can fall after its end; then there is no end.
  const hasEnd = end !== undefined && Temporal.Instant.compare(start, end) < 0
  return [`DTSTART:${utc(start)}`, ...(hasEnd ? [`DTEND:${utc(end)}`] : [])]
}

function instant(date: string, time: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant()
}

function utc(at: Temporal.Instant): string {
  return at.round('second').toString().replaceAll(/[-:]/g, '')
}

function compact(date: Temporal.PlainDate): string {
  return date.toString().replaceAll('-', '')
}

/** RFC 5545, 3.3.11: TEXT has no control characters, and four characters are escaped. */
function escape(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replaceAll(/[\\;,]/g, String.raw`\$&`)
      .replaceAll('\n', String.raw`\n`)
  )
}

/** RFC 5545, 3.1: at most 75 octets a line, the leading space of a continuation included. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  // By code point, so that no character is cut in two.
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
