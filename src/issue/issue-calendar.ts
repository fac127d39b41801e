import { icalendar } from '../agenda/icalendar.ts'
import type { Config } from '../config.ts'
import type { Text } from '../text/text.ts'
import type { Issue } from './issue.ts'

/** The events of an issue as an iCalendar file; undefined when it has none. `now` is epoch milliseconds. */
export function issueCalendar(
  { events }: Pick<Issue, 'events'>,
  { organisation, list, zone }: Pick<Config, 'organisation' | 'list' | 'zone'>,
  text: Text,
  now: number,
): string | undefined {
  if (events.length === 0) return undefined
  return icalendar(events, {
    organisation: organisation.name,
    domain: list.id,
    zone,
    now,
    text,
  })
}
