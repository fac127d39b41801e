import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { maskAddress } from '../../subscribers/address.ts'
import { isStale, readerOf } from '../../subscribers/reader.ts'
import { confirmRole } from '../../subscribers/role-check.ts'
import { secretOf } from '../../subscribers/secret.ts'
import { signToken, verifyToken } from '../../subscribers/token.ts'
import { say, show, unknownLink } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'
import { hasWork, rolePage } from './screens/role.ts'

/** The yearly question whether organisation and role are still right. GET asks; POST is the answer. */
export function roleRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  app.get('/role/:token', (c) => answer(c, settings, 'show'))
  app.post('/role/:token', (c) => answer(c, settings, 'act'))
  return app
}

async function answer(
  c: Context,
  settings: PublicSettings,
  what: 'show' | 'act',
): Promise<Response> {
  const [config, text, store] = [settings.config(), settings.text(), await settings.store()]
  const secret = secretOf(config)
  const token = c.req.param('token') ?? ''
  const ref = verifyToken('role', token, secret)
  const reader = await readerOf(store, 'role', token, secret)
  if (reader === undefined || ref === undefined) return unknownLink(c, settings)
  const { preferences: p, role: words } = text.publicPages
  const { subscriber } = reader
  if (subscriber === undefined) return say(c, settings, { title: p.gone, paragraphs: [p.goneText] })
  const masked = maskAddress(subscriber.email)
  const preferencesUrl = `/p/${signToken('preferences', ref, secret)}`
  if (isStale(reader, settings.now())) {
    const fresh = html`<form method="post" action="${preferencesUrl}/fresh">
      <button>${p.fresh}</button>
    </form>`
    return say(c, settings, { title: p.stale, paragraphs: [p.staleText(masked), fresh] }, 410)
  }
  if (what === 'show' && hasWork(subscriber)) {
    const unsubscribeUrl = `/u/${signToken('unsubscribe', ref, secret)}`
    const view = { text, masked, work: subscriber, preferencesUrl, unsubscribeUrl }
    return show(c, settings, { title: words.title, body: rolePage(view) })
  }
  if (what === 'act') await confirmRole(store, subscriber.id, settings.now())
  const next = { href: preferencesUrl, label: words.toPreferences }
  const paragraphs = [hasWork(subscriber) ? words.doneText : words.nothingText]
  const title = hasWork(subscriber) ? words.done : words.nothing
  return say(c, settings, { title, paragraphs, next })
}
