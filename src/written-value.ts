/**
 * What somebody wrote as people do, as the field wants it: `31 december 2026` -> `2026-12-31`, `9.30
 * uur` -> `09:30`. Undefined where it could be read in two ways, or is no date or time.
 */
export function asWanted(expected: string, written: string): string | undefined {
  const text = written.trim().toLowerCase()
  if (text.length > 60) return undefined
  switch (expected) {
    case 'date':
      return isoDate(text)
    case 'time':
      return wallTime(text)
    case 'moment': {
      const [, day = '', time = ''] =
        /^(.+?)(?:,? (?:om|at|-) |[ t,]+)([\d.:]+(?: ?uur| ?u)?)$/.exec(text) ?? []
      const [date, wall] = [isoDate(day), wallTime(time)]
      return date === undefined || wall === undefined ? undefined : `${date}T${wall}`
    }
    case 'flag':
      return /^(?:yes|y|ja!?|waar)$/.test(text)
        ? 'true'
        : /^(?:no|n|onwaar)$/.test(text)
          ? 'false'
          : undefined
    default:
      return undefined
  }
}

/** Day before month, as in Dutch: 3-4-2026 is in April. */
function isoDate(text: string): string | undefined {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? []
  if (isoYear !== undefined) return real(isoYear, Number(isoMonth), Number(isoDay))
  const match =
    /^(?:\p{L}+dag,? )?(\d{1,2})[-/. ]{1,2}(\d{1,2}|\p{L}{3,10})\.?[-/. ]{1,2}(\d{4})$/u.exec(text)
  if (match === null) return undefined
  const [, day, named = '', year = ''] = match
  const month = /^\d/.test(named) ? Number(named) : monthNamed(named)
  return real(year, month, Number(day))
}

function real(year: string, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(Number(year), month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && Number(year) >= 1900 ? date.toISOString().slice(0, 10) : undefined
}

function monthNamed(word: string): number {
  const names = [
    ['jan', 'feb', 'maa', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
    ['', '', 'mar', '', 'may', '', '', '', '', 'oct', '', ''],
    ['', '', 'mrt'],
  ]
  return Math.max(...names.map((all) => all.indexOf(word.slice(0, 3)))) + 1
}

function wallTime(text: string): string | undefined {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[.:](\d{2}))?(?: ?uur| ?u)?$/.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}
