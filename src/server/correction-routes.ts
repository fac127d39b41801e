import { Hono, type Context } from 'hono'
import { gotMistake, sentVersions } from '../dispatch/correction.ts'
import { noteDecision } from '../dispatch/decision.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { dispatchProgress } from '../dispatch/progress.ts'
import { makeCorrection } from '../issue/make-correction.ts'
import { problem } from '../problem.ts'
import type { DispatchRow } from '../store/tables.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { dispatchHome } from './dispatch-routes.ts'
import { readName, rememberedName, rememberName, type Named } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import { readForm } from './public/form.ts'
import { correctionPage, type CorrectionScreen } from './screens/correction.ts'

/** Making the issue that corrects another; it is written and sent as any issue is. */
export function correctionRoutes(settings: AppSettings): Hono {
  const { workspace, now, port } = settings
  const { known, summaryOf } = issueLookup(settings)
  const app = new Hono()

  app.get('/issues/:id/dispatch/correction', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const row = await begun(issueId)
    if (row === undefined) return c.redirect(dispatchHome(issueId), 303)
    return asked(c, row, { person: rememberedName(c, port()), why: '' }, undefined)
  })

  app.post('/issues/:id/dispatch/correction', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const row = await begun(issueId)
    if (row === undefined) return c.redirect(dispatchHome(issueId), 303)
    const form = await readForm(c)
    const named = readName(form)
    const version = form.text('for') || undefined
    if (version !== undefined && !/^[0-9a-f]{8,64}$/.test(version)) {
      return fault(c, settings, 400, 'form')
    }
    if (named.person === '') return asked(c, row, named, 'name')
    if (named.whyRefused !== undefined) return asked(c, row, named, 'why')
    const corrects = { issueId, version, unsure: form.text('unsure') === 'yes' }
    const store = await workspace.store()
    const found = await gotMistake(store, workspace.config().list.id, corrects)
    if (found.kind === 'none') {
      const values = { found: issueId, ...(version !== undefined && { version }) }
      return asked(c, row, named, problem(`correction/${found.why}`, values))
    }
    const made = await makeCorrection(workspace.config(), workspace.text(), corrects)
    if (made.kind !== 'made') return asked(c, row, named, 'failed')
    const decision = { issue_id: issueId, action: 'correction', people: found.count } as const
    const by = { person: named.person, why: named.why || undefined }
    await noteDecision(store.db, decision, by, { ...systemPorts, now })
    rememberName(c, port(), named.person)
    workspace.changed([made.file])
    const query = new URLSearchParams({ file: made.file })
    return c.redirect(`/issues/${made.id}/source?${query}`, 303)
  })

  return app

  async function begun(issueId: string): Promise<DispatchRow | undefined> {
    const store = await workspace.store()
    const row = await regularDispatch(store.db, issueId, workspace.config().list.id)
    return row === undefined || row.prepared_at === null ? undefined : row
  }

  async function asked(
    c: Context,
    row: DispatchRow,
    named: Named,
    wrong: CorrectionScreen['wrong'],
  ): Promise<Response> {
    const store = await workspace.store()
    const [{ title }, versions, { unsure }] = await Promise.all([
      summaryOf(row.issue_id),
      sentVersions(store, row.id),
      dispatchProgress(store, row.id),
    ])
    const text = workspace.text()
    const screen = { issueId: row.issue_id, title, versions, unsure, named, wrong, text }
    return show(c, correctionPage(screen), wrong === undefined ? 200 : 409)
  }
}
