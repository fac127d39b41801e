import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { breaches, type Breach } from './sendgrid-contract.ts'

/**
 * A stand-in for SendGrid's mail endpoint and its suppression lists on a real port. It refuses whatever the
 * contract forbids (`sendgrid-contract.ts`), so that a request it takes is one that keeps it, and
 * it can be told to answer, stall or hang up instead.
 */
export type SendgridServer = {
  url: string
  /** Every request that was taken with 202, in order. */
  taken: Mail[]
  /**
   * What mails broke of the contract, whatever was answered. Closing fails when something is left in
   * here, so that no test passes in which a request was wrong.
   */
  broken: Breach[]
  requests: number
  /** Method and path of every request, with the query. */
  asked: string[]
  /** What stands on its suppression lists; `global` is where unsubscribes are handed over to. */
  lists: Record<ListName, Suppressed[]> & { global: Set<string> }
  /** Requests left before it answers 429, and the seconds it then asks for; undefined: no limit. */
  limit: { remaining: number; resetSeconds: number } | undefined
  /** The next answers, one per request; when none is left it behaves as documented. */
  script: Behaviour[]
  /** Its clock, which its answers carry as `Date`. */
  now: () => number
  close(): Promise<void>
}
export type Behaviour =
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Closes the connection after the request was read. */
  | { kind: 'reset' }
  /** Begins an answer and stops. */
  | { kind: 'half' }

const listNames = ['bounces', 'invalid_emails', 'spam_reports', 'unsubscribes', 'blocks'] as const
type ListName = (typeof listNames)[number]
/** `created` in epoch seconds. */
export type Suppressed = { email: string; created: number; reason?: string; status?: string }

export type Mail = {
  from: { email: string; name?: string }
  reply_to: { email: string }
  subject: string
  send_at?: number
  custom_args?: Record<string, string>
  content: { type: string; value: string }[]
  attachments?: {
    content: string
    content_id: string
    disposition: string
    filename: string
    type: string
  }[]
  headers?: Record<string, string>
  categories?: string[]
  tracking_settings: Record<string, { enable: boolean }>
  personalizations: Personalization[]
}
export type Personalization = {
  to: { email: string; name?: string }[]
  cc?: { email: string }[]
  bcc?: { email: string }[]
  headers?: Record<string, string>
  custom_args?: Record<string, string>
  substitutions?: Record<string, string>
  send_at?: number
}

export const KEY = 'SG.a-key-for-tests-only'

