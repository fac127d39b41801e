import type { Context, MiddlewareHandler } from 'hono'
import type { Html } from '../html.ts'
import { messagePage } from './screens/message.ts'
import { publicPage, type PublicView } from './public-layout.ts'
import type { PublicSettings } from './public-settings.ts'

/**
 * On every answer. No script, no frame, nothing from elsewhere, no address passed on: the address
 * of a page may be somebody's own link. No cookie is ever set, so none has to be asked for.
 */
export const publicHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

export const withPublicHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(publicHeaders)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

export type PublicStatus = 200 | 400 | 403 | 404 | 409 | 410 | 413 | 429 | 500

export async function show(
  c: Context,
  settings: PublicSettings,
  view: Omit<PublicView, 'text' | 'config'>,
  status: PublicStatus = 200,
): Promise<Response> {
  const page = publicPage({ ...view, text: settings.text(), config: settings.config() })
  return c.html(await page, status)
}

/** A page that says one thing, and where to go from here. */
export function say(
  c: Context,
  settings: PublicSettings,
  message: { title: string; paragraphs: (string | Html)[]; next?: { href: string; label: string } },
  status: PublicStatus = 200,
): Promise<Response> {
  return show(c, settings, { title: message.title, body: messagePage(message) }, status)
}

/** Never a bare 404: a link that lost a part says what to try and who helps. */
export function unknownLink(c: Context, settings: PublicSettings): Promise<Response> {
  const words = settings.text().publicPages.unknownLink
  const { contact } = settings.config().organisation
  const paragraphs = [words.text, words.contact(contact)]
  return say(c, settings, { title: words.title, paragraphs }, 404)
}
