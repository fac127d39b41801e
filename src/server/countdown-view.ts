import { scheduledMoments } from '../dispatch/scheduled.ts'
import { blocks } from '../problem.ts'
import { minutesLeft } from '../schedule/countdown.ts'
import type { AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import type { IssueSummary } from './issue-summary.ts'

/** An issue that is about to go out by itself, and can still be stopped. */
export type Countdown = {
  issueId: string
  title: string
  /** The moment as it is written down, and in epoch milliseconds. */
  wall: string
  dueAt: number
  /** Whole minutes, rounded up; 0 when its moment has come. */
  minutes: number
  recipients: number
  /** How many problems hold it. */
  blocking: number
  /** It is not what was planned any more, so it does not leave. */
  isChanged: boolean
}

type Settings = Pick<AppSettings, 'workspace' | 'now'>

export function countdownOf(
  { workspace, now }: Settings,
  summary: IssueSummary,
  recipients: number | undefined,
): Countdown | undefined {
  const { issueId, title, planned, dispatch, problems } = summary
  if (planned === undefined || dispatch !== undefined || !recipients) return
  const { wall, at: dueAt, isChanged } = planned
  const minutes = minutesLeft(dueAt, now(), workspace.config().graceMinutes * 60_000)
  if (minutes === undefined) return
  const blocking = problems.filter(blocks).length
  return { issueId, title, wall, dueAt, minutes, recipients, blocking, isChanged }
}

/** Of all issues, the soonest first. */
export async function countdowns(settings: Settings): Promise<Countdown[]> {
  const { workspace, now } = settings
  const { list, graceMinutes } = workspace.config()
  const rows = await scheduledMoments(await workspace.store(), list.id)
  const near = rows.filter(({ at }) => minutesLeft(at, now(), graceMinutes * 60_000) !== undefined)
  const { summaryOf, countedSegments } = issueLookup(settings)
  const found = await Promise.all(
    near.map(async ({ issueId }) => {
      const counting = countedSegments(issueId)
      const [summary, counted] = await Promise.all([summaryOf(issueId, counting), counting])
      return countdownOf(settings, summary, counted.recipients)
    }),
  )
  return found.filter((one) => one !== undefined)
}
