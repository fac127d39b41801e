import { mail } from '../text/nl/mail.ts'

/** A date as people write it in a sentence. */
export type WrittenDate = {
  /** As written, with its weekday when it has one. */
  text: string
  index: number
  /** 0 for Sunday, as `Date.getUTCDay` counts. */
  weekday: number | undefined
  /** More than one for "23 en 24 maart" and "16 tot en met 20 oktober". */
  days: number[]
  /** From 1. */
  month: number
  year: number | undefined
}

/** "donderdagochtend 23 maart 2023", "23 maart", "16 tot en met 20 oktober", "23-03-2023". */
export function datesIn(text: string): WrittenDate[] {
  return [...inWords(text), ...inDigits(text)].sort((a, b) => a.index - b.index)
}

/** ISO dates that it may mean, where `years` are tried when it names none. */
export function isoDates(date: WrittenDate, years: readonly number[]): string[] {
  return (date.year === undefined ? years : [date.year]).flatMap((year) =>
    date.days.flatMap((day) => isoDate(year, date.month, day) ?? []),
  )
}

/** From January, in lower case. */
export const months = mail.calendar.months
const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const words = new RegExp(
  String.raw`(?:\b(${mail.calendar.weekdays.join('|')})(?:ochtend|middag|avond|nacht)?\s+)?` +
    String.raw`(?<![\d.,-])(?:(${day})(?:\s+(en|of|tot en met|t/m)\s+))?(${day})\s+` +
    String.raw`(${months.join('|')})\b(?:\s+((?:19|20)\d\d)\b)?`,
  'giu',
)
const digits = new RegExp(
  String.raw`(?<![\d.,/-])(${day})([-/])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?![\d/-])`,
  'gu',
)

function inWords(text: string): WrittenDate[] {
  return [...text.matchAll(words)].map((match) => {
    const [written, weekday, first, joint, last = '', month = '', year] = match
    return {
      text: written,
      index: match.index,
      weekday: weekday === undefined ? undefined : weekdayNumber(weekday.toLowerCase()),
      days: daysOf(first, joint, Number(last)),
      month: months.indexOf(month.toLowerCase()) + 1,
      year: year === undefined ? undefined : Number(year),
    }
  })
}

function inDigits(text: string): WrittenDate[] {
  return [...text.matchAll(digits)].map((match) => ({
    text: match[0],
    index: match.index,
    weekday: undefined,
    days: [Number(match[1])],
    month: Number(match[3]),
    year: Number(match[4]),
  }))
}

/** The calendar of the mail begins on Monday. */
function weekdayNumber(weekday: string): number {
  return (mail.calendar.weekdays.indexOf(weekday) + 1) % 7
}

function daysOf(first: string | undefined, joint: string | undefined, last: number): number[] {
  if (first === undefined) return [last]
  if (joint === 'en' || joint === 'of') return [Number(first), last]
  const length = Math.max(0, last - Number(first)) + 1
  return Array.from({ length }, (_, index) => Number(first) + index)
}

function isoDate(year: number, month: number, dayOfMonth: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  return date.getUTCDate() === dayOfMonth ? date.toISOString().slice(0, 10) : undefined
}
