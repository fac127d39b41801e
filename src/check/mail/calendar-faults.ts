export type CalendarFault = { line: number; found: string }

/**
 * What a calendar would stumble over in an iCalendar file (RFC 5545): lines longer than 75 octets,
 * line ends, events without a name of their own or a moment, and times that depend on a zone the
 * file does not bring.
 */
export function calendarFaults(source: string): CalendarFault[] {
  const faults: CalendarFault[] = []
  const lines = source.split('\r\n')
  const zones = new Set([...source.matchAll(/^TZID:(.+)\r$/gm)].map(([, zone]) => zone))
  const uids = new Set<string>()
  let event: Map<string, number> | undefined
  for (const [at, line] of lines.entries()) {
    const report = (found: string) => faults.push({ line: at + 1, found: found.slice(0, 60) })
    if (Buffer.byteLength(line) > 75) report(line)
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\n-\u001f\u007f]/.test(line)) report(line.trim())
    const [, name = '', parameters = '', value = ''] =
      /^([A-Z-]+)((?:;[^:]{0,200})?):(.*)$/.exec(line) ?? []
    if (line === 'BEGIN:VEVENT') event = new Map()
    if (event !== undefined && name !== '') event.set(name, at)
    if (line === 'END:VEVENT') {
      for (const needed of ['UID', 'DTSTAMP', 'DTSTART']) if (!event?.has(needed)) report(needed)
      event = undefined
    }
    if (name === 'UID') {
      if (uids.has(value) || !/^[^\s@]+@[^\s@]+$/.test(value)) report(line)
      uids.add(value)
    }
    if (name === 'DTSTAMP' && !isUtc(value)) report(line)
    if (name === 'DTSTART' || name === 'DTEND') {
      const zone = /;TZID=([^;:]+)/.exec(parameters)?.[1]
      const isDay = parameters.includes(';VALUE=DATE') && /^\d{8}$/.test(value)
      if (!isDay && !isUtc(value) && !zones.has(zone)) report(line)
    }
  }
  return faults
}

function isUtc(value: string): boolean {
  return /^\d{8}T\d{6}Z$/.test(value)
}
