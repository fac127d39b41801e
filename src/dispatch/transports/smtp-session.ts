import { Socket } from 'node:net'
import { PassThrough, Transform } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { NodemailerError, SMTPConnectionOptions } from 'nodemailer'

export type Login = { user: string; pass: string }

/** How far a conversation got before it failed, which decides whether a mail can have been taken. */
export type SmtpFailure = {
  /** `sent` means that at least the first octet of the message was handed to the socket. */
  phase: 'connect' | 'login' | 'envelope' | 'sent'
  /** The server's reply, when it gave one. */
  replyCode: number | undefined
  command: string | undefined
}

/**
 * A timeout of the socket is one of silence: a server that says a word now and then would be waited for
 * without end. Milliseconds of the monotonic clock, and from the first octet of the message on.
 */
export type SmtpLimits = { startBy: number; answerMs: number }

/** One connection to one mail server; mails go over it one after another. */
export type SmtpSession = {
  usable(): boolean
  /**
   * Undefined when the server took the mail. Its pieces are sent behind each other; lines end in CRLF
   * and none begins with a dot.
   */
  deliver(
    envelope: { from: string; to: string },
    pieces: readonly Buffer[],
    limits: SmtpLimits,
  ): Promise<SmtpFailure | undefined>
  quit(): void
}

/**
 * Opens a connection and logs in. nodemailer's connection and not its pool: the pool requeues by
 * itself and hides how far a failed mail got, while here the message is a stream of our own that
 * knows whether it was ever read. Without one octet of it there was no final dot, so the mail
 * cannot have been taken; from the first octet on it may have been (RFC 1047).
 */
export function openSession(
  options: SMTPConnectionOptions,
  login: Login | undefined,
  startBy: number,
): Promise<{ kind: 'open'; session: SmtpSession } | { kind: 'failed'; failure: SmtpFailure }> {
  const connection = new SMTPConnection({ ...options, logger: false })
  const room = new Room()
  let alive = true
  const ended = () => {
    alive = false
  }
  return new Promise((resolve) => {
    const fail = (phase: SmtpFailure['phase'], error: NodemailerError | Error | undefined) => {
      clearTimeout(late)
      // First: closing makes the connection say 'end', which is no failure of its own.
      resolve({ kind: 'failed', failure: failureOf(phase, error) })
      hangUp()
    }
    const late = setTimeout(() => fail('connect', undefined), startBy - performance.now())
    const open = () => {
      clearTimeout(late)
      resolve({ kind: 'open', session: session() })
    }
    // Stays for the life of the connection: an 'error' without a listener would end the process.
    connection.on('error', (error: NodemailerError) => fail('connect', error))
    connection.on('end', () => fail('connect', undefined))
    connection.connect((error) => {
      if (error) return fail('connect', error)
      if (login === undefined) return open()
      connection.login({ credentials: login }, (refused) => {
        if (refused) return fail('login', refused)
        open()
      })
    })
  })

  function session(): SmtpSession {
    return {
      usable: () => alive,
      quit: () => {
        ended()
        connection.quit()
      },
      deliver(envelope, pieces, { startBy, answerMs }) {
        const message = room.hold(pieces)
        // What follows such a line could pass for commands.
        if (message.includes('\r\n.') || !message.subarray(-2).equals(LINE_END)) {
          throw new Error('A message has a line that SMTP would change')
        }
        return new Promise((resolve) => {
          let read = false
          const done = (failure: SmtpFailure | undefined) => {
            clearTimeout(limit)
            resolve(failure)
          }
          const fail = (error: NodemailerError | undefined) => {
            done(failureOf(read ? 'sent' : 'envelope', error))
          }
          const giveUp = () => {
            fail(undefined)
            hangUp()
          }
          const answered = async (error: NodemailerError | undefined) => {
            const isEarly = !(await hasLeft(connection))
            if (error !== undefined || isEarly) fail(error)
            else done(undefined)
            // Over a connection that owes the server octets, what comes next would be read as these.
            if (isEarly) return hangUp()
            if (error === undefined) return
            // The server refused this mail only: the conversation can go on.
            if (isReply(error)) connection.reset((broken) => broken && hangUp())
            else hangUp()
          }
          let limit = setTimeout(giveUp, startBy - performance.now())
          const body = new ReadyMessage(message, () => {
            read = true
            clearTimeout(limit)
            limit = setTimeout(giveUp, answerMs)
          })
          // The callback comes first where there is one, with what the server said.
          connection.once('end', () => setImmediate(fail, undefined))
          connection.send(
            { from: envelope.from, to: [envelope.to], size: message.length },
            body,
            (error) => {
              connection.removeAllListeners('end').on('end', ended)
              void answered(error ?? undefined)
            },
          )
        })
      },
    }
  }

  function hangUp(): void {
    ended()
    connection.close()
  }
}

const LINE_END = Buffer.from('\r\n')

/**
 * Where one connection puts its messages together, one after another in the same place. A place of its
 * own for each of 134 KB cost 0.4 ms of processor, most of it for memory that was taken and given back.
 */
class Room {
  #octets = Buffer.alloc(0)

  /** The message is here until the next one is. */
  hold(pieces: readonly Buffer[]): Buffer {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (length > this.#octets.length) {
      this.#octets = Buffer.allocUnsafeSlow(Math.ceil(length / ROOM_STEP) * ROOM_STEP)
    }
    let end = 0
    for (const piece of pieces) end += piece.copy(this.#octets, end)
    return this.#octets.subarray(0, length)
  }
}

/** Mails of one issue differ by some hundreds of octets. */
const ROOM_STEP = 64 * 1024

/**
 * Whether everything was handed to the network. An answer that comes before that is no answer to the
 * whole mail, so that nobody can have taken it for it. TLS hears of its last octets a turn late.
 */
async function hasLeft({ _socket: socket }: SMTPConnection): Promise<boolean> {
  if (!(socket instanceof Socket)) return false
  if (socket.writableLength > 0) await nextTurn()
  return socket.writableLength === 0
}

/**
 * A message that goes to the socket as it is. nodemailer's data stream would look at every octet for
 * a dot at the start of a line and for a lone CR or LF, of which there are none: 0.74 ms on 133 KB,
 * more than all else that this process does for a mail. So all but the last line end passes it by,
 * and that line end makes it close the message with its dot.
 */
class ReadyMessage extends PassThrough {
  readonly #message: Buffer
  readonly #onRead: () => void

  constructor(message: Buffer, onRead: () => void) {
    super()
    this.#message = message
    this.#onRead = onRead
  }

  override pipe<T extends NodeJS.WritableStream>(data: T): T {
    this.#onRead()
    if (data instanceof Transform) {
      data.push(this.#message.subarray(0, -2))
      data.end(LINE_END)
      return data
    }
    data.end(this.#message)
    return data
  }
}

function isReply(error: NodemailerError): boolean {
  return error.responseCode !== undefined && error.responseCode !== 421 && error.command !== 'CONN'
}

/** Never the message of the error: it holds what the server said, often with the address. */
function failureOf(
  phase: SmtpFailure['phase'],
  error: (Error & Partial<NodemailerError>) | undefined,
): SmtpFailure {
  return { phase, replyCode: error?.responseCode, command: error?.command }
}
