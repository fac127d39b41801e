import type { Text } from '../text/text.ts'

/**
 * Dates, times and numbers as Dutch readers write them, which `Intl` does not: "9.30 uur" rather
 * than 09:30. A no-break space keeps an amount with its sign and a day with its month.
 */

/** "donderdag 23 maart 2023", from an ISO local date. */
export function formatDate(iso: string, text: Text): string {
  const { weekday, dayAndMonth, year } = dateParts(iso, text)
  return `${weekday} ${dayAndMonth} ${year}`
}

/** The parts of a date, each in words: "donderdag", "23", "maart", "23 maart", "2023". */
export function dateParts(iso: string, text: Text): DateParts {
  const { weekdays, months } = text.mail.calendar
  const date = Temporal.PlainDate.from(iso)
  const month = months[date.month - 1] ?? ''
  const day = String(date.day)
  return {
    weekday: weekdays[date.dayOfWeek - 1] ?? '',
    day,
    month,
    dayAndMonth: `${day}${noBreakSpace}${month}`,
    year: String(date.year),
  }
}
export type DateParts = Record<'weekday' | 'day' | 'month' | 'dayAndMonth' | 'year', string>

/** "9.30 uur" from "09:30"; whole hours too, as in "14.00 uur". */
export function formatTime(time: string, text: Text): string {
  const [hours, minutes] = clock(time)
  return text.mail.calendar.time(hours, minutes)
}

/** "9.30 tot 12.00 uur"; one time when there is no end. */
export function formatTimes(start: string, end: string | undefined, text: Text): string {
  if (end === undefined) return formatTime(start, text)
  return text.mail.calendar.times(...clock(start), ...clock(end))
}

/** "132.040", "12,3". At most two decimals. */
export function formatNumber(value: number, text: Text): string {
  const { group, decimal } = text.mail.numbers
  const [whole = '', fraction] = String(Math.round(Math.abs(value) * 100) / 100).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group)
  return `${value < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : decimal + fraction}`
}

/** "€ 8.100", or "€ 8.100,50" with cents. */
export function formatAmount(value: number, text: Text): string {
  const { group, decimal } = text.mail.numbers
  const [whole = '', cents = '00'] = Math.abs(value).toFixed(2).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group)
  const sign = value < 0 ? '-' : ''
  return `€${noBreakSpace}${sign}${grouped}${cents === '00' ? '' : decimal + cents}`
}

/** With a unit of "euro" an amount, with "%" a share; otherwise a number. */
export function formatValue(value: number, unit: string, text: Text): string {
  if (unit === '%') return formatPercentage(value, text)
  return unit === 'euro' ? formatAmount(value, text) : formatNumber(value, text)
}

/** "2,4%". */
function formatPercentage(value: number, text: Text): string {
  return `${formatNumber(Math.round(value * 10) / 10, text)}%`
}

/**
 * The first letter as a capital: IJsselmonde, not Ijsselmonde. After a Dutch ’s or ’t it is the
 * next word that gets it: ’s Avonds.
 */
export function capitalise(text: string): string {
  const [, start = '', rest = ''] = /^((?:[’'](?:s|t|n|k)[\s-])?)(.*)$/su.exec(text) ?? []
  if (/^ij/i.test(rest)) return `${start}IJ${rest.slice(2)}`
  const [first = ''] = rest
  return `${start}${first.toLocaleUpperCase('nl')}${rest.slice(first.length)}`
}

/** "VAR, RIEC en PVO". */
export function formatList(words: readonly string[], text: Text): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${text.mail.and} ${words.at(-1) ?? ''}`
}

function clock(time: string): [number, number] {
  const [hours = '0', minutes = '0'] = time.split(':')
  return [Number(hours), Number(minutes)]
}

const noBreakSpace = '\u00A0'
