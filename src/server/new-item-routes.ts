import { Hono } from 'hono'
import { addItem } from '../issue/add-item.ts'
import { fault, show, showClosed, type AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import { sourceHref } from './problem-list.ts'
import { readForm } from './public/form.ts'
import { newItemPage, type NewItemScreen } from './screens/new-item.ts'
import { titleFault, typedWords } from './typed-words.ts'

/** *Nieuw bericht*: a title becomes a file of a partner, opened where its text begins. */
export function newItemRoutes(settings: AppSettings): Hono {
  const { workspace } = settings
  const { known, summaryOf } = issueLookup(settings)
  const app = new Hono()

  // Where the page with a refusal is asked for again.
  app.get('/issues/:id/items', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    return c.redirect(`/issues/${issueId}#contributions`, 303)
  })

  app.post('/issues/:id/items', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const { partners, root } = workspace.config()
    const partner = partners.find(({ id }) => id === form.text('partner'))
    if (partner === undefined) return fault(c, settings, 400, 'form')
    const summary = await summaryOf(issueId)
    if (summary.sending !== undefined) return showClosed(c, settings, issueId)
    const text = workspace.text()
    const title = typedWords(form.text('title'))
    const refused = (wrong: NewItemScreen['wrong'], status: 400 | 409) => {
      const issueTitle = summary.title
      return show(c, newItemPage({ issueId, issueTitle, partner, title, wrong, text }), status)
    }
    const wrong = titleFault(title)
    if (wrong !== undefined) return refused(wrong, 400)
    const fallback = text.screens.making.item.slug
    const added = addItem(root, { issueId, partner: partner.id, title, fallback })
    if (added.kind === 'failed') return refused(added, 409)
    workspace.changed([added.file])
    return c.redirect(sourceHref(issueId, added), 303)
  })

  return app
}
