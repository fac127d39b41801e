import { Hono } from 'hono'
import { AGENDA_FILE } from '../issue/load-agenda.ts'
import { noticeTrouble } from '../subscribers/notice-trouble.ts'
import { alarms } from '../dispatch/alarms.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { comingOf } from './coming-view.ts'
import { countdownOf, countdowns } from './countdown-view.ts'
import { lastDispatches } from './dispatch-view.ts'
import { rememberedName } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import type { IssueSummary } from './issue-summary.ts'
import { changeOf, type Notices } from './notices.ts'
import { actionsOn } from './problem-actions.ts'
import { leftOf } from './problems-left.ts'
import { requestedView } from './requested-view.ts'
import { issuePage } from './screens/issue.ts'
import { issueRow, overviewPage } from './screens/overview.ts'
import { openSource } from './source-file.ts'

/** Overview and issue. */
export function issueRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace, now, sends, port, requested } = settings
  const { known, summaryOf, countedSegments } = issueLookup(settings)
  const app = new Hono()

  app.get('/', async (c) => {
    const version = workspace.version()
    const [ids, dispatches, notices] = await Promise.all([
      workspace.issues(),
      lastDispatches(workspace),
      workspace.store().then((store) => noticeTrouble(store, now())),
    ])
    const sent = new Set(
      dispatches
        .filter(({ state }) => state === 'done' || state === 'done_with_holds')
        .map(({ issueId }) => issueId),
    )
    const currentId = ids.find((id) => !sent.has(id)) ?? ids[0]
    // The first page after a start does not wait for the checks: it asks for them itself.
    const patient = c.req.header('hx-request') !== undefined || c.req.query('wait') !== undefined
    const current =
      currentId === undefined ? undefined : await (patient ? summaryOf : summarySoon)(currentId)
    return show(
      c,
      overviewPage({
        current,
        pending: current === undefined ? currentId : undefined,
        // A page that is still being made asks again at once, and has them then.
        countdowns: current === undefined ? [] : await countdowns(settings),
        sends,
        name: rememberedName(c, port()),
        now: now(),
        others: ids.filter((id) => id !== currentId),
        dispatches: dispatches.slice(0, 5),
        alarms: await alarms(await workspace.store(), now()),
        settingsProblems: workspace.settingsProblems(),
        notices,
        coming: await comingOf(settings, sent),
        zone: workspace.config().zone,
        version,
        text: workspace.text(),
      }),
    )
  })

  app.get('/issues/:id', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const version = workspace.version(issueId)
    const counting = countedSegments(issueId)
    const [summary, counted] = await Promise.all([summaryOf(issueId, counting), counting])
    const { partners, zone, transport } = workspace.config()
    const text = workspace.text()
    const notice = notices.shown(c.req.query('notice'))
    return show(
      c,
      issuePage({
        summary,
        partners,
        ...counted,
        hasAgenda: openSource(workspace.root, AGENDA_FILE).kind === 'ok',
        countdown: countdownOf(settings, summary, counted.recipients),
        name: rememberedName(c, port()),
        now: now(),
        transport,
        sends,
        zone,
        version,
        notice,
        actions: actionsOn(workspace.root),
        left: leftOf(summary.problems, changeOf(notice)),
        requested: requestedView(requested, await workspace.inspect(issueId), workspace.config()),
        text,
      }),
    )
  })

  app.get('/issues/:id/row', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    return show(c, issueRow(await summaryOf(issueId), workspace.text()))
  })

  return app

  async function summarySoon(issueId: string): Promise<IssueSummary | undefined> {
    return (await workspace.inspectSoon(issueId)) && summaryOf(issueId)
  }
}
