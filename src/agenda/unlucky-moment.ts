import { holidayOn, type Holiday } from './holidays.ts'

/** Why few people would read a mail that is sent then. */
export type Unlucky =
  | { kind: 'holiday'; holiday: Holiday }
  | { kind: 'weekend' }
  | { kind: 'friday-late' }
  | { kind: 'year-end' }

/** On Fridays from this hour on, offices empty. */
const FRIDAY_LATE = 15

/** `wall` is `YYYY-MM-DDTHH:MM`, of a day that exists. The worst reason; undefined when there is none. */
export function unluckyMoment(wall: string): Unlucky | undefined {
  const moment = Temporal.PlainDateTime.from(wall)
  const holiday = holidayOn(wall.slice(0, 10))
  if (holiday !== undefined) return { kind: 'holiday', holiday }
  if (isYearEnd(moment)) return { kind: 'year-end' }
  if (moment.dayOfWeek > FRIDAY) return { kind: 'weekend' }
  if (moment.dayOfWeek === FRIDAY && moment.hour >= FRIDAY_LATE) return { kind: 'friday-late' }
  return undefined
}

const FRIDAY = 5

/** 24 December to 3 January. */
function isYearEnd({ month, day }: Temporal.PlainDateTime): boolean {
  return month === 12 ? day >= 24 : month === 1 && day <= 3
}
