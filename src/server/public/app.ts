import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { assetNamed } from '../assets.ts'
import { archiveRoutes } from './archive-routes.ts'
import { dataRoutes } from './data-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { preferencesRoutes } from './preferences-routes.ts'
import { publicHeaders, say, withPublicHeaders } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'
import { publicStyle } from './public-style.ts'
import { roleRoutes } from './role-routes.ts'
import { subscribeRoutes } from './subscribe-routes.ts'
import { unsubscribeRoutes } from './unsubscribe-routes.ts'

/** A form is a few hundred bytes. */
const MAX_BODY = 64 * 1024

/**
 * The public face: what readers reach. GET never changes anything, no route sets a cookie, and none
 * leads to the screens of the editors, which are another app on another port.
 */
export function createPublicApp(settings: PublicSettings): Hono {
  const app = new Hono()
  app.use(withPublicHeaders)
  app.use(async (c, next) => {
    if (isForeignForm(c)) {
      const { title, text } = settings.text().publicPages.crossSite
      return say(c, settings, { title, paragraphs: [text] }, 403)
    }
    return next()
  })
  // Before the limit for forms: a report of a thousand mails is far larger.
  app.route('/', eventRoutes(settings))
  app.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) => {
        const { title, text } = settings.text().publicPages.tooLarge
        return say(c, settings, { title, paragraphs: [text] }, 413)
      },
    }),
  )
  app.onError((error, c) => {
    settings.failed(error)
    const { title, text } = settings.text().publicPages.unexpected
    return say(c, settings, { title, paragraphs: [text] }, 500)
  })
  app.notFound((c) => {
    const { publicPages: t } = settings.text()
    const next = { href: '/archive/', label: t.archive.toArchive }
    return say(c, settings, { title: t.notFound.title, paragraphs: [t.notFound.text], next }, 404)
  })
  app.get('/assets/public.css', (c) =>
    c.body(publicStyle(settings.config()), 200, {
      ...publicHeaders,
      'content-type': 'text/css; charset=utf-8',
      'cache-control': c.req.query('v') ? 'max-age=31536000, immutable' : 'no-cache',
    }),
  )
  // Asked by browsers on pages that name no icon, such as an issue.
  app.get('/favicon.ico', (c) => {
    const icon = assetNamed('icon.svg')
    return c.body(new Uint8Array(icon?.bytes ?? []), 200, {
      ...publicHeaders,
      'content-type': icon?.type ?? 'image/svg+xml',
      'cache-control': 'max-age=86400',
    })
  })
  app.route('/', archiveRoutes(settings))
  app.route('/', subscribeRoutes(settings))
  app.route('/', unsubscribeRoutes(settings))
  app.route('/', preferencesRoutes(settings))
  app.route('/', roleRoutes(settings))
  app.route('/', dataRoutes(settings))
  return app
}

/**
 * A browser says where a form came from in a header that no page can set (Fetch Metadata). The one
 * route that mail programs call by themselves is left alone (RFC 8058).
 */
function isForeignForm(c: Context): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.path.startsWith('/u/'))
    return false
  const site = c.req.header('sec-fetch-site')
  return site === 'cross-site' || site === 'same-site'
}
