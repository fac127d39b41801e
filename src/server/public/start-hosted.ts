import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Server } from 'node:http'
import type { Context } from 'hono'
import type { Config } from '../../config.ts'
import { startNoticeSender, type NoticeSending } from '../../dispatch/notice-sender.ts'
import { openTransport } from '../../dispatch/open-transport.ts'
import { systemPorts } from '../../dispatch/ports.ts'
import { processPosts } from '../../events/receive-events.ts'
import type { Store } from '../../store/store.ts'
import type { Text } from '../../text/text.ts'
import { createPublicApp } from './app.ts'
import type { PublicSettings } from './public-settings.ts'

export type HostedOptions = {
  config: () => Config
  text: () => Text
  store: () => Promise<Store>
  /** The interface to listen on, such as 127.0.0.1 behind a proxy on the same machine. */
  host: string
  /** 0 lets the system choose. */
  port: number
  /** Whether a proxy in front adds `X-Forwarded-For`; otherwise anybody could write in it. */
  isBehindProxy: boolean
  now: () => number
} & Pick<PublicSettings, 'crowded' | 'failed'> &
  Pick<NoticeSending, 'paused'>

export type Hosted = {
  port: number
  /** Resolves when every mail that was asked for has left or has to wait. */
  mailed: () => Promise<void>
  close: () => Promise<void>
}

/**
 * The public face with the sender of its mails. Throws `EADDRINUSE` when the port is taken. The
 * screens of the editors are not here: those stay on 127.0.0.1 behind their start token.
 */
export async function startHosted(options: HostedOptions): Promise<Hosted> {
  const { config, text, store, now, failed, crowded, paused } = options
  const ports = { ...systemPorts, now }
  // First the port: a second process must not begin to send for a server that cannot start.
  let nudge = (): void => {}
  const app = createPublicApp({
    config,
    text,
    store,
    now,
    failed,
    crowded,
    remoteAddress: options.isBehindProxy ? forwardedFor : peer,
    queued: () => nudge(),
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // Longer than a proxy keeps its connections to us, mostly a minute: otherwise one that it is about
  // to use again may just be closing.
  server.keepAliveTimeout = 75_000
  const port = await listen(server, options.host, options.port)
  // Reports that were stored by a process that then died.
  const reading = store()
    .then((open) => processPosts(open, ports))
    .catch(failed)
  const sender = startNoticeSender({
    config,
    text,
    store,
    openTransport,
    ports,
    paused,
    failed,
  })
  nudge = sender.nudge
  return {
    port,
    mailed: sender.idle,
    async close() {
      await new Promise<void>((done) => {
        server.close(() => done())
        server.closeIdleConnections()
      })
      await reading
      await sender.close()
    },
  }
}

function peer(c: Context): string {
  return getConnInfo(c).remote.address ?? ''
}

/** What the proxy itself added: the last entry. Those before it are what the visitor claimed. */
function forwardedFor(c: Context): string {
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? peer(c)
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
