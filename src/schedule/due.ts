/**
 * The moment that a wall time means in a zone.
 *
 * Where the clock goes forward, some times do not exist: 02:30 becomes 03:30 (`skipped`). Where it
 * goes back, some exist twice: the first counts (`doubled`). That is Temporal's `compatible`, and
 * an editor should hear of it.
 */
export type Due =
  | {
      kind: 'ok'
      /** Epoch milliseconds. */
      at: number
      note?: 'skipped' | 'doubled'
      /** The wall time that clocks will really show, as written unless it was skipped. */
      local: string
    }
  | { kind: 'refused' }

/** `wall` is `YYYY-MM-DDTHH:MM`; `zone` an IANA name, because a fixed offset loses summer time. */
export function dueAt(wall: string, zone: string): Due {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(wall)) return { kind: 'refused' }
  if (!/^[A-Za-z]/.test(zone)) return { kind: 'refused' }
  try {
    const plain = Temporal.PlainDateTime.from(wall, { overflow: 'reject' })
    const moment = plain.toZonedDateTime(zone, { disambiguation: 'compatible' })
    const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
    const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
    const local = moment.toPlainDateTime().toString({ smallestUnit: 'minute' })
    const at = moment.epochMilliseconds
    if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'ok', at, local }
    const exists = moment.toPlainDateTime().equals(plain)
    return { kind: 'ok', at, note: exists ? 'doubled' : 'skipped', local }
  } catch (error) {
    // A day or a zone that does not exist.
    if (error instanceof RangeError) return { kind: 'refused' }
    throw error
  }
}
