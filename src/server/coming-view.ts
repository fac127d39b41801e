import { localDateAt } from '../agenda/local-date.ts'
import type { IssueHead } from '../issue/issue.ts'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFile } from '../issue/project-file.ts'
import { readHead } from '../issue/read-head.ts'
import { comingSteps } from '../schedule/coming-steps.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { passedOccurrences } from '../schedule/occurrence-store.ts'
import { nextOpen } from '../schedule/planned-issues.ts'
import { shifted } from '../schedule/series.ts'
import type { AppSettings } from './answer.ts'
import type { Coming } from './screens/coming.ts'

/** An issue of longer ago, in days, has nothing to come: its file need not be read. */
const RECENT = 100

/** What there is to do soon, over all issues and series. `sent` holds the ids of what has left. */
export async function comingOf(
  { workspace, now }: Pick<AppSettings, 'workspace' | 'now'>,
  sent: ReadonlySet<string>,
): Promise<Coming> {
  const at = now()
  const today = localDateAt(at, workspace.config().zone)
  const store = await workspace.store()
  const planning = await loadPlanning(workspace.root, store)
  const since = shifted(today, -RECENT).slice(0, 7)
  const recent = planning.issues.filter((id) => id >= since && !sent.has(id))
  const heads = await Promise.all(recent.map((id) => headOf(workspace.root, id)))
  return {
    steps: comingSteps(
      planning,
      heads.filter((head) => head !== undefined),
      today,
    ),
    next: nextOpen(planning, today),
    passed: await passedOccurrences(store, at),
    problems: planning.problems,
  }
}

async function headOf(root: string, id: string): Promise<IssueHead | undefined> {
  const file = `${NEWSLETTERS}/${id}/issue.md`
  const read = await readProjectFile(root, file)
  return read.kind === 'read' ? readHead(read.bytes, id, file).head : undefined
}
