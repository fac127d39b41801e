import { icalendar } from '../../agenda/icalendar.ts'
import { problem, type Problem } from '../../problem.ts'
import { textFor } from '../../text/text.ts'
import type { CheckInput } from '../check-input.ts'
import { calendarFaults } from './calendar-faults.ts'

/** The file that readers add to their calendar holds every event in a form that calendars take. */
export function checkCalendarFile({ issue, config }: CheckInput): Problem[] {
  const [first] = issue.events
  if (first === undefined || !URL.canParse(config.publicUrl)) return []
  const source = icalendar(issue.events, {
    organisation: config.organisation.name,
    domain: new URL(config.publicUrl).hostname,
    zone: config.zone,
    now: 0,
    text: textFor(config.language),
  })
  return calendarFaults(source)
    .slice(0, 1)
    .map(({ found, line }) => problem('agenda/ics-invalid', { found, line }, { file: first.file }))
}
