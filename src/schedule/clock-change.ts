/** What the clocks of a zone did between two wall times: into summer time, out of it, or neither. */
export function clockChange(
  before: string,
  after: string,
  zone: string,
): 'forward' | 'back' | undefined {
  const change = offsetAt(after, zone) - offsetAt(before, zone)
  if (change === 0) return undefined
  return change > 0 ? 'forward' : 'back'
}

function offsetAt(wall: string, zone: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).offsetNanoseconds
}
