import { Hono, type Context } from 'hono'
import type { Inspection } from '../check/inspect-issue.ts'
import { isIssueId } from '../issue/issue-id.ts'
import type { Look } from '../dispatch/look-at-issue.ts'
import type { Segment } from '../subscribers/segments.ts'
import { audience } from '../subscribers/audience.ts'
import { segmentCounts } from '../subscribers/segment-counts.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { dispatchOf, lastDispatches } from './dispatch-view.ts'
import { issueSummary, type IssueSummary } from './issue-summary.ts'
import { clockWords } from './moments.ts'
import { openSource, saveSource } from './source-file.ts'
import { dispatchPage, type DispatchScreen } from './screens/dispatch.ts'
import { issuePage, type SegmentCount } from './screens/issue.ts'
import { issueRow, overviewPage } from './screens/overview.ts'
import { sourcePage, type SourceScreen } from './screens/source.ts'

/** Overview, issue, source and dispatch. */
export function issueRoutes(settings: AppSettings): Hono {
  const { workspace, now, sends, lookOf } = settings
  const app = new Hono()

  app.get('/', async (c) => {
    const version = workspace.version()
    const [ids, dispatches] = await Promise.all([workspace.issues(), lastDispatches(workspace)])
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
        others: ids.filter((id) => id !== currentId),
        dispatches: dispatches.slice(0, 5),
        settingsProblems: workspace.settingsProblems(),
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
      issuePage({ summary, partners, ...counted, transport, sends, zone, version, text }),
    )
  })

  app.get('/issues/:id/row', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    return show(c, issueRow(await summaryOf(issueId), workspace.text()))
  })

  app.get('/issues/:id/dispatch', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const version = workspace.version(issueId)
    const [summary, dispatch, counted] = await Promise.all([
      summaryOf(issueId),
      dispatchOf(workspace, issueId),
      countedSegments(issueId),
    ])
    const { zone, transport } = workspace.config()
    const { recipients } = counted
    const text = workspace.text()
    return show(
      c,
      dispatchPage({
        summary,
        dispatch,
        recipients,
        transport,
        sends,
        held: heldBy(lookOf(issueId)),
        zone,
        version,
        text,
      }),
    )
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
    const form = await c.req.parseBody()
    const { file, version, text: mine } = form
    if (typeof file !== 'string' || typeof version !== 'string' || typeof mine !== 'string') {
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

  /** The id in the address, when there is such an issue. */
  async function known(c: Context): Promise<string | undefined> {
    const id = c.req.param('id')
    if (id === undefined || !isIssueId(id)) return undefined
    return (await workspace.issues()).includes(id) ? id : undefined
  }

  async function summaryOf(issueId: string): Promise<IssueSummary> {
    const [inspection, dispatch] = await Promise.all([
      workspace.inspect(issueId),
      dispatchOf(workspace, issueId),
    ])
    return issueSummary(inspection, workspace.config(), dispatch, now())
  }

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
      problems: inspection.problems.filter(({ file }) => file === source.file),
      state,
      version: workspace.version(issueId),
      text: workspace.text(),
    }
  }

  async function countedSegments(
    issueId: string,
  ): Promise<{ segments: SegmentCount[]; recipients: number | undefined }> {
    const [{ issue }, { segments }, store] = await Promise.all([
      workspace.inspect(issueId),
      workspace.segments(),
      workspace.store(),
    ])
    const wanted = (issue?.segments ?? []).map(({ value }) => value)
    const chosen: Segment[] = segments.filter(({ id }) => wanted.includes(id))
    const counts = await segmentCounts(store, chosen)
    const ids = chosen.map(({ id }) => id)
    const people = await audience(store, segments, { purpose: 'newsletter', segmentIds: ids })
    return {
      segments: wanted.map((id) => {
        const segment = chosen.find((one) => one.id === id)
        if (!segment) return { id, title: id, count: undefined }
        const { title, file, line } = segment
        return { id, title, file, line, count: counts.get(id) }
      }),
      recipients: people.members.length,
    }
  }
}

/** What keeps an issue whose moment has come from being sent. */
function heldBy(look: Look | undefined): DispatchScreen['held'] {
  switch (look?.kind) {
    case 'blocked':
    case 'nobody':
    case 'locked':
    case 'disk-short':
    case 'secret-lost':
    case 'restored':
    case 'clock-off':
      return look.kind
    case 'nothing':
    case 'missed':
    case 'too-late-to-resume':
    case 'sent':
    case undefined:
      return undefined
    default:
      return look satisfies never
  }
}

function positive(given: string | undefined): number | undefined {
  const number = Number.parseInt(given ?? '', 10)
  return number > 0 ? number : undefined
}
