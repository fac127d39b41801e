import { Hono, type Context } from 'hono'
import type { Inspection } from '../check/inspect-issue.ts'
import { noticeTrouble } from '../subscribers/notice-trouble.ts'
import { alarms } from '../dispatch/alarms.ts'
import { byImportance } from '../problem.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { comingOf } from './coming-view.ts'
import { countdownOf, countdowns } from './countdown-view.ts'
import { lastDispatches } from './dispatch-view.ts'
import { rememberedName } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import { readForm } from './public/form.ts'
import type { IssueSummary } from './issue-summary.ts'
import { clockWords } from './moments.ts'
import type { ShownNotice } from './notice-panel.ts'
import type { Notices } from './notices.ts'
import { actionsOn } from './problem-actions.ts'
import { everyProblem } from './requested-checks.ts'
import { requestedView } from './requested-view.ts'
import { openSource, saveSource } from './source-file.ts'
import { issuePage } from './screens/issue.ts'
import { issueRow, overviewPage } from './screens/overview.ts'
import { sourcePage, type SourceScreen } from './screens/source.ts'

/** Overview, issue and source. */
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
    const [summary, counted] = await Promise.all([summaryOf(issueId), countedSegments(issueId)])
    const { partners, zone, transport } = workspace.config()
    const text = workspace.text()
    return show(
      c,
      issuePage({
        summary,
        partners,
        ...counted,
        countdown: countdownOf(settings, summary, counted.recipients),
        name: rememberedName(c, port()),
        now: now(),
        transport,
        sends,
        zone,
        version,
        notice: noticeOf(c),
        actions: actionsOn(workspace.root),
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

  app.get('/issues/:id/source', async (c) => {
    const issueId = await known(c)
    const file = c.req.query('file')
    if (issueId === undefined || file === undefined) return fault(c, settings, 404, 'notFound')
    const opened = openSource(workspace.root, file)
    if (opened.kind === 'refused')
      return fault(c, settings, opened.why === 'not-found' ? 404 : 400, opened.why)
    const saved = c.req.query('saved')
    const state: SourceScreen['state'] =
      saved === opened.source.version.slice(0, 12)
        ? { kind: 'saved', at: clockWords(now(), workspace.config().zone, workspace.text()) }
        : { kind: 'open' }
    return show(c, sourcePage(await sourceScreen(c, issueId, opened.source, state)))
  })

  app.post('/issues/:id/source', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const [file, version] = [form.text('file'), form.text('version')]
    // A file may be emptied, but not by a form that says nothing of its text.
    const [mine] = form.all('text')
    if (file === '' || version === '' || mine === undefined) {
      return fault(c, settings, 400, 'form')
    }
    const saved = await saveSource(workspace.root, file, mine, version)
    if (saved.kind === 'saved') {
      workspace.changed([file])
      const query = new URLSearchParams({ file, saved: saved.version.slice(0, 12) })
      return c.redirect(`/issues/${issueId}/source?${query}`, 303)
    }
    if (saved.kind === 'conflict') {
      const screen = await sourceScreen(c, issueId, saved.current, { kind: 'conflict', mine })
      return show(c, sourcePage(screen), 409)
    }
    // Whatever went wrong on disk, the words somebody typed come back on the page.
    const why = workspace.text().screens.source.failed[saved.why]
    const shown = { file, text: mine, version, editable: saved.why !== 'read-only' }
    const screen = await sourceScreen(c, issueId, shown, { kind: 'failed', why, mine })
    return show(c, sourcePage(screen), 400)
  })

  return app

  async function summarySoon(issueId: string): Promise<IssueSummary | undefined> {
    return (await workspace.inspectSoon(issueId)) && summaryOf(issueId)
  }

  async function sourceScreen(
    c: Context,
    issueId: string,
    source: SourceScreen['source'],
    state: SourceScreen['state'],
  ): Promise<SourceScreen> {
    const inspection: Inspection = await workspace.inspect(issueId)
    return {
      issueId,
      issueTitle: inspection.issue?.title || issueId,
      source,
      line: positive(c.req.query('line')),
      column: positive(c.req.query('column')),
      problems: everyProblem(requested, inspection)
        .filter(({ file }) => file === source.file)
        .toSorted(byImportance),
      state,
      version: workspace.version(issueId),
      notice: noticeOf(c),
      actions: actionsOn(workspace.root),
      text: workspace.text(),
    }
  }

  function noticeOf(c: Context): ShownNotice | undefined {
    const name = c.req.query('notice') ?? ''
    const notice = notices.get(name)
    return notice && { name, notice }
  }
}

function positive(given: string | undefined): number | undefined {
  const number = Number.parseInt(given ?? '', 10)
  return number > 0 ? number : undefined
}
