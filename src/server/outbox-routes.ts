import { Hono } from 'hono'
import { isIssueId } from '../issue/issue-id.ts'
import { fault, show, type AppSettings } from './answer.ts'
import type { Html } from './html.ts'
import { readMessage, readOutbox } from './outbox.ts'
import { readForm } from './public/form.ts'
import { mailHeaders } from './safety.ts'
import { messagePage, outboxPage } from './screens/outbox.ts'

/** The mails that the file transport wrote, listed and read back. */
export function outboxRoutes(settings: AppSettings): Hono {
  const { workspace } = settings
  const app = new Hono()

  app.get('/outbox', async (c) => {
    return show(c, await listed(c.req.query('issue'), c.req.query('page')))
  })

  // An address is personal data and an address bar remembers: a search changes nothing, yet is sent.
  app.post('/outbox', async (c) => {
    const form = await readForm(c)
    const to = form.text('to').trim()
    return show(c, await listed(form.text('issue'), form.text('page'), to))
  })

  app.get('/outbox/:id/:name', async (c) => {
    const { id, name } = c.req.param()
    const message = await readMessage(workspace.root, id, name)
    if (!message) return fault(c, settings, 404, 'notFound')
    const asked = c.req.query('show')
    const shown = asked === 'text' || asked === 'headers' ? asked : 'html'
    const { zone } = workspace.config()
    const text = workspace.text()
    return show(c, messagePage({ issueId: id, name, message, show: shown, zone, text }))
  })

  app.get('/outbox/:id/:name/html', async (c) => {
    const message = await readMessage(workspace.root, c.req.param('id'), c.req.param('name'))
    if (!message) return fault(c, settings, 404, 'notFound')
    return c.html(message.html, 200, mailHeaders(true))
  })

  app.get('/outbox/:id/:name/download', async (c) => {
    const { id, name } = c.req.param()
    const message = await readMessage(workspace.root, id, name)
    if (!message) return fault(c, settings, 404, 'notFound')
    return c.body(new Uint8Array(message.bytes), 200, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${name}"`,
    })
  })

  return app

  async function listed(issue = '', asked = '', to = ''): Promise<Html> {
    const issueId = isIssueId(issue) ? issue : undefined
    const page = Number.parseInt(asked, 10) || 1
    const found = await readOutbox(workspace.root, { issueId, page, to })
    const { zone } = workspace.config()
    return outboxPage({ ...found, issueId, to, zone, text: workspace.text() })
  }
}
