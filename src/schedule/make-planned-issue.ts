import type { Config } from '../config.ts'
import { listIssues } from '../issue/list-issues.ts'
import { makeIssue, type MadeIssue } from '../issue/make-issue.ts'
import type { Store } from '../store/store.ts'
import type { Text } from '../text/text.ts'
import { deadlinesFor } from './deadlines.ts'
import { releaseOccurrence, takeOccurrence } from './occurrence-store.ts'
import type { PlannedIssue } from './planned-issues.ts'

/**
 * Makes the issue of one date of a series. The date is taken in the database first, so two people
 * who ask at the same moment get one issue.
 */
export async function makePlannedIssue(
  planned: PlannedIssue,
  settings: { config: Config; text: Text; store: Pick<Store, 'db'>; now: number; today: string },
): Promise<MadeIssue> {
  const { config, text, store } = settings
  const issues = await listIssues(config.root)
  if (issues.includes(planned.issueId)) return { kind: 'exists' }
  if (!(await takeOccurrence(store, planned, { ...settings, zone: config.zone, issues }))) {
    return { kind: 'exists' }
  }
  try {
    const deadlines = deadlinesFor(planned.wall, planned.series.lead)
    const isLate = deadlines.deliver < settings.today
    const dates = { wall: planned.wall, deadlines, isLate }
    const made = await makeIssue(config, text, planned.issueId, dates)
    if (made.kind === 'failed') await releaseOccurrence(store, planned)
    return made
  } catch (error) {
    await releaseOccurrence(store, planned)
    throw error
  }
}
