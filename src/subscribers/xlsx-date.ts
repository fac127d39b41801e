/** Formats that every workbook knows without describing them (ECMA-376 part 1, section 18.8.30). */
const builtIn = /^(1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/

/** True when numbers in this format are shown as a date or a time. */
export function isDateFormat(id: string, code: string | undefined): boolean {
  if (code === undefined) return builtIn.test(id)
  // Colours, conditions and fixed words hold letters too; a format is at most 255 characters.
  const letters = code.slice(0, 255).replaceAll(/\[(?![hms]+\])[^\]]*\]|"[^"]*"|[\\_*]./gi, '')
  return /[ymdhs]/i.test(letters) && !/general/i.test(letters)
}

/**
 * A day number as `2023-04-01`, with ` 12:30` when it is a moment and `12:30` alone when it has no
 * day. Undefined where there is no such day. The calendar of 1900 has a 29 February that never was.
 */
export function dateText(serial: number, date1904: boolean): string | undefined {
  const minutes = Math.round(serial * 1440)
  const [day, minute] = [Math.floor(minutes / 1440), minutes % 1440]
  if (serial < 0 || day > LAST_DAY) return undefined
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  if (day === 0 && !date1904) return time
  const epoch = date1904 ? '1904-01-01' : day < 60 ? '1899-12-31' : '1899-12-30'
  const date = Temporal.PlainDate.from(epoch).add({ days: day }).toString()
  return minute === 0 ? date : `${date} ${time}`
}

/** 31 December 9999. */
const LAST_DAY = 2_958_465
