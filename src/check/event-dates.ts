import type { AgendaEvent } from '../agenda/event.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { datesOfEvent, isBeside } from './dates-about.ts'
import { datesIn, isoDates, type WrittenDate } from './dutch-dates.ts'
import type { Passage } from './passages.ts'
import { sentencesIn } from './sentences.ts'
import { tablesOf, type WrittenTable } from './tables.ts'
import { isPast } from './tense-years.ts'
import { withUsualTerms } from './terms.ts'

/** One event, one date: in the agenda, in its sources and in every sentence that names it. */
export function checkEventDates({ issue, passages }: CheckInput): Problem[] {
  return [
    ...issue.events.flatMap(sourceConflicts),
    ...passages.flatMap((passage) => {
      if (datesIn(passage.text).length === 0) return []
      const named = sentenceConflicts(passage, issue.events)
      return named.length > 0 ? named : subjectConflicts(passage, issue.events)
    }),
    ...tablesOf(issue).flatMap((table) => rowConflicts(table, issue.events)),
  ]
}

/** An event in one cell of a row, and its date in another. Each cell is also a passage by itself. */
function rowConflicts({ file, rows }: WrittenTable, events: readonly AgendaEvent[]): Problem[] {
  const header = rows.find((row) => row.header)?.cells ?? []
  return rows.flatMap(({ cells, header: isHeader, line }) => {
    if (isHeader || !cells.some((cell) => datesIn(cell).length > 0)) return []
    const ofCells = cells.map((cell, at) => (header[at] ? `${header[at]}: ${cell}` : cell))
    const place = { file, line, column: 1 }
    return conflictsIn(ofCells.join('; '), events, () => place).filter(
      ({ values }) =>
        !cells.some(
          (cell) =>
            (datesIn(cell).length > 0 || isBeside(cell)) &&
            events.some((one) => one.title === values['title'] && names(cell, one, events)),
        ),
    )
  })
}

function sourceConflicts(event: AgendaEvent): Problem[] {
  return event.sources
    .filter(({ date }) => !validDates(event).some((valid) => valid.startsWith(date)))
    .map(({ date, line, at }) =>
      problem(
        'fact/event-date',
        {
          title: event.title,
          found: date,
          expected: event.date,
          ...inAgenda(event),
          ...(line !== undefined && { source: line }),
        },
        { file: event.file, line: at, column: 1 },
      ),
    )
}

/** Where to look: no part of what a reason is about, since lines move when others write. */
function inAgenda({ file, line }: AgendaEvent) {
  return { agenda: file, agendaLine: line }
}

/**
 * A sentence that names an event and dates, none of which is the event's. A date in another year
 * is about another edition of it ("Najaarscarrousel (20 oktober 2022)") and says nothing, unless it is
 * the very day of this one.
 */
function sentenceConflicts(passage: Passage, events: readonly AgendaEvent[]): Problem[] {
  // The agenda's own titles carry no dates to compare.
  return statementsIn(passage.text).flatMap((text) =>
    conflictsIn(text, events, (found) => passage.placeOf(found)),
  )
}

/** Sentences; one that begins with "Die is op …" belongs to the one before it. */
function statementsIn(text: string): string[] {
  const statements: string[] = []
  for (const { text: sentence } of sentencesIn(text)) {
    const last = statements.at(-1)
    const goesOn =
      last !== undefined &&
      datesIn(last).length === 0 &&
      /^(?:die|deze|hij)(?: bijeenkomst| dag)? (?:is|vindt|wordt|begint|start|valt)(?!\p{L})/iu.test(
        sentence,
      )
    if (goesOn) statements.push(`${statements.pop() ?? ''}${sentence}`)
    else statements.push(sentence)
  }
  return statements
}

function conflictsIn(
  sentence: string,
  events: readonly AgendaEvent[],
  placeOf: (found: string) => Place,
): Problem[] {
  const written = datesIn(sentence)
  if (written.length === 0) return []
  const named = events.flatMap((event) => {
    if (!names(sentence, event, events)) return []
    return [{ event, dates: datesOfEvent(sentence, written, nameIn(sentence, event)) }]
  })
  if (named.some(({ event, dates }) => dates.some((date) => matches(date, event)))) return []
  return named.flatMap(({ event, dates }) => {
    const other = dates.find((date) => isOfYear(date, event) || isYearOff(date, event, sentence))
    if (other === undefined) return []
    const found = isoDates(other, [yearOf(event)])[0] ?? ''
    const values = { title: event.title, found, expected: event.date, ...inAgenda(event) }
    return [problem('fact/event-date', values, placeOf(other.text))]
  })
}

