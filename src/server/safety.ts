import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

/**
 * Any web page in any browser on this computer can reach a local port. Four locks keep them out:
 *
 * 1. `Host` must name this server: a foreign name that resolves to 127.0.0.1 (DNS rebinding) fails.
 * 2. The first visit carries the start token that only the terminal showed; it becomes a cookie
 *    that scripts cannot read and other sites cannot make the browser send.
 * 3. Everything but GET and HEAD needs the `Origin` of this very server. Under `no-referrer` a
 *    browser writes `null` there for our own forms as well; then it must say itself, in a header
 *    that no page can set, that the form is ours (Fetch Metadata, `Sec-Fetch-Site`).
 * 4. Answers forbid framing, sniffing, referrers, and everything that our own pages do not use.
 */
export type Gate = {
  /** The secret in the address that `rondbrief start` prints. */
  token: string
  /** Value of the session cookie; not the token, which shows in terminals. */
  session: string
}

export function newGate(): Gate {
  return { token: secret(), session: secret() }
}

export type Refusal = 'host' | 'origin' | 'token'

/** `port` is asked per request, because it is known only once the server listens. */
export function guard(
  gate: Gate,
  port: () => number,
  refuse: (c: Context, why: Refusal) => Response | Promise<Response>,
): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    if (!hostsOf(port()).includes(host)) return refuse(c, 'host')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      if (!isOwnForm(c, host)) return refuse(c, 'origin')
    }
    const url = new URL(c.req.url)
    const given = url.searchParams.get('start')
    if (given !== null && same(given, gate.token)) {
      url.searchParams.delete('start')
      return c.body(null, 303, {
        ...pageHeaders,
        location: `${url.pathname}${url.search}`,
        'set-cookie': `${cookieName(port())}=${gate.session}; HttpOnly; SameSite=Strict; Path=/`,
      })
    }
    // The page that says "not without the link" wears our style too; assets hold nothing private.
    const open = url.pathname.startsWith('/assets/')
    if (!open && !same(cookieOf(c, cookieName(port())), gate.session)) return refuse(c, 'token')
    await next()
    for (const [name, value] of Object.entries(pageHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    return undefined
  }
}

/** Nothing but our own files; no inline script or style, no frames of or in other sites. */
export const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/**
 * For the mail inside its frame. Its scripts and forms stay dead and it asks nothing of any server
 * but its own pictures here; `allow-same-origin` lets our page read it to lead a click to its source.
 */
export function mailHeaders(images: boolean): Record<string, string> {
  return {
    ...pageHeaders,
    'content-security-policy': [
      'sandbox allow-same-origin',
      "default-src 'none'",
      images ? "img-src 'self' data:" : "img-src 'none'",
      "style-src 'unsafe-inline'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
  }
}

function isOwnForm(c: Context, host: string): boolean {
  const origin = c.req.header('origin')
  if (origin === 'null') return c.req.header('sec-fetch-site') === 'same-origin'
  return origin === `http://${host}`
}

function hostsOf(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

/** Cookies ignore ports: the name keeps two Rondbriefs on one computer apart. */
function cookieName(port: number): string {
  return `rondbrief_${port}`
}

function cookieOf(c: Context, name: string): string {
  const cookies = (c.req.header('cookie') ?? '').split(';').map((part) => part.trim())
  const prefix = `${name}=`
  return cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length) ?? ''
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function secret(): string {
  return randomBytes(24).toString('base64url')
}
