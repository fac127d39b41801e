import { Hono } from 'hono'
import { localDateAt } from '../agenda/local-date.ts'
import { withSendAt } from '../issue/with-send-at.ts'
import { blocks } from '../problem.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { plannedFor } from '../schedule/planned-issues.ts'
import { proposeMoments } from '../schedule/propose-moments.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { chosenMoment, type ChosenMoment, type MomentForm } from './chosen-moment.ts'
import { issueLookup } from './issue-lookup.ts'
import { readForm } from './public/form.ts'
import { openSource, saveSource } from './source-file.ts'
import { schedulePage, type Refused, type ScheduleScreen } from './screens/schedule.ts'

/** *Inplannen*: choose a moment, see what it means, and write it into `issue.md`. */
export function scheduleRoutes(settings: AppSettings): Hono {
  const { workspace, now, sends } = settings
  const { known, summaryOf, countedSegments } = issueLookup(settings)
  const app = new Hono()

  app.get('/issues/:id/schedule', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const { moment, day, time } = c.req.query()
    return show(c, schedulePage(await screen(issueId, { moment, day, time })))
  })

  app.post('/issues/:id/schedule', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const [action, version] = [form.text('action'), form.text('version')]
    const [moment] = form.all('moment')
    if (version === '' || (action !== 'plan' && action !== 'unplan')) {
      return fault(c, settings, 400, 'form')
    }
    const shown = await screen(issueId, { moment })
    const { summary, chosen, recipients } = shown
    const refuse = async (refused: Refused, status: 400 | 409 = 409) =>
      show(c, schedulePage({ ...(await screen(issueId, { moment })), refused }), status)
    if (summary.sending !== undefined) return refuse({ kind: 'begun' })
    let wall: string | undefined
    if (action === 'plan') {
      if (summary.problems.some(blocks)) return refuse({ kind: 'blocked' })
      if (!recipients) return refuse({ kind: 'nobody' })
      if (chosen.kind !== 'ok') return refuse({ kind: 'moment' }, 400)
      wall = chosen.wall
    }
    const file = fileOf(issueId)
    const opened = openSource(workspace.root, file)
    if (opened.kind === 'refused') return refuse({ kind: 'file', why: opened.why })
    if (opened.source.version !== version) return refuse({ kind: 'changed' })
    const text = withSendAt(opened.source.text, wall)
    if (text === undefined) return refuse({ kind: 'unreadable' })
    const saved = await saveSource(workspace.root, file, text, version)
    if (saved.kind === 'conflict') return refuse({ kind: 'changed' })
    if (saved.kind === 'refused') return refuse({ kind: 'file', why: saved.why })
    workspace.changed([file])
    return c.redirect(`/issues/${issueId}/schedule`, 303)
  })

  return app

  async function screen(issueId: string, form: MomentForm): Promise<ScheduleScreen> {
    const version = workspace.version(issueId)
    const [summary, counted, store] = await Promise.all([
      summaryOf(issueId),
      countedSegments(issueId),
      workspace.store(),
    ])
    const { zone, transport } = workspace.config()
    const at = now()
    const planned = plannedFor(await loadPlanning(workspace.root, store), issueId)
    const today = localDateAt(at, zone)
    const proposals = proposeMoments(planned?.wall, { now: at, today, zone })
    const opened = openSource(workspace.root, fileOf(issueId))
    return {
      summary,
      ...counted,
      proposals,
      series: planned?.wall === proposals[0] ? planned?.series.title : undefined,
      chosen: chosenMoment(form, at, zone) ?? usual(summary.issue?.sendAt, proposals, at, zone),
      isChosen: form.moment !== undefined,
      fileVersion: opened.kind === 'ok' ? opened.source.version : '',
      refused: undefined,
      now: at,
      transport,
      sends,
      zone,
      version,
      text: workspace.text(),
    }
  }

  /** What it is planned for, and else the first proposal. */
  function usual(
    sendAt: string | undefined,
    proposals: string[],
    at: number,
    zone: string,
  ): ChosenMoment {
    const planned = chosenMoment({ moment: sendAt }, at, zone)
    if (planned?.kind === 'ok') return planned
    const proposed = chosenMoment({ moment: proposals[0] }, at, zone)
    if (proposed === undefined) throw new Error('There is always a moment to propose')
    return proposed
  }
}

function fileOf(issueId: string): string {
  return `newsletters/${issueId}/issue.md`
}