export async function startSendgrid(): Promise<SendgridServer> {
  const taken: Mail[] = []
  const broken: Breach[] = []
  const script: Behaviour[] = []
  const asked: string[] = []
  const state: Pick<SendgridServer, 'requests' | 'limit' | 'now'> = {
    requests: 0,
    limit: undefined,
    now: Date.now,
  }
  const lists: SendgridServer['lists'] = {
    bounces: [],
    invalid_emails: [],
    spam_reports: [],
    unsubscribes: [],
    blocks: [],
    global: new Set(),
  }
  const server = createServer((request, response) => {
    state.requests++
    response.setHeader('date', new Date(state.now()).toUTCString())
    asked.push(`${request.method} ${request.url}`)
    void read(request).then((body) => answer(request, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    broken,
    script,
    asked,
    lists,
    get limit() {
      return state.limit
    },
    set limit(limit) {
      state.limit = limit
    },
    get requests() {
      return state.requests
    },
    set now(now: () => number) {
      state.now = now
    },
    get now() {
      return state.now
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        const wrong = broken.map(({ rule, field }) => `${rule} ${field}`).join(', ')
        server.close(() => (wrong === '' ? resolve() : reject(new Error(wrong))))
      }),
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const isMail = request.method === 'POST' && request.url === '/v3/mail/send'
    const wrong = isMail ? breaches(body, state.now()) : []
    broken.push(...wrong)
    const next = script.shift()
    if (next !== undefined) return behave(next, response)
    if (request.headers.authorization !== `Bearer ${KEY}`) {
      return send(response, 401, { errors: [{ message: 'authorization required', field: null }] })
    }
    if (limited(response)) return
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    if (pathname.startsWith('/v3/suppression/') && request.method === 'GET') {
      return list(pathname.slice('/v3/suppression/'.length), searchParams, response)
    }
    if (pathname.startsWith('/v3/asm/suppressions/global')) {
      return global(request.method, pathname, body.toString('utf8'), response)
    }
    if (request.method === 'GET' && request.url === '/v3/scopes') {
      return send(response, 200, { scopes: ['mail.send'] })
    }
    if (!isMail) return send(response, 404, { errors: [{ message: 'not found', field: null }] })
    const [first] = wrong
    if (first !== undefined) {
      const status = first.rule === 'size' ? 413 : 400
      const field = first.field === '' ? null : first.field
      return send(response, status, { errors: [{ message: 'Bad Request', field, help: null }] })
    }
    taken.push(JSON.parse(body.toString('utf8')) as Mail)
    response.writeHead(202, { 'X-Message-Id': `message-${taken.length}` }).end()
  }

  /** True when it was answered: nothing is left of this minute. */
  function limited(response: ServerResponse): boolean {
    if (state.limit === undefined) return false
    const { remaining, resetSeconds } = state.limit
    const reset = String(Math.ceil(Date.now() / 1000) + resetSeconds)
    response.setHeader('X-RateLimit-Remaining', String(Math.max(remaining - 1, 0)))
    response.setHeader('X-RateLimit-Reset', reset)
    state.limit.remaining--
    if (remaining > 0) return false
    // A minute later there is room again.
    state.limit = undefined
    send(response, 429, { errors: [{ message: 'too many requests', field: null }] })
    return true
  }

  function list(name: string, query: URLSearchParams, response: ServerResponse): void {
    const entries = listNames.find((known) => known === name)
    const limit = Number(query.get('limit') ?? 500)
    if (entries === undefined) return send(response, 404, { errors: [] })
    if (limit > 500) return send(response, 400, { errors: [{ message: 'limit', field: 'limit' }] })
    const [from, to] = [Number(query.get('start_time')), Number(query.get('end_time'))]
    const offset = Number(query.get('offset') ?? 0)
    const found = lists[entries].filter(({ created }) => created >= from && created <= to)
    send(response, 200, found.slice(offset, offset + limit))
  }

  function global(
    method: string | undefined,
    path: string,
    body: string,
    response: ServerResponse,
  ): void {
    if (method === 'POST') {
      const { recipient_emails: emails } = JSON.parse(body) as { recipient_emails: string[] }
      for (const email of emails) lists.global.add(email)
      return send(response, 201, { recipient_emails: emails })
    }
    const email = decodeURIComponent(path.split('/').at(-1) ?? '')
    response.writeHead(lists.global.delete(email) ? 204 : 404).end()
  }

  function behave(next: Behaviour, response: ServerResponse): void {
    switch (next.kind) {
      case 'answer':
        return send(response, next.status, next.body, next.headers)
      case 'hang':
        return
      case 'reset':
        response.socket?.resetAndDestroy()
        return
      case 'half':
        response.writeHead(202, { 'content-length': '100' })
        response.write('half')
        return
    }
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  if (typeof body === 'string') response.end(body)
  else response.end(body === undefined ? '' : JSON.stringify(body))
}

/** What one recipient would get: the keys replaced by plain text, as SendGrid does. */
export function receivedBy(mail: Mail, index: number): { html: string; text: string } {
  const values = Object.entries(mail.personalizations[index]?.substitutions ?? {})
  const fill = (type: string) =>
    values.reduce(
      (text, [key, value]) => text.replaceAll(key, () => value),
      mail.content.find((part) => part.type === type)?.value ?? '',
    )
  return { html: fill('text/html'), text: fill('text/plain') }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
