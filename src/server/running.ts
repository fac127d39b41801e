import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * `data/server.json` tells a second start in the same folder where the first one runs. It holds the
 * start token, so only its owner may read it. What a killed process left behind is recognised by
 * asking the port, not by trusting the file.
 */
export type Running = { pid: number; port: number; token: string }

export function runningServer(root: string): Running | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(fileOf(root), 'utf8'))
    return isRunning(found) ? found : undefined
  } catch {
    return undefined
  }
}

/** Whether `npm start` runs in this folder now. */
export async function isStarted(root: string): Promise<boolean> {
  const running = runningServer(root)
  return running !== undefined && (await answers(running))
}

/** True when the server that wrote `running` answers on its port: it alone knows the token. */
export async function answers({ port, token }: Running): Promise<boolean> {
  try {
    const address = `http://127.0.0.1:${port}/?start=${encodeURIComponent(token)}`
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(1000) })
    return (
      answer.status === 303 && (answer.headers.get('set-cookie') ?? '').startsWith('rondbrief_')
    )
  } catch {
    return false
  }
}

export function writeRunning(root: string, running: Running): void {
  mkdirSync(dirname(fileOf(root)), { recursive: true, mode: 0o700 })
  rmSync(fileOf(root), { force: true })
  writeFileSync(fileOf(root), JSON.stringify(running), { mode: 0o600 })
}

/** Removes the note, but only our own: another process may have taken over. */
export function removeRunning(root: string, pid: number): void {
  if (runningServer(root)?.pid === pid) rmSync(fileOf(root), { force: true })
}

export function startAddress({ port, token }: Pick<Running, 'port' | 'token'>): string {
  return `http://127.0.0.1:${port}/?start=${encodeURIComponent(token)}`
}

function fileOf(root: string): string {
  return join(root, 'data', 'server.json')
}

function isRunning(found: unknown): found is Running {
  if (typeof found !== 'object' || found === null) return false
  const { pid, port, token } = found as Record<string, unknown>
  return Number.isInteger(pid) && Number.isInteger(port) && typeof token === 'string'
}
