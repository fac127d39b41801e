import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { archivedImage, archivedIssues, archivedPage } from '../../dispatch/archive.ts'
import { issueCalendar } from '../../issue/issue-calendar.ts'
import { isIssueId } from '../../issue/issue-id.ts'
import { loadIssue } from '../../issue/load-issue.ts'
import { formatDate } from '../../render/format.ts'
import { localDateAt } from '../../agenda/local-date.ts'
import { withCorrectionNotes } from './correction-notes.ts'
import { publicHeaders, say, show } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'

/** Issues that went out, for everybody: the frozen web page, its pictures and its dates. */
export function archiveRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  app.get('/', (c) => c.redirect('/archive/', 302))
  app.get('/archive', (c) => c.redirect('/archive/', 301))
  app.get('/archive/', (c) => list(c, settings))
  // Pictures in the page are at addresses that begin at its folder.
  app.get('/archive/:issue', (c) => c.redirect(`/archive/${issueOf(c)}/`, 301))
  app.get('/archive/:issue/', (c) => issue(c, settings))
  app.get('/archive/:issue/agenda.ics', (c) => calendar(c, settings))
  app.get('/archive/:issue/images/:name', (c) => image(c, settings))
  return app
}

async function list(c: Context, settings: PublicSettings): Promise<Response> {
  const [config, text] = [settings.config(), settings.text()]
  const t = text.publicPages.archive
  const issues = await archivedIssues(await settings.store())
  const title = t.title(config.list.name)
  const items = issues.map(
    ({ issueId, subject, preheader, sentAt }) =>
      html`<li>
        <p class="quiet">${formatDate(localDateAt(sentAt, config.zone), text)}</p>
        <a href="/archive/${issueId}/">${subject}</a>
        <p>${preheader}</p>
      </li>`,
  )
  const body = html`<h1>${title}</h1>
    ${
      issues.length === 0
        ? html`<p>${t.empty}</p>`
        : html`<ul class="issues">
            ${items}
          </ul>`
    }
    <h2>${t.subscribe}</h2>
    <p><a class="button" href="/subscribe">${text.publicPages.nav.subscribe}</a></p>`
  return show(c, settings, { title, current: 'archive', body })
}

async function issue(c: Context, settings: PublicSettings): Promise<Response> {
  const store = await settings.store()
  const frozen = await archivedPage(store, issueOf(c))
  if (frozen === undefined) return notThere(c, settings)
  const page = await withCorrectionNotes(frozen, issueOf(c), store, settings.text())
  return c.html(page, 200, {
    ...publicHeaders,
    'content-security-policy': policyFor(page),
    'cache-control': 'max-age=300',
  })
}

/** The page is complete in itself: only its very own style sheets are let through, by their hash. */
function policyFor(page: string): string {
  const styles = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  )
  return publicHeaders['content-security-policy'].replace("style-src 'self'", () =>
    ['style-src', ...(styles.length === 0 ? ["'none'"] : styles)].join(' '),
  )
}

async function image(c: Context, settings: PublicSettings): Promise<Response> {
  const name = c.req.param('name') ?? ''
  const found = await archivedImage(await settings.store(), issueOf(c), name)
  if (found === undefined) return notThere(c, settings)
  return c.body(new Uint8Array(found.bytes), 200, {
    ...publicHeaders,
    'content-type': found.contentType,
    'cache-control': 'max-age=86400',
  })
}

/** The dates as they are now: whoever asks later gets what was moved or cancelled since. */
async function calendar(c: Context, settings: PublicSettings): Promise<Response> {
  const [config, text] = [settings.config(), settings.text()]
  const id = issueOf(c)
  const sent = await archivedPage(await settings.store(), id)
  const { issue: found } = sent === undefined ? { issue: undefined } : await loadIssue(config, id)
  const file = found && issueCalendar(found, config, text, settings.now())
  if (file === undefined) return notThere(c, settings)
  return c.body(file, 200, {
    ...publicHeaders,
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="agenda-${id}.ics"`,
    'cache-control': 'max-age=300',
  })
}

function notThere(c: Context, settings: PublicSettings): Promise<Response> {
  const t = settings.text().publicPages.archive
  const next = { href: '/archive/', label: t.toArchive }
  return say(c, settings, { title: t.notFound, paragraphs: [t.notFoundText], next }, 404)
}

/** Empty for what cannot be the name of an issue. */
function issueOf(c: Context): string {
  const id = c.req.param('issue') ?? ''
  return isIssueId(id) ? id : ''
}
