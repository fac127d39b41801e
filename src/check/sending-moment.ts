import { unluckyMoment } from '../agenda/unlucky-moment.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** A moment at which few people would read the mail. */
export function checkSendingMoment({ issue }: CheckInput): Problem[] {
  if (issue.sendAt === undefined) return []
  const { file, places } = issue
  return momentProblems(issue.sendAt, places?.['send_at'] ?? { file })
}

/** The same of any wall time, `YYYY-MM-DDTHH:MM`, written at `place`. */
export function momentProblems(wall: string, place?: Place): Problem[] {
  const unlucky = unluckyMoment(wall)
  if (unlucky === undefined) return []
  const found = wall.slice(0, 10)
  switch (unlucky.kind) {
    case 'holiday':
      return [problem('moment/holiday', { found, holiday: unlucky.holiday }, place)]
    case 'weekend':
      return [problem('moment/weekend', { found }, place)]
    case 'friday-late':
      return [problem('moment/friday-late', { found, time: wall.slice(11, 16) }, place)]
    case 'year-end':
      return [problem('moment/year-end', { found }, place)]
    default:
      return unlucky satisfies never
  }
}
