import { Hono, type Context } from 'hono'
import { issueFile } from '../issue/list-issues.ts'
import { AGENDA_FILE, loadAgenda } from '../issue/load-agenda.ts'
import { addEvent } from './add-event.ts'
import { fault, show, showClosed, type AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import { noEvent, readEvent } from './new-event-form.ts'
import type { Notices } from './notices.ts'
import { readForm } from './public/form.ts'
import { newEventPage, type NewEventScreen } from './screens/new-event.ts'

/** *Nieuwe bijeenkomst*: into the agenda, and into the issue on whose page somebody asked for it. */
export function newEventRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace } = settings
  const { known, summaryOf } = issueLookup(settings)
  const app = new Hono()

  app.get('/issues/:id/events/new', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const summary = await summaryOf(issueId)
    if (summary.sending !== undefined) return showClosed(c, settings, issueId)
    const nothing = { typed: noEvent(), errors: new Map(), wrong: undefined }
    return shown(c, { issueId, issueTitle: summary.title, ...nothing })
  })

  app.post('/issues/:id/events/new', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const summary = await summaryOf(issueId)
    if (summary.sending !== undefined) return showClosed(c, settings, issueId)
    const { root } = workspace
    const text = workspace.text()
    const { typed, errors, event } = readEvent(await readForm(c), text)
    const screen = { issueId, issueTitle: summary.title, typed, errors }
    if (event === undefined) return shown(c, { ...screen, wrong: undefined }, 400)
    const added = await addEvent(root, issueId, event, text.screens.making.event.fileHead)
    if (!('id' in added)) return shown(c, { ...screen, wrong: added.kind }, 409)
    workspace.changed([AGENDA_FILE, issueFile(issueId)])
    const { kind, id, inIssue } = added
    const notice = {
      kind: 'event',
      title: event.title,
      id,
      known: kind === 'known',
      inIssue,
    } as const
    const query = new URLSearchParams({ notice: notices.add(notice) })
    return c.redirect(`/issues/${issueId}?${query}#notice`, 303)
  })

  return app

  async function shown(
    c: Context,
    screen: Omit<NewEventScreen, 'types' | 'text'>,
    status: 200 | 400 | 409 = 200,
  ): Promise<Response> {
    const { events = [] } = await loadAgenda(workspace.root)
    const types = [...new Set(events.map(({ type }) => type))].filter(Boolean).toSorted()
    return show(c, newEventPage({ ...screen, types, text: workspace.text() }), status)
  }
}
