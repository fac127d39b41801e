import { formatDate, formatTime } from '../render/format.ts'
import type { Text } from '../text/text.ts'

/** "dinsdag 15 december 2026, 10.00 uur" from epoch milliseconds. */
export function momentWords(at: number, zone: string, text: Text): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return text.screens.moment(
    formatDate(local.toPlainDate().toString(), text),
    text.mail.calendar.time(local.hour, local.minute),
  )
}

/** "10.42 uur" */
export function clockWords(at: number, zone: string, text: Text): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return text.mail.calendar.time(local.hour, local.minute)
}

/** The same of a wall time, `YYYY-MM-DDTHH:MM`. */
export function wallWords(wall: string, text: Text): string {
  return text.screens.moment(
    formatDate(wall.slice(0, 10), text),
    formatTime(wall.slice(11, 16), text),
  )
}