function isOfYear(date: WrittenDate, event: AgendaEvent): boolean {
  return isoDates(date, [yearOf(event)])[0]?.startsWith(String(yearOf(event))) === true
}

/**
 * The very day in another year is the year that went wrong, unless the sentence looks back at an
 * earlier edition.
 */
function isYearOff(date: WrittenDate, event: AgendaEvent, sentence: string): boolean {
  const { year } = date
  if (year === undefined || !matches({ ...date, year: yearOf(event) }, event)) return false
  return year > yearOf(event) || !isPast(sentence)
}

/**
 * A paragraph on the subject of an event, under its own name or one that is mistaken for it, with
 * "het Leerhuis op 3 april 2023" in a later sentence: the type beside the date says that the event
 * itself is meant.
 */
function subjectConflicts(passage: Passage, events: readonly AgendaEvent[]): Problem[] {
  const said = folded(withUsualTerms(passage.text))
  const about = events.filter((event) => {
    const subject = quotedPart(event.title)
    return subject !== undefined && said.includes(subject)
  })
  return about.flatMap((event) => {
    const dates = datesIn(passage.text).filter(
      (date) => date.year === yearOf(event) && isOfType(passage.text, date, event),
    )
    const [other] = dates
    if (other === undefined || dates.some((date) => matches(date, event))) return []
    const found = isoDates(other, [])[0]
    if (found === undefined) return []
    const values = { title: event.title, found, expected: event.date, ...inAgenda(event) }
    return [problem('fact/event-date', values, passage.placeOf(other.text))]
  })
}

/** "Leerhuis op 3 april 2023", "Leerhuis van 3 april 2023". */
function isOfType(text: string, date: WrittenDate, event: AgendaEvent): boolean {
  const before = folded(text.slice(Math.max(0, date.index - 60), date.index))
  const type = folded(event.type)
  return type !== '' && [` ${type} op`, ` ${type} van`].some((end) => ` ${before}`.endsWith(end))
}

function matches(date: WrittenDate, event: AgendaEvent): boolean {
  const meant = isoDates(date, [yearOf(event)])
  return validDates(event).some((valid) => meant.includes(valid))
}

function validDates(event: AgendaEvent): string[] {
  return [event.date, ...event.movedFrom]
}

function yearOf(event: AgendaEvent): number {
  return Number(event.date.slice(0, 4))
}

/**
 * True when the sentence names this event and no other: by the quoted part of its title beside its
 * type ("Leerhuis ... Statelijke dreigingen"), or by a compound that only this event has, such as
 * "Najaarscarrousel". A bare "Leerhuisbijeenkomst" names nothing.
 */
function names(sentence: string, event: AgendaEvent, events: readonly AgendaEvent[]): boolean {
  const said = folded(sentence)
  const type = folded(event.type)
  const quoted = quotedPart(event.title)
  if (quoted !== undefined && said.includes(quoted) && type !== '' && said.includes(type))
    return true
  return compounds(event).some(
    (word) =>
      said.split(' ').includes(word) &&
      events.every((other) => other === event || !compounds(other).includes(word)),
  )
}

/** Where the sentence has the name of the event. */
function nameIn(
  sentence: string,
  event: AgendaEvent,
): { index: number; length: number } | undefined {
  const folds = [quotedPart(event.title) ?? [], compounds(event)].flat()
  return folds.flatMap((fold) => {
    const pattern = fold.split(' ').join(String.raw`[^\p{L}\p{N}]+`)
    const match = new RegExp(pattern, 'iu').exec(sentence)
    return match === null ? [] : [{ index: match.index, length: match[0].length }]
  })[0]
}

function quotedPart(title: string): string | undefined {
  const found = /['‘’"“”]([^'‘’"“”]{4,})['‘’"“”]/.exec(title)?.[1]
  return found === undefined ? undefined : folded(found)
}

/** Words of the title that end in the type and say more than the type: "voorjaarscarrousel". */
function compounds(event: AgendaEvent): string[] {
  const type = folded(event.type)
  if (type.length < 5) return []
  return folded(event.title)
    .split(' ')
    .filter((word) => word.endsWith(type) && word.length > type.length + 3)
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
