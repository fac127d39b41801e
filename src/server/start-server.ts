import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AppSettings } from './answer.ts'
import { createApp } from './app.ts'
import type { Workspace } from './workspace.ts'
import { openRequestedChecks, type RequestedOptions } from './requested-checks.ts'
import { newGate } from './safety.ts'
import { forgetOldVersions } from '../issue/kept-versions.ts'
import { openUploads } from './uploads.ts'

export type ServerOptions = {
  workspace: Workspace
  /** Tried first; 0 lets the system choose. */
  port: number
  /** How many ports after it may be tried when it is taken. */
  tries: number
  /** Whether a daemon in this process sends what is due. */
  sends: boolean
  background: AppSettings['background']
  lookOf: AppSettings['lookOf']
  now: () => number
  env: NodeJS.ProcessEnv
  /** Of a test; otherwise the internet. */
  network?: RequestedOptions['network']
  failed: (error: unknown) => void
}
export type RunningServer = { port: number; token: string; close(): Promise<void> }

/** Listens on 127.0.0.1 only. Throws `EADDRINUSE` when all the ports it may try are taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const gate = newGate()
  let port = options.port
  const uploads = openUploads(options.workspace.root)
  forgetOldVersions(options.workspace.root, Date.now())
  const requested = openRequestedChecks(options)
  const app = createApp({ ...options, gate, uploads, requested, port: () => port })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  port = await listen(server, options.port, options.tries)
  return {
    port,
    token: gate.token,
    async close() {
      await new Promise<void>((done) => {
        server.close(() => done())
        uploads.close()
        // Pages keep a connection open to hear of changes; they would keep the server up for ever.
        server.closeAllConnections()
      })
      await requested.close()
    },
  }
}

async function listen(server: Server, first: number, tries: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await new Promise<void>((done, failed) => {
        server.once('error', failed)
        server.listen(port, '127.0.0.1', () => {
          server.off('error', failed)
          done()
        })
      })
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : port
    } catch (error) {
      const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!busy || port >= first + tries) throw error
    }
  }
}
