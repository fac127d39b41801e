import type { AgendaEvent } from '../agenda/event.ts'
import type { Context } from './context.ts'

/**
 * The issue and its events as JSON-LD (schema.org `NewsArticle` and `Event`), ready to stand in a
 * script element. Only what the issue says: no dates or places are guessed.
 */
export function linkedData(context: Context): string {
  const { issue, config, links } = context
  const publisher = {
    '@type': 'Organization',
    name: config.organisation.name,
    url: config.organisation.website,
  }
  const article = {
    '@type': 'NewsArticle',
    '@id': links.issue,
    headline: issue.title,
    description: issue.preheader,
    inLanguage: config.language,
    publisher,
    ...(issue.sendAt !== undefined && { datePublished: issue.sendAt.slice(0, 10) }),
  }
  const events = issue.events.map((event) => eventData(event, publisher))
  const graph = { '@context': 'https://schema.org', '@graph': [article, ...events] }
  // Inside a script element `<` could end it, and the two line separators are no JavaScript strings.
  return JSON.stringify(graph).replaceAll(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function eventData(event: AgendaEvent, organizer: object): object {
  const at = (time: string | undefined) =>
    time === undefined ? event.date : `${event.date}T${time}`
  return {
    '@type': 'Event',
    name: event.title,
    startDate: at(event.start),
    ...(event.end !== undefined && { endDate: at(event.end) }),
    eventStatus: `https://schema.org/${statuses[event.state]}`,
    ...(event.movedFrom.length > 0 && { previousStartDate: event.movedFrom.at(-1) }),
    ...(event.place !== undefined && { location: { '@type': 'Place', name: event.place } }),
    ...(event.url !== undefined && { url: event.url }),
    organizer,
  }
}

const statuses: Record<AgendaEvent['state'], string> = {
  planned: 'EventScheduled',
  confirmed: 'EventScheduled',
  moved: 'EventRescheduled',
  cancelled: 'EventCancelled',
}
