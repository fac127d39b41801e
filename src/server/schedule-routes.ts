import { Hono, type Context } from 'hono'
import { localDateAt } from '../agenda/local-date.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { changesSince } from '../dispatch/changes-since.ts'
import { issueFile } from '../issue/list-issues.ts'
import { blocks } from '../problem.ts'
import { loadPlanning } from '../schedule/load-planning.ts'
import { plannedFor } from '../schedule/planned-issues.ts'
import { proposeMoments } from '../schedule/propose-moments.ts'
import { fault, show, type AppSettings } from './answer.ts'
import {
  chosenMoment,
  withPastEvents,
  type ChosenMoment,
  type MomentForm,
} from './chosen-moment.ts'
import { countdownOf } from './countdown-view.ts'
import { dispatchHome } from './dispatch-routes.ts'
import { readName, rememberedName, rememberName } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import { readForm } from './public/form.ts'
import { planMoment } from './plan-moment.ts'
import { openSource } from './source-file.ts'
import { stopMoment } from './stop-moment.ts'
import { TOO_LATE } from './screens/dispatch.ts'
import { schedulePage, type Refused, type ScheduleScreen } from './screens/schedule.ts'

/** *Inplannen*: choose a moment, see what leaves then, and agree to both. */
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
    // Pressed twice, or by two people: it is stopped.
    if (summary.planned === undefined && summary.stopped?.wall === wall) return stopped(c, issueId)
    const made = { config: workspace.config(), store: await workspace.store(), ports }
    const by = { person: person || undefined, people }
    const done = await stopMoment(issueId, wall, made, by)
    if (done === 'begun') return tooLate(c, issueId)
    if (done === 'moved') {
      const shown = await screen(c, issueId, {})
      return show(c, schedulePage({ ...shown, refused: { kind: 'moved' } }), 409)
    }
    workspace.changed([issueFile(issueId)])
    if (person !== '') rememberName(c, port(), person)
    return stopped(c, issueId)
  })

  app.post('/issues/:id/schedule', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const [version, seen] = [form.text('version'), form.text('seen')]
    const [moment] = form.all('moment')
    if (version === '') return fault(c, settings, 400, 'form')
    const shown = await screen(c, issueId, { moment })
    const { summary, chosen, recipients } = shown
    const refuse = async (refused: Refused, status: 400 | 409 = 409) =>
      show(c, schedulePage({ ...(await screen(c, issueId, { moment })), refused }), status)
    if (summary.sending !== undefined) return refuse({ kind: 'begun' })
    if (summary.problems.some(blocks)) return refuse({ kind: 'blocked' })
    if (!recipients) return refuse({ kind: 'nobody' })
    if (chosen.kind !== 'ok') return refuse({ kind: 'moment' }, 400)
    if (shown.seen !== seen) return refuse({ kind: 'changed' })
    const { person } = readName(form)
    const [config, text, store] = [workspace.config(), workspace.text(), await workspace.store()]
    const due = { wall: chosen.wall, zone: config.zone, at: chosen.due.at }
    const planned = await planMoment(
      issueId,
      { due, version, fingerprint: seen },
      { config, text, store, ports },
      { person: person || undefined },
    )
    workspace.changed([issueFile(issueId)])
    if (person !== '') rememberName(c, port(), person)
    if (planned.kind !== 'planned') return refuse(planned)
    return c.redirect(`/issues/${encodeURIComponent(issueId)}/schedule`, 303)
  })

  return app

  function stopped(c: Context, issueId: string): Response {
    return c.redirect(`/issues/${encodeURIComponent(issueId)}/schedule`, 303)
  }

  function tooLate(c: Context, issueId: string): Response {
    return c.redirect(`${dispatchHome(issueId)}?done=${TOO_LATE}`, 303)
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
    const whole = await workspace.whole(await workspace.inspect(issueId))
    const { planned: plan } = summary
    return {
      summary,
      ...counted,
      countdown: countdownOf(settings, summary, counted.recipients),
      name: rememberedName(c, port()),
      proposals,
      series: planned?.wall === proposals[0] ? planned?.series.title : undefined,
      chosen: withPastEvents(
        chosenMoment(form, at, zone) ??
          usual(plan?.wall ?? summary.issue?.sendAt, proposals, at, zone),
        summary.issue,
      ),
      isChosen: form.moment !== undefined,
      seen: whole?.fingerprint ?? '',
      changes:
        plan?.isChanged && whole
          ? await changesSince(store.db, plan.dispatchId, whole.rendered)
          : undefined,
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
