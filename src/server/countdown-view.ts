import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dueOf } from '../dispatch/look-at-issue.ts'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { blocks } from '../problem.ts'
import { COUNTDOWN_MS, minutesLeft } from '../schedule/countdown.ts'
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
  /** When a file of it was last changed, if that was since the countdown began. */
  changedAt: number | undefined
}

type Settings = Pick<AppSettings, 'workspace' | 'now'>

export function countdownOf(
  { workspace, now }: Settings,
  summary: IssueSummary,
  recipients: number | undefined,
): Countdown | undefined {
  const { issueId, title, issue, dueAt, dispatch, problems } = summary
  const { graceMinutes, root } = workspace.config()
  const wall = issue?.sendAt
  if (dueAt === undefined || wall === undefined || dispatch !== undefined || !recipients) return
  const minutes = minutesLeft(dueAt, now(), graceMinutes * 60_000)
  if (minutes === undefined) return
  const changed = lastChange(join(root, NEWSLETTERS, issueId))
  const changedAt = changed > dueAt - COUNTDOWN_MS ? changed : undefined
  const blocking = problems.filter(blocks).length
  return { issueId, title, wall, dueAt, minutes, recipients, blocking, changedAt }
}

/** Of all issues, the soonest first. */
export async function countdowns(
  settings: Settings,
  ids: readonly string[],
  sent: ReadonlySet<string>,
): Promise<Countdown[]> {
  const { workspace, now } = settings
  const config = workspace.config()
  const { summaryOf, countedSegments } = issueLookup(settings)
  const found = await Promise.all(
    ids.map(async (issueId) => {
      if (sent.has(issueId)) return undefined
      const due = await dueOf(issueId, config)
      const left = due && minutesLeft(due.at, now(), config.graceMinutes * 60_000)
      if (left === undefined) return undefined
      const [summary, counted] = await Promise.all([summaryOf(issueId), countedSegments(issueId)])
      return countdownOf(settings, summary, counted.recipients)
    }),
  )
  return found.filter((one) => one !== undefined).toSorted((a, b) => a.dueAt - b.dueAt)
}

function lastChange(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .reduce((last, { parentPath, name }) => Math.max(last, mtimeOf(join(parentPath, name))), 0)
}

/** It may be gone by now. */
function mtimeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
