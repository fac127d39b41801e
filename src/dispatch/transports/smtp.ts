import { isIP } from 'node:net'
import type { SMTPConnectionOptions } from 'nodemailer'
import type { Config } from '../../config.ts'
import { problem, type Problem } from '../../problem.ts'
import { composeMessage, inPieces, type Composed } from '../compose.ts'
import { signatures, signingKeys, type SigningKey } from '../dkim.ts'
import { messageId } from '../message.ts'
import type { OutgoingBatch, SubmitOutcome, Transport } from '../transport.ts'
import { openSession, type Login, type SmtpFailure, type SmtpSession } from './smtp-session.ts'

/** Few enough for any relay; Postfix takes 50 of one client (`smtpd_client_connection_count_limit`). */
const USUAL_CONNECTIONS = 5

export type SmtpTimeouts = {
  connectMs: number
  /** RFC 5321, 4.5.3.2.6: ten minutes for the reply to the final dot. */
  answerMs: number
  /** From the claim to the first octet of the mail: whoever unsubscribes later may still be in it. */
  startMs: number
}

/**
 * One recipient per call, over connections that are kept and used again. The outcome follows from
 * how far the conversation got (dispatch.md, section 5.2).
 */
export function smtpTransport(
  config: Config,
  timeouts: SmtpTimeouts = { connectMs: 30_000, answerMs: 10 * 60_000, startMs: 30_000 },
): Transport {
  const { smtp } = config
  if (smtp === undefined) throw new Error('The smtp section is missing; the check comes first')
  const login: Login | undefined =
    smtp.user === undefined
      ? undefined
      : { user: smtp.user, pass: config.secrets.smtpPassword ?? '' }
  const options: SMTPConnectionOptions = {
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    // Without this a go-between could strip STARTTLS and read password and addresses.
    requireTLS: !smtp.secure && !isLoopback(smtp.host),
    ignoreTLS: !smtp.secure && isLoopback(smtp.host),
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.answerMs,
  }
  const idle: SmtpSession[] = []
  let keys: SigningKey[] | undefined

  return {
    name: 'smtp',
    batchSize: 1,
    concurrency: smtp.connections ?? USUAL_CONNECTIONS,
    // A server may take ten minutes for the final dot (RFC 5321, 4.5.3.2.6).
    leaseMs: 15 * 60_000,

    async verify(): Promise<Problem[]> {
      if (login !== undefined && config.secrets.smtpPassword === undefined) {
        return [problem('transport/key-missing', { variable: 'RONDBRIEF_SMTP_PASSWORD' })]
      }
      const opened = await openSession(options, login, startBy())
      if (opened.kind === 'open') {
        opened.session.quit()
        return []
      }
      const code =
        opened.failure.phase === 'login' ? 'transport/login-refused' : 'transport/unreachable'
      return [problem(code, { host: smtp.host })]
    },

    async submit(batch: OutgoingBatch): Promise<SubmitOutcome> {
      const [message] = batch.messages
      if (message === undefined || batch.messages.length > 1) {
        throw new Error('SMTP takes one recipient at a time')
      }
      const pieces = await signed(await composeMessage(config, batch, message))
      // Unsigned it would be refused, or taken for spam: the settings come first.
      if (pieces === undefined) {
        return { kind: 'pause', reason: 'cannot-sign', status: undefined }
      }
      const limits = { startBy: startBy(), answerMs: timeouts.answerMs }
      const session = await take(limits.startBy)
      if (session.kind === 'failed') return outcomeOf(session.failure)
      const envelope = { from: config.sender.address, to: message.to.address }
      const failure = await session.session.deliver(envelope, pieces, limits)
      if (session.session.usable()) idle.push(session.session)
      if (failure !== undefined) return outcomeOf(failure)
      const id = messageId(config, batch.issueId, message.ref)
      return { kind: 'accepted', messageId: id, status: 250 }
    },

    close() {
      for (const session of idle.splice(0)) session.quit()
      return Promise.resolve()
    },
  }

  async function signed(composed: Composed): Promise<Buffer[] | undefined> {
    try {
      keys ??= signingKeys(config)
    } catch {
      return undefined
    }
    return inPieces(composed, await signatures(composed, keys))
  }

  function startBy(): number {
    return performance.now() + timeouts.startMs
  }

  function take(by: number): ReturnType<typeof openSession> {
    for (;;) {
      const session = idle.pop()
      if (session === undefined) return openSession(options, login, by)
      if (session.usable()) return Promise.resolve({ kind: 'open', session })
    }
  }
}

const WAIT_MS = 60_000

function outcomeOf({ phase, replyCode, command }: SmtpFailure): SubmitOutcome {
  const status = replyCode
  const permanent = replyCode !== undefined && replyCode >= 500
  switch (phase) {
    case 'connect':
      return {
        kind: 'refused-for-now',
        reason: 'unreachable',
        status,
        concerns: 'server',
        waitMs: WAIT_MS,
      }
    case 'login':
      // 4xx is "not now" (RFC 4954, 6); anything else will not change by itself.
      if (replyCode !== undefined && !permanent) {
        return {
          kind: 'refused-for-now',
          reason: 'busy',
          status,
          concerns: 'server',
          waitMs: WAIT_MS,
        }
      }
      return { kind: 'pause', reason: 'login-refused', status }
    case 'envelope':
    case 'sent':
      break
  }
  // After the message 421 may be the answer to it or a goodbye that crossed it.
  if (phase === 'sent' && replyCode === 421) {
    return { kind: 'unknown', reason: 'connection-lost', status }
  }
  if (replyCode === 421) {
    return { kind: 'refused-for-now', reason: 'busy', status, concerns: 'server', waitMs: WAIT_MS }
  }
  if (replyCode === undefined || command === 'CONN') {
    if (phase === 'sent') return { kind: 'unknown', reason: 'connection-lost', status }
    return {
      kind: 'refused-for-now',
      reason: 'connection-lost',
      status,
      concerns: 'batch',
      waitMs: 1_000,
    }
  }
  if (!permanent) {
    return { kind: 'refused-for-now', reason: 'busy', status, concerns: 'batch', waitMs: WAIT_MS }
  }
  // A refused sender is refused for everyone; a refused recipient only for that one.
  if (command === 'MAIL FROM') return { kind: 'pause', reason: 'settings-refused', status }
  if (command === 'RCPT TO') {
    return { kind: 'rejected', reason: 'address-refused', status, index: 0 }
  }
  return { kind: 'rejected', reason: 'message-refused', status, index: 0 }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
