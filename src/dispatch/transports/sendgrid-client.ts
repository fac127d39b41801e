import { buildConnector, Pool } from 'undici'

export type SendgridAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  /** `before-connect`: the failure came before there was a connection, so nothing was sent. */
  | { kind: 'failed'; stage: 'before-connect' | 'after-connect'; timedOut: boolean }

export type SendgridClient = {
  request(call: {
    method: 'GET' | 'POST' | 'DELETE'
    path: string
    body?: string | Uint8Array
  }): Promise<SendgridAnswer>
  close(): Promise<void>
}

/** Longer error answers than this are cut off; 202 has no body. */
const ANSWER_BYTES = 64 * 1024

/**
 * HTTP to SendGrid on one pool: key and base URL together, no redirect, no retry, no proxy
 * variables, a deadline on everything. Keep-alive is shorter than the server's, so that an idle
 * connection is never used in the moment the other side closes it.
 */
export function sendgridClient(settings: {
  baseUrl: string
  key: string
  deadlineMs: number
  connections: number
  /** What is longer is cut off. */
  answerBytes?: number
}): SendgridClient {
  const failedToConnect = new WeakSet<Error>()
  const connect = buildConnector({ timeout: Math.min(10_000, settings.deadlineMs) })
  const pool = new Pool(settings.baseUrl, {
    connections: settings.connections,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    headersTimeout: settings.deadlineMs,
    bodyTimeout: settings.deadlineMs,
    connect: (options, callback) => {
      connect(options, (...result) => {
        if (result[0] !== null) failedToConnect.add(result[0])
        callback(...result)
      })
    },
  })
  return {
    async close() {
      await pool.destroy()
    },
    async request({ method, path, body }) {
      try {
        const answer = await pool.request({
          method,
          path,
          headers: {
            authorization: `Bearer ${settings.key}`,
            accept: 'application/json',
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body }),
          // A server that trickles would never meet the two timeouts above.
          signal: AbortSignal.timeout(settings.deadlineMs),
        })
        return {
          kind: 'answer',
          status: answer.statusCode,
          headers: namedOnce(answer.headers),
          body: await readUpTo(answer.body, settings.answerBytes ?? ANSWER_BYTES),
        }
      } catch (error) {
        // The error may hold the request, key and addresses included: only its kind goes further.
        const failed = error instanceof Error ? error : new Error('not an error')
        return {
          kind: 'failed',
          stage: failedToConnect.has(failed) ? 'before-connect' : 'after-connect',
          timedOut: /timeout/i.test(`${failed.name} ${(failed as { code?: string }).code ?? ''}`),
        }
      }
    },
  }
}

function namedOnce(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name.toLowerCase(), Array.isArray(value) ? (value[0] ?? '') : value]],
    ),
  )
}

async function readUpTo(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
