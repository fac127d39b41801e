import { Hono } from 'hono'
import { isLocalDate, localDateAt } from '../agenda/local-date.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { makePlannedIssue } from '../schedule/make-planned-issue.ts'
import { skipPassed } from '../schedule/occurrence-store.ts'
import { plannedBetween } from '../schedule/planned-issues.ts'
import { fault, type AppSettings } from './answer.ts'
import { readForm } from './public/form.ts'

/** What the overview asks of somebody about the series: make the next issue, or skip what went by. */
export function seriesRoutes(settings: AppSettings): Hono {
  const { workspace, now } = settings
  const app = new Hono()

  // The form says which date it was about: pressed twice, it makes one issue and shows it.
  app.post('/issues', async (c) => {
    const form = await readForm(c)
    const [series, day] = [form.text('series'), form.text('day')]
    if (series === '' || !isLocalDate(day)) {
      return fault(c, settings, 400, 'form')
    }
    const store = await workspace.store()
    const planning = await loadPlanning(workspace.root, store)
    const planned = plannedBetween(planning, day, day).find(({ seriesId }) => seriesId === series)
    if (planned === undefined) return fault(c, settings, 404, 'seriesChanged')
    const at = now()
    const config = workspace.config()
    const today = localDateAt(at, config.zone)
    const made = await makePlannedIssue(planned, {
      config,
      text: workspace.text(),
      store,
      now: at,
      today,
    })
    if (made.kind === 'failed') return fault(c, settings, 500, 'newIssue')
    if (made.kind === 'made') workspace.changed(made.files)
    return c.redirect(`/issues/${planned.issueId}`, 303)
  })

  app.post('/occurrences/skip', async (c) => {
    const until = (await readForm(c)).text('until')
    if (!/^\d{1,15}$/.test(until)) {
      return fault(c, settings, 400, 'form')
    }
    await skipPassed(await workspace.store(), Number(until), now())
    return c.redirect('/', 303)
  })

  return app
}
