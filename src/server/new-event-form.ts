import { isLocalDate } from '../agenda/local-date.ts'
import type { NewEvent } from '../agenda/with-event.ts'
import type { Text } from '../text/text.ts'
import { asWanted } from '../written-value.ts'
import type { Form, FormErrors } from './public/form.ts'
import { titleFault, typedWords } from './typed-words.ts'

const names = ['title', 'date', 'start', 'end', 'place', 'type'] as const
export type EventFields = Record<(typeof names)[number], string>

export const PLACE_LENGTH = 120
export const TYPE_LENGTH = 40

export function noEvent(): EventFields {
  return { title: '', date: '', start: '', end: '', place: '', type: '' }
}

/** What somebody typed about an event, and the event itself when nothing has to be put right. */
export function readEvent(
  form: Form,
  text: Text,
): { typed: EventFields; errors: FormErrors; event: NewEvent | undefined } {
  const t = text.screens.making.event
  const typed = noEvent()
  for (const name of names) typed[name] = typedWords(form.text(name))
  const { title, place, type } = typed
  const [date, start, end] = [
    isLocalDate(typed.date) ? typed.date : asWanted('date', typed.date),
    asWanted('time', typed.start),
    asWanted('time', typed.end),
  ]
  const errors = new Map<string, string>()
  const wrong = titleFault(title)
  if (wrong !== undefined) {
    errors.set('title', wrong.kind === 'long' ? t.long(wrong.count) : t[wrong.kind])
  }
  if (date === undefined) errors.set('date', typed.date === '' ? t.dateMissing : t.dateWrong)
  if (start === undefined) {
    if (typed.start !== '') errors.set('start', t.timeWrong)
    else if (typed.end !== '') errors.set('start', t.startMissing)
  }
  if (end === undefined) {
    if (typed.end !== '') errors.set('end', t.timeWrong)
  } else if (start !== undefined && end <= start) errors.set('end', t.timeOrder)
  if (place.length > PLACE_LENGTH) errors.set('place', t.placeLong)
  if (type.length > TYPE_LENGTH) errors.set('type', t.typeLong)
  if (errors.size > 0 || date === undefined) return { typed, errors, event: undefined }
  const event = { title, type: type || t.usualType, date, start, end, place: place || undefined }
  return { typed, errors, event }
}
