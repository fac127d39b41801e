/** The Dutch public holidays; the name of each in words is in `text.mail.calendar.holidays`. */
export type Holiday =
  | 'new-year'
  | 'good-friday'
  | 'easter-sunday'
  | 'easter-monday'
  | 'kings-day'
  | 'liberation-day'
  | 'ascension'
  | 'whit-sunday'
  | 'whit-monday'
  | 'christmas'
  | 'boxing-day'

/** Days from Easter Sunday. */
const movable: Record<number, Holiday> = {
  [-2]: 'good-friday',
  0: 'easter-sunday',
  1: 'easter-monday',
  39: 'ascension',
  49: 'whit-sunday',
  50: 'whit-monday',
}

const fixed: Record<string, Holiday> = {
  '01-01': 'new-year',
  '05-05': 'liberation-day',
  '12-25': 'christmas',
  '12-26': 'boxing-day',
}

/** The holiday on this ISO local date. King's Day as it is since 2014. */
export function holidayOn(iso: string): Holiday | undefined {
  const date = Temporal.PlainDate.from(iso)
  if (date.equals(kingsDay(date.year))) return 'kings-day'
  const afterEaster = date.since(easter(date.year)).days
  return fixed[iso.slice(5)] ?? movable[afterEaster]
}

/** On 27 April, and the day before when that is a Sunday. */
function kingsDay(year: number): Temporal.PlainDate {
  const day = Temporal.PlainDate.from({ year, month: 4, day: 27 })
  return day.dayOfWeek === SUNDAY ? day.subtract({ days: 1 }) : day
}

const SUNDAY = 7

/** Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 })
}
