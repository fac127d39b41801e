import { formatDate } from '../render/format.ts'
import type { Text } from '../text/text.ts'

/** "dinsdag 15 december 2026, 10.00 uur", from epoch milliseconds. */
export function momentOf(at: number, zone: string, text: Text): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return text.screens.moment(
    formatDate(local.toPlainDate().toString(), text),
    text.mail.calendar.time(local.hour, local.minute),
  )
}
