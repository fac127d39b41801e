import { localMoment } from '../agenda/local-date.ts'
import { pastEvents } from '../check/past-events.ts'
import { momentProblems } from '../check/sending-moment.ts'
import type { Issue } from '../issue/issue.ts'
import type { Problem } from '../problem.ts'
import { dueAt, type Due } from '../schedule/due.ts'

/** The moment that somebody chose on the screen, and what there is to say about it. */
export type ChosenMoment =
  | {
      kind: 'ok'
      /** `YYYY-MM-DDTHH:MM`. */
      wall: string
      due: Extract<Due, { kind: 'ok' }>
      /** Why it may be a bad one. */
      warnings: Problem[]
    }
  | { kind: 'past'; wall: string }
  /** No such day or time, or one of the two is missing. As it was typed. */
  | { kind: 'unreadable'; day: string; time: string }

export type MomentForm = { moment?: unknown; day?: unknown; time?: unknown }

/** `moment` is a wall time, or `other`: then `day` and `time` are. Undefined when nothing was chosen. */
export function chosenMoment(
  { moment, day, time }: MomentForm,
  now: number,
  zone: string,
): ChosenMoment | undefined {
  if (typeof moment !== 'string') return undefined
  if (moment !== 'other') return judged(moment, '', now, zone)
  return judged(typeof day === 'string' ? day : '', typeof time === 'string' ? time : '', now, zone)
}

/** What of the agenda would be over by then. */
export function withPastEvents(
  chosen: ChosenMoment,
  issue: Pick<Issue, 'agenda' | 'events'> | undefined,
): ChosenMoment {
  if (chosen.kind !== 'ok' || issue === undefined) return chosen
  const past = pastEvents(issue, chosen.wall.slice(0, 10))
  return { ...chosen, warnings: [...chosen.warnings, ...past] }
}

function judged(day: string, time: string, now: number, zone: string): ChosenMoment {
  const wall = localMoment(time === '' ? day : `${day}T${time}`)
  const due = wall === undefined ? undefined : dueAt(wall, zone)
  if (wall === undefined || due?.kind !== 'ok') return { kind: 'unreadable', day, time }
  if (due.at <= now) return { kind: 'past', wall }
  return { kind: 'ok', wall, due, warnings: momentProblems(wall) }
}
