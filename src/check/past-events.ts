import type { AgendaEvent } from '../agenda/event.ts'
import type { Issue } from '../issue/issue.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { issueDate } from './issue-date.ts'

/** The agenda invites: what is over when the issue leaves has no place in it. */
export function checkPastEvents({ issue }: CheckInput): Problem[] {
  const date = issueDate(issue)
  return date === undefined ? [] : pastEvents(issue, date)
}

/** The same for any ISO date on which it might leave. */
export function pastEvents(issue: Pick<Issue, 'agenda' | 'events'>, date: string): Problem[] {
  const past = issue.events
    .filter((event) => event.state !== 'cancelled' && event.date < date)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const [first, ...others] = past
  if (first === undefined) return []
  const values = { found: first.title, date: first.date, count: past.length }
  const named = others.slice(0, NAMED).map(({ title }) => title)
  const more = {
    ...(named.length > 0 && { others: named.join(', ') }),
    ...(others.length > NAMED && { rest: others.length - NAMED }),
  }
  return [problem('agenda/event-past', { ...values, ...more }, placeOf(first, issue))]
}

/** How many a message names beside the first. */
const NAMED = 2

/** Where the issue asks for it; a text may ask for it too. */
function placeOf(event: AgendaEvent, { agenda }: Pick<Issue, 'agenda'>) {
  const listed = agenda.find(({ value }) => value === event.id)
  return listed?.place ?? { file: event.file, line: event.line, column: 1 }
}
