import { Hono, type Context } from 'hono'
import { localDateAt } from '../agenda/local-date.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { planAgain, stopPlanned } from '../dispatch/stop-planned.ts'
import { issueFile } from '../issue/list-issues.ts'
import { withSendAt } from '../issue/with-send-at.ts'
import { blocks } from '../problem.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { plannedFor } from '../schedule/planned-issues.ts'
import { proposeMoments } from '../schedule/propose-moments.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { chosenMoment, type ChosenMoment, type MomentForm } from './chosen-moment.ts'
import { countdownOf } from './countdown-view.ts'
import { dispatchHome } from './dispatch-routes.ts'
import { readName, rememberedName, rememberName } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import type { IssueSummary } from './issue-summary.ts'
import { readForm } from './public/form.ts'
import { openSource, saveSource } from './source-file.ts'
import { stopMoment } from './stop-moment.ts'
import { TOO_LATE } from './screens/dispatch.ts'
import { schedulePage, type Refused, type ScheduleScreen } from './screens/schedule.ts'

/** *Inplannen*: choose a moment, see what it means, and write it into `issue.md`. */
export function scheduleRoutes(settings: AppSettings): Hono {
  const { workspace, now, sends, port } = settings
  const ports = { ...systemPorts, now }
  const { known, summaryOf, countedSegments } = issueLookup(settings)
  const app = new Hono()

  app.get('/issues/:id/schedule', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const { moment, day, time } = c.req.query()
    return show(c, schedulePage(await screen(c, issueId, { moment, day, time })))
  })

  app.post('/issues/:id/schedule/stop', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const wall = form.text('wall')
    if (wall === '') return fault(c, settings, 400, 'form')
    const { person } = readName(form)
    const [summary, { recipients: people }] = await Promise.all([
      summaryOf(issueId),
      countedSegments(issueId),
    ])
    if (summary.sending !== undefined) return tooLate(c, issueId)
    const due = plannedMoment(summary)
    // Pressed twice, or by two people: it is stopped.
    if (due === undefined && summary.stopped?.wall === wall) return stopped(c, issueId)
    if (due?.wall !== wall) {
      const shown = await screen(c, issueId, {})
      return show(c, schedulePage({ ...shown, refused: { kind: 'moved' } }), 409)
    }
    const made = { config: workspace.config(), store: await workspace.store(), ports }
    const by = { person: person || undefined, people }
    if ((await stopMoment(issueId, due, made, by)) === 'begun') return tooLate(c, issueId)
    workspace.changed([issueFile(issueId)])
    if (person !== '') rememberName(c, port(), person)
    return stopped(c, issueId)
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
    const shown = await screen(c, issueId, { moment })
    const { summary, chosen, recipients } = shown
    const refuse = async (refused: Refused, status: 400 | 409 = 409) =>
      show(c, schedulePage({ ...(await screen(c, issueId, { moment })), refused }), status)
    if (summary.sending !== undefined) return refuse({ kind: 'begun' })
    let wall: string | undefined
    if (action === 'plan') {
      if (summary.problems.some(blocks)) return refuse({ kind: 'blocked' })
      if (!recipients) return refuse({ kind: 'nobody' })
      if (chosen.kind !== 'ok') return refuse({ kind: 'moment' }, 400)
      wall = chosen.wall
    }
    const file = issueFile(issueId)
    const opened = openSource(workspace.root, file)
    if (opened.kind === 'refused') return refuse({ kind: 'file', why: opened.why })
    if (opened.source.version !== version) return refuse({ kind: 'changed' })
    const text = withSendAt(opened.source.text, wall)
    if (text === undefined) return refuse({ kind: 'unreadable' })
    if (wall !== summary.issue?.sendAt && (await leaves(c, summary, recipients)) === 'begun') {
      return refuse({ kind: 'begun' })
    }
    const saved = await saveSource(workspace.root, file, text, version)
    if (saved.kind === 'conflict') return refuse({ kind: 'changed' })
    if (saved.kind === 'refused') return refuse({ kind: 'file', why: saved.why })
    if (wall !== undefined) {
      const { list, zone } = workspace.config()
      const { db } = await workspace.store()
      await planAgain(db, { issueId, listId: list.id, due: { wall, zone } })
    }
    workspace.changed([file])
    return c.redirect(`/issues/${issueId}/schedule`, 303)
  })

  return app

  function stopped(c: Context, issueId: string): Response {
    return c.redirect(`/issues/${encodeURIComponent(issueId)}/schedule`, 303)
  }

  function tooLate(c: Context, issueId: string): Response {
    return c.redirect(`${dispatchHome(issueId)}?done=${TOO_LATE}`, 303)
  }

  /** What the daemon would go by, when it is not taken back. */
  function plannedMoment({ issue, dueAt }: IssueSummary): PlannedMoment | undefined {
    const wall = issue?.sendAt
    if (wall === undefined || dueAt === undefined) return undefined
    return { wall, zone: workspace.config().zone, at: dueAt }
  }

  /**
   * Near its moment an issue leaves the plan by the same decision as with Stop: what is written in a
   * file at that moment may be read too late by whoever sends.
   */
  async function leaves(
    c: Context,
    summary: IssueSummary,
    recipients: number | undefined,
  ): Promise<'stopped' | 'begun' | 'not-near'> {
    const due = plannedMoment(summary)
    if (due === undefined || countdownOf(settings, summary, recipients) === undefined) {
      return 'not-near'
    }
    const { list, graceMinutes } = workspace.config()
    const { issueId } = summary
    const planned = { issueId, listId: list.id, graceMs: graceMinutes * 60_000, due }
    const by = { person: rememberedName(c, port()) || undefined, people: recipients }
    return stopPlanned(await workspace.store(), planned, ports, by)
  }

  async function screen(c: Context, issueId: string, form: MomentForm): Promise<ScheduleScreen> {
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
    const proposed = proposeMoments(planned?.wall, { now: at, today, zone })
    // Whoever stopped it did not do so to send it at that very moment.
    const proposals = proposed.filter((wall) => wall !== summary.stopped?.wall)
    const opened = openSource(workspace.root, issueFile(issueId))
    return {
      summary,
      ...counted,
      countdown: countdownOf(settings, summary, counted.recipients),
      name: rememberedName(c, port()),
      proposals,
      series: planned?.wall === proposals[0] ? planned?.series.title : undefined,
      chosen:
        chosenMoment(form, at, zone) ?? usual(plannedMoment(summary)?.wall, proposals, at, zone),
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

type PlannedMoment = { wall: string; zone: string; at: number }
