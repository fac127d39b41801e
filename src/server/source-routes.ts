import { Hono } from 'hono'
import { fault, show, type AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import { clockWords } from './moments.ts'
import { nextHref } from './next-problem.ts'
import type { Notices } from './notices.ts'
import { readForm } from './public/form.ts'
import { sourcePage, type SourceScreen } from './screens/source.ts'
import { openSource } from './source-file.ts'
import { positive, sourceScreens } from './source-screen.ts'

/** One file of an issue: read it, change it, and go from one problem to the next. */
export function sourceRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace, now } = settings
  const { known } = issueLookup(settings)
  const { screenOf, saveTyped, nextOf } = sourceScreens(settings, notices)
  const app = new Hono()

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
    return show(c, sourcePage(await screenOf(c, issueId, opened.source, state)))
  })

  app.post('/issues/:id/source', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const file = form.text('file')
    const typed = await saveTyped(c, issueId, form)
    if (typed.kind === 'stopped') return typed.page
    if (typed.kind === 'none') return fault(c, settings, 400, 'form')
    const at = `/issues/${issueId}`
    const then = form.text('then')
    if (then === 'preview') return c.redirect(`${at}/preview`, 303)
    const pages = ['/', '/subscribers', '/outbox', '/help', at]
    const tabs = ['preview', 'schedule', 'dispatch'].map((tab) => `${at}/${tab}`)
    const page = [...pages, ...tabs].find((one) => one === then)
    if (page !== undefined) return c.redirect(page, 303)
    if (then === 'next') {
      const place = { line: positive(form.text('line')), column: positive(form.text('column')) }
      const { next, last } = await nextOf(issueId, { file, ...place })
      if (next !== undefined) {
        const told = last ? notices.add({ kind: 'last' }) : undefined
        return c.redirect(nextHref(issueId, next, told), 303)
      }
    }
    const query = new URLSearchParams({ file, saved: typed.version.slice(0, 12) })
    return c.redirect(`${at}/source?${query}`, 303)
  })

  return app
}
