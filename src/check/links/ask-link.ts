import { request, type Dispatcher } from 'undici'
import { PrivateAddress } from './guarded-agent.ts'

/** What came of asking a page whether it is there. */
export type LinkAnswer =
  | { kind: 'works' }
  | { kind: 'dead'; reason: 'not-found' | 'no-host' }
  /** Not known: the words for each reason are with `link/unsure`. */
  | { kind: 'unsure'; reason: UnsureReason }
export type UnsureReason =
  | 'refused'
  | 'no-answer'
  | 'server-error'
  | 'certificate'
  | 'private'
  | 'redirects'
  | 'time'

const MAX_REDIRECTS = 5

/**
 * Asks with HEAD, and with GET where HEAD is not answered well. Follows redirects itself, so that
 * each address is judged anew and none of `isOurs` is ever asked. Sends no cookie and no referrer;
 * what the page holds is not read.
 */
export async function askLink(
  url: URL,
  asking: { dispatcher: Dispatcher; signal: AbortSignal; isOurs: (url: URL) => boolean },
): Promise<LinkAnswer> {
  let at = url
  for (let step = 0; step <= MAX_REDIRECTS; step += 1) {
    if (asking.isOurs(at)) return { kind: 'works' }
    const isWeb = at.protocol === 'https:' || at.protocol === 'http:'
    if (!isWeb || at.username !== '' || at.password !== '') {
      return { kind: 'unsure', reason: 'redirects' }
    }
    const answer = await askOnce(at, asking)
    if (answer.kind !== 'redirect') return answer
    if (!URL.canParse(answer.location, at)) return { kind: 'unsure', reason: 'redirects' }
    at = new URL(answer.location, at)
  }
  return { kind: 'unsure', reason: 'redirects' }
}

type Once = LinkAnswer | { kind: 'redirect'; location: string }

async function askOnce(
  url: URL,
  asking: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Once> {
  const head = await tryOnce('HEAD', url, asking)
  if (head.kind === 'works' || head.kind === 'redirect') return head
  // Without a connection a second question changes nothing.
  if (head.kind === 'dead' ? head.reason === 'no-host' : !answered.includes(head.reason))
    return head
  return tryOnce('GET', url, asking)
}

const answered: UnsureReason[] = ['refused', 'server-error', 'no-answer']

async function tryOnce(
  method: 'HEAD' | 'GET',
  url: URL,
  { dispatcher, signal }: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Once> {
  try {
    const { statusCode, headers, body } = await request(url, {
      method,
      dispatcher,
      signal,
      headers: { 'user-agent': 'Rondbrief (link check)', accept: '*/*' },
    })
    // The answer is in the status; destroying says so to the other side.
    body.on('error', () => undefined).destroy()
    const location = headers['location']
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
      return { kind: 'redirect', location }
    }
    return answerOfStatus(statusCode)
  } catch (error) {
    if (signal.aborted) return { kind: 'unsure', reason: 'time' }
    return answerOfError(error)
  }
}

export function answerOfStatus(status: number): LinkAnswer {
  if (status === 404 || status === 410) return { kind: 'dead', reason: 'not-found' }
  if (status >= 500) return { kind: 'unsure', reason: 'server-error' }
  // 401, 403, 405, 429 and the like: the site is there and does not want to tell a program more.
  return status >= 400 ? { kind: 'unsure', reason: 'refused' } : { kind: 'works' }
}

export function answerOfError(error: unknown): LinkAnswer {
  for (const one of causes(error)) {
    if (one instanceof PrivateAddress) return { kind: 'unsure', reason: 'private' }
    const code = (one as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOTFOUND') return { kind: 'dead', reason: 'no-host' }
    if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code)) {
      return { kind: 'unsure', reason: 'certificate' }
    }
  }
  return { kind: 'unsure', reason: 'no-answer' }
}

/** An error, what caused it, and what several attempts at once brought. */
function causes(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  const inside = error instanceof AggregateError ? (error.errors as unknown[]) : []
  return [error, ...inside, ...causes(error.cause)]
}
