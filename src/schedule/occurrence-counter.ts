import { localDateAt } from '../agenda/local-date.ts'
import type { Config } from '../config.ts'
import { listIssues } from '../issue/list-issues.ts'
import type { Store } from '../store/store.ts'
import { countOccurrences } from './occurrence-store.ts'
import { isIncomplete, loadSeries } from './read-series.ts'

/**
 * Counts the dates of the series when there is something to count: on another day, after another
 * issue, or after a change of the file. While the file is being changed and cannot be read, what
 * was counted stays.
 */
export function occurrenceCounter(): (
  config: Config,
  store: Pick<Store, 'db'>,
  now: number,
) => Promise<void> {
  let counted: string | undefined
  return async (config, store, now) => {
    const [{ series, problems }, issues] = await Promise.all([
      loadSeries(config.root),
      listIssues(config.root),
    ])
    if (isIncomplete(problems)) return
    const today = localDateAt(now, config.zone)
    const state = JSON.stringify([today, config.zone, series, issues])
    if (state === counted) return
    await countOccurrences(store, series, { today, zone: config.zone, now, issues })
    counted = state
  }
}
