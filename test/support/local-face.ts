import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Network } from '../../src/check/links/guarded-agent.ts'
import { readConfig } from '../../src/config.ts'
import { openBackground } from '../../src/dispatch/background.ts'
import { startServer } from '../../src/server/start-server.ts'
import type { Text } from '../../src/text/text.ts'
import { openWorkspace } from '../../src/server/workspace.ts'

/** The real server on a copy of the real newsletters, in a folder of its own. */
export type LocalFace = {
  root: string
  /** Names its database where that is no file of its own. */
  env: NodeJS.ProcessEnv
  port: number
  /** With the start token: what the terminal shows. */
  startUrl: string
  url(path: string): string
  /** As somebody who opened the start address. */
  get(path: string): Promise<Response>
  post(path: string, form: Record<string, string>): Promise<Response>
  cookie: string
  faults: unknown[]
  /** As Ctrl+C does; the folder stays. */
  stop(): Promise<void>
  close(): Promise<void>
}

const project = resolve(import.meta.dirname, '../..')

export function projectCopy(): string {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-'))
  for (const part of ['rondbrief.yaml', 'newsletters', 'templates', 'subscribers']) {
    cpSync(join(project, part), join(root, part), { recursive: true })
  }
  return root
}

export type LocalFaceOptions = {
  /** What is started on a screen is sent in this process, as by `npm start`. */
  sends?: boolean
  root?: string
  env?: NodeJS.ProcessEnv
  now?: () => number
  /** The pages say that a daemon sends what is due; the test has one of its own. */
  daemon?: boolean
  /** What links are asked of. */
  network?: Network
}

export async function openLocalFace(
  change: (root: string) => void = () => {},
  text?: Text,
  {
    sends = false,
    root = projectCopy(),
    env = {},
    now = Date.now,
    daemon = false,
    network,
  }: LocalFaceOptions = {},
): Promise<LocalFace> {
  change(root)
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
  const faults: unknown[] = []
  const workspace = openWorkspace(read.config, read.problems, env)
  await workspace.ready
  const background = sends
    ? openBackground({ ...workspace, failed: (error) => faults.push(error) })
    : undefined
  const server = await startServer({
    workspace: text ? { ...workspace, text: () => text } : workspace,
    port: 0,
    tries: 0,
    sends: daemon,
    background,
    lookOf: () => undefined,
    now,
    env,
    network,
    failed: (error) => faults.push(error),
  })
  const origin = `http://127.0.0.1:${server.port}`
  const startUrl = `${origin}/?start=${server.token}`
  const opened = await fetch(startUrl, { redirect: 'manual' })
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= stopAll())
  async function stopAll(): Promise<void> {
    await server.close()
    await background?.close()
    await workspace.close()
  }
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return {
    root,
    env,
    port: server.port,
    startUrl,
    cookie,
    faults,
    url: (path) => new URL(path, origin).href,
    get: (path) => fetch(new URL(path, origin), { headers: { cookie }, redirect: 'manual' }),
    post: (path, form) =>
      fetch(new URL(path, origin), {
        method: 'POST',
        headers: { cookie, origin },
        body: new URLSearchParams(form),
        redirect: 'manual',
      }),
    stop,
    async close() {
      await stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** A request exactly as given: `fetch` would repair the path and refuse a foreign Host. */
export function rawRequest(
  port: number,
  options: { path: string; method?: string; headers?: Record<string, string> },
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port, agent: false, ...options }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (body += part))
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, body, headers: answer.headers }),
      )
    })
    asked.on('error', failed)
    asked.end()
  })
}
