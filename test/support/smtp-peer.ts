import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type SmtpPeer = {
  port: number
  /** Raw messages that got their 250, with the envelope's recipient. */
  taken: { to: string; raw: Buffer }[]
  connections(): number
  /** Closes every connection from this side. */
  dropAll(): void
  close(): Promise<void>
}

/** A real SMTP server on port 0. `faults` decides what it answers at each step. */
export async function startSmtp(
  faults: Pick<SMTPServerOptions, 'onMailFrom' | 'onRcptTo' | 'onAuth' | 'onConnect'> & {
    /** An error is the answer to the final dot; 'drop' closes the connection instead. */
    atEnd?: () => Error | 'drop' | undefined
    login?: boolean
  } = {},
): Promise<SmtpPeer> {
  const { atEnd, login = false, ...handlers } = faults
  const taken: SmtpPeer['taken'] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = new SMTPServer({
    authOptional: !login,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disabledCommands: login ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    logger: false,
    ...handlers,
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const fault = atEnd?.()
        if (fault === 'drop') {
          // Of the others nothing is lost: each test says how many it breaks.
          for (const socket of sockets) {
            if (socket.remotePort === session.remotePort) socket.destroy()
          }
          return
        }
        if (fault !== undefined) return callback(fault)
        const to = session.envelope.rcptTo[0]?.address ?? ''
        taken.push({ to, raw: Buffer.concat(chunks) })
        callback()
      })
    },
  })
  // Dropped connections are the point of some tests.
  server.on('error', () => undefined)
  const inner: Server = server.server
  inner.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (inner.address() as AddressInfo).port,
    taken,
    connections: () => connections,
    dropAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** A port on which something accepts connections and then does `behave`. */
export async function startRaw(
  behave: (socket: Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    behave(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = await startRaw(() => undefined)
  await server.close()
  return server.port
}

export function reply(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
