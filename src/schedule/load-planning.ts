import { listIssues } from '../issue/list-issues.ts'
import type { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { occurrenceRows } from './occurrence-store.ts'
import type { Planning } from './planned-issues.ts'
import { loadSeries } from './read-series.ts'

/** The series of a project, which of their dates have an issue, and what is wrong with the file. */
export async function loadPlanning(
  root: string,
  store: Pick<Store, 'db'>,
): Promise<Planning & { problems: Problem[] }> {
  const [{ series, problems }, rows, issues] = await Promise.all([
    loadSeries(root),
    occurrenceRows(store),
    listIssues(root),
  ])
  return { series, rows, issues, problems }
}
