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

/** "donderdagochtend 23 maart 2023", "23 maart", "do 24 mrt", "23-03-2023", "2023-03-23", "op 23-3". */
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
const short = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']
/** From Monday. Not "zo", which is another word more often. */
const shortDays = ['ma', 'di', 'wo', 'do', 'vr', 'za']
const words = new RegExp(
  String.raw`(?:\b(?:(${mail.calendar.weekdays.join('|')})(?:ochtend|middag|avond|nacht)?|(${shortDays.join('|')})\.?)\s+)?` +
    String.raw`(?<![\d.,-])(?:(${day})(?:e|ste|de)?(?:\s+(en|of|tot en met|t/m)\s+))?(${day})(?:e|ste|de)?\s+` +
    String.raw`(?:(${months.join('|')})\b|(${short.join('|')}|sept)\b\.?)(?:\s+((?:19|20)\d\d)\b)?`,
  'giu',
)
/** "23-03-2023", "23/3/23" and "2023-03-23". */
const digits = new RegExp(
  String.raw`(?<![\d.,/-])(${day})([-/])(0?[1-9]|1[0-2])\2((?:19|20)\d\d|[23]\d)(?![\d/-])`,
  'gu',
)
/**
 * "op 3-4", with nothing behind it that is counted, as in "op 3-4 plekken". Not "maandag 9-12", which
 * may be hours.
 */
const unfinished = new RegExp(
  String.raw`\bop\s+((${day})-(0?[1-9]|1[0-2]))(?![\d/-])(?=\s*(?:$|[.,;:!?)]|(?:om|vanaf|tussen|bij|in|en|gaat|is|naar)\s))`,
  'giu',
)
const iso = /(?<![\d.,/-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d/-])/gu

function inWords(text: string): WrittenDate[] {
  return [...text.matchAll(words)].map((match) => {
    const [written, weekday, shortDay, first, joint, last = '', month, shortMonth = '', year] =
      match
    const monthNumber =
      month === undefined
        ? short.indexOf(shortMonth.toLowerCase().slice(0, 3))
        : months.indexOf(month.toLowerCase())
    return {
      text: written,
      index: match.index,
      weekday: weekdayNumber(weekday, shortDay),
      days: daysOf(first, joint, Number(last)),
      month: monthNumber + 1,
      year: year === undefined ? undefined : Number(year),
    }
  })
}

function inDigits(text: string): WrittenDate[] {
  const dutch = [...text.matchAll(digits)].map((match) =>
    inNumbers(match, match[1], match[3], match[4]),
  )
  const withoutYear = [...text.matchAll(unfinished)].map(
    ({ index, 0: all, 1: written = '', 2: dayOfMonth, 3: month }) => {
      const own = { 0: written, index: index + all.length - written.length }
      return inNumbers(own, dayOfMonth, month, undefined)
    },
  )
  return [
    ...dutch,
    ...withoutYear,
    ...[...text.matchAll(iso)].map((match) => inNumbers(match, match[3], match[2], match[1])),
  ]
}

function inNumbers(
  { 0: text, index }: Pick<RegExpExecArray, 0 | 'index'>,
  dayOfMonth: string | undefined,
  month: string | undefined,
  year: string | undefined,
): WrittenDate {
  return {
    text,
    index,
    weekday: undefined,
    days: [Number(dayOfMonth)],
    month: Number(month),
    year: year === undefined ? undefined : fullYear(Number(year)),
  }
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year
}

/** The calendar of the mail begins on Monday. */
function weekdayNumber(full: string | undefined, abbreviated: string | undefined) {
  if (full !== undefined) return (mail.calendar.weekdays.indexOf(full.toLowerCase()) + 1) % 7
  return abbreviated === undefined
    ? undefined
    : (shortDays.indexOf(abbreviated.toLowerCase()) + 1) % 7
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
