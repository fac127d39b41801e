import type { AgendaEvent } from '../agenda/event.ts'
import type { Text } from '../text/text.ts'
import { capitalise, dateParts, formatDate, formatTimes, type DateParts } from './format.ts'
import { safeUrl } from './safe-url.ts'

/** The agenda as templates and plain text show it: the date first, what changed in words. */
export type EventView = {
  id: string
  date: DateParts
  iso: string
  fullDate: string
  title: string
  /** "Donderdagochtend", "Donderdag, 9.30 tot 12.00 uur, De Kuip". */
  when: string
  /** "Verplaatst van maandag 3 april 2023. De sprekers waren niet beschikbaar." */
  change: string | undefined
  isCancelled: boolean
  url: string | undefined
  linkText: string
}

/** The events of an agenda block, with their year said once where they share it. */
export type AgendaView = { events: EventView[]; year: string | undefined; withYear: boolean }

export function agendaView(events: readonly AgendaEvent[], text: Text): AgendaView {
  const views = eventViews(events, text)
  const years = new Set(views.map(({ date }) => date.year))
  const year = years.size === 1 ? views[0]?.date.year : undefined
  return { events: views, year, withYear: year === undefined }
}

/** Sorted by date and time. */
function eventViews(events: readonly AgendaEvent[], text: Text): EventView[] {
  const moment = (event: AgendaEvent) => `${event.date} ${event.start ?? ''}`
  return events
    .toSorted((a, b) => moment(a).localeCompare(moment(b)))
    .map((event) => eventView(event, text))
}

function eventView(event: AgendaEvent, text: Text): EventView {
  const words = text.mail.agenda
  const date = dateParts(event.date, text)
  return {
    id: event.id,
    date,
    iso: event.date,
    fullDate: formatDate(event.date, text),
    title: event.title,
    when: [partOfDay(event, date, text), event.place]
      .filter((part) => part !== undefined)
      .join(', '),
    change: changeOf(event, text),
    isCancelled: event.state === 'cancelled',
    url: event.url === undefined ? undefined : safeUrl(event.url),
    linkText: words.moreAbout(event.title),
  }
}

function partOfDay(event: AgendaEvent, { weekday }: DateParts, text: Text): string {
  const { partOfWeekday } = text.mail.calendar
  if (event.start !== undefined) {
    return `${capitalise(weekday)}, ${formatTimes(event.start, event.end, text)}`
  }
  return capitalise(
    event.partOfDay === undefined ? weekday : partOfWeekday(weekday, event.partOfDay),
  )
}

function changeOf(event: AgendaEvent, text: Text): string | undefined {
  const words = text.mail.agenda
  const said = [
    event.movedFrom.length === 0
      ? undefined
      : words.moved(event.movedFrom.map((date) => formatDate(date, text)).join(', ')),
    event.state === 'cancelled' ? words.cancelled : undefined,
    event.reason,
  ].filter((part) => part !== undefined)
  return said.length === 0 ? undefined : said.join(' ')
}
