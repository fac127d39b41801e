/** True for a day that exists, written as 2023-03-23. */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && exists(() => Temporal.PlainDate.from(text))
}

/** `2026-12-15T10:00` from a wall time written with a T or a space; undefined when it is none. */
export function localMoment(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})$/.exec(text)
  if (match === null) return undefined
  const moment = `${match[1]}T${match[2]}`
  return exists(() => Temporal.PlainDateTime.from(moment)) ? moment : undefined
}

/** The ISO local date in `zone` at this moment, in epoch milliseconds. */
export function localDateAt(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()
}

/** Temporal throws for a day or hour outside its calendar, such as 2023-02-30. */
function exists(make: () => unknown): boolean {
  try {
    make()
    return true
  } catch {
    return false
  }
}
