import { Hono, type Context } from 'hono'
import { localDateAt } from '../agenda/local-date.ts'
import { makeIssue, type MadeIssue } from '../issue/make-issue.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { makePlannedIssue } from '../schedule/make-planned-issue.ts'
import { plannedFor, type Planning } from '../schedule/planned-issues.ts'
import { issuesOf, proposeMonth } from '../schedule/propose-month.ts'
import { show, type AppSettings } from './answer.ts'
import { readForm } from './public/form.ts'
import { newIssuePage, type NewIssueScreen } from './screens/new-issue.ts'

/** *Nieuwe editie*: of the month that is next, or of any other that has none. */
export function newIssueRoutes(settings: AppSettings): Hono {
  const { workspace, now } = settings
  const app = new Hono()

  app.get('/issues/new', async (c) => {
    const planning = await loadPlanning(workspace.root, await workspace.store())
    return shown(c, planning, undefined, undefined)
  })

  app.post('/issues/new', async (c) => {
    const form = await readForm(c)
    const month = `${form.text('year')}-${form.text('month')}`
    const planning = await loadPlanning(workspace.root, await workspace.store())
    if (!isMonth(month)) return shown(c, planning, undefined, { kind: 'missing' })
    const taken = issuesOf(planning.issues, month)
    if (taken.length > 0) return shown(c, planning, month, { kind: 'taken', issues: taken })
    const made = await make(month, planning)
    switch (made.kind) {
      case 'exists':
        return shown(c, planning, month, { kind: 'taken', issues: [month] })
      case 'failed':
        return shown(c, planning, month, { kind: 'failed' })
      case 'made':
        workspace.changed(made.files)
        return c.redirect(`/issues/${month}`, 303)
    }
  })

  return app

  /** With the dates of a series where one has a date in that month. */
  async function make(month: string, planning: Planning): Promise<MadeIssue> {
    const [config, text, store] = [workspace.config(), workspace.text(), await workspace.store()]
    const planned = plannedFor(planning, month)
    if (planned === undefined) return makeIssue(config, text, month, undefined)
    const at = now()
    const today = localDateAt(at, config.zone)
    return makePlannedIssue(planned, { config, text, store, now: at, today })
  }

  /** `month`: what somebody chose. */
  function shown(
    c: Context,
    planning: Planning,
    month: string | undefined,
    wrong: NewIssueScreen['wrong'],
  ): Promise<Response> {
    const today = localDateAt(now(), workspace.config().zone)
    const proposed = proposeMonth(planning, today)
    const thisYear = Number(today.slice(0, 4))
    const screen = { proposed, chosen: month ?? proposed.month, thisYear, wrong }
    const status = wrong === undefined ? 200 : wrong.kind === 'missing' ? 400 : 409
    return show(c, newIssuePage({ ...screen, text: workspace.text() }), status)
  }
}

/** `2026-12`: of this century, whatever year the list offered when the page was opened. */
function isMonth(given: string): boolean {
  return /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(given)
}
