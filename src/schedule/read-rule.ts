import { mail } from '../text/nl/mail.ts'
import type { Fields } from '../yaml-fields.ts'
import type { Rule } from './series.ts'

const { weekdays, months } = mail.calendar
const ordinals = { eerste: 1, tweede: 2, derde: 3, vierde: 4, laatste: 'last' } as const
const monthDay = new RegExp(`^(${Object.keys(ordinals).join('|')}) (${weekdays.join('|')})$`, 'i')

/**
 * `day: tweede dinsdag` with `months`, or `every: 6 weken` with `from`, or neither and only the
 * days of `dates`. Undefined when it says nothing, or cannot be read; a problem then says so.
 */
export function readRule(
  fields: Fields,
  from: string | undefined,
  hasDates: boolean,
): Rule | undefined {
  const day = fields.text('day')
  const every = fields.text('every')
  const chosen = monthsOf(fields)
  if (day !== undefined) {
    if (every !== undefined) fields.report('series/two-rules', {}, 'every')
    return weekdayRule(fields, day, chosen)
  }
  if (every !== undefined) return everyRule(fields, every, from)
  if (hasDates) return { kind: 'dates' }
  fields.report('series/rule-missing', {})
  return undefined
}

function weekdayRule(
  fields: Fields,
  day: string,
  chosen: readonly number[] | undefined,
): Rule | undefined {
  const [, ordinal = '', weekday = ''] = monthDay.exec(day.toLowerCase()) ?? []
  const nth = (ordinals as Partial<Record<string, 1 | 2 | 3 | 4 | 'last'>>)[ordinal]
  if (nth === undefined) {
    fields.wrong('day', 'month-day')
    return undefined
  }
  const all = months.map((_, index) => index + 1)
  return { kind: 'weekday', nth, weekday: weekdays.indexOf(weekday) + 1, months: chosen ?? all }
}

function everyRule(fields: Fields, every: string, from: string | undefined): Rule | undefined {
  const [, count = '', unit = ''] = /^(\d{1,3}) (dag|dagen|week|weken)$/i.exec(every) ?? []
  const days = Number(count) * (unit.toLowerCase().startsWith('w') ? 7 : 1)
  if (days === 0) {
    fields.wrong('every', 'interval')
    return undefined
  }
  if (from !== undefined) return { kind: 'every', days, from }
  if (!fields.has('from')) fields.report('frontmatter/field-missing', { field: 'from' }, 'every')
  return undefined
}

/** Undefined: every month. */
function monthsOf(fields: Fields): number[] | undefined {
  if (!fields.has('months')) return undefined
  return fields.texts('months').flatMap(({ value }) => {
    const month = months.indexOf(value.toLowerCase()) + 1
    if (month > 0) return [month]
    fields.wrong('months', { oneOf: months })
    return []
  })
}
