import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { readConfig, type Config, type Language } from '../../src/config.ts'
import { startHosted } from '../../src/server/public/start-hosted.ts'
import { databaseFile, openStore, type SqliteStore } from '../../src/store/store.ts'
import { secretOf } from '../../src/subscribers/secret.ts'
import { textFor, type Text } from '../../src/text/text.ts'
import { projectCopy } from './local-face.ts'

/** The hosted face on a copy of the project, with links in its mails that lead to itself. */
export type PublicFace = {
  root: string
  config: Config
  secret: string
  store: SqliteStore
  url(path: string): string
  get(path: string): Promise<Response>
  post(path: string, form?: Record<string, string>): Promise<Response>
  /** Every mail that was sent to this address, oldest first, once all that wait have left. */
  mailsTo(address: string): Promise<Email[]>
  /** Moves the clock forward. */
  later(ms: number): void
  now: () => number
  faults: unknown[]
  close(): Promise<void>
}

export async function openPublicFace(
  change: { language?: Language; text?: Text } = {},
): Promise<PublicFace> {
  const root = projectCopy()
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
  let config: Config = { ...read.config, language: change.language ?? 'nl' }
  const store = await openStore(databaseFile(root))
  const faults: unknown[] = []
  let ahead = 0
  const now = () => Date.now() + ahead
  const hosted = await startHosted({
    config: () => config,
    text: () => change.text ?? textFor(config.language),
    store: () => Promise.resolve(store),
    host: '127.0.0.1',
    port: 0,
    isBehindProxy: true,
    now,
    failed: (error) => faults.push(error),
    crowded: () => faults.push('crowded'),
    paused: (reason) => faults.push(reason),
  })
  const origin = `http://127.0.0.1:${hosted.port}`
  config = { ...config, publicUrl: origin }
  const url = (path: string) => new URL(path, origin).href
  return {
    root,
    config,
    secret: secretOf(config),
    store,
    url,
    now,
    faults,
    get: (path) => fetch(url(path), { redirect: 'manual' }),
    post: (path, form = {}) =>
      fetch(url(path), {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      }),
    async mailsTo(address) {
      await hosted.mailed()
      const folder = join(root, 'data', 'outbox')
      const files = existsSync(folder)
        ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        : []
      const mails = await Promise.all(
        files
          .filter((name) => name.endsWith('.eml'))
          .map((name) => PostalMime.parse(readFileSync(join(folder, name)))),
      )
      return mails
        .filter(({ to }) => to?.some((one) => one.address === address))
        .toSorted((a, b) => Date.parse(a.date ?? '') - Date.parse(b.date ?? ''))
    },
    later: (ms) => (ahead += ms),
    async close() {
      await hosted.close()
      await store.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** The first address in the text part that leads to this path of ours. */
export function linkIn(mail: Email | undefined, path: string): string {
  const found = (mail?.text ?? '').match(new RegExp(`http://127\\.0\\.0\\.1:\\d+${path}\\S+`))
  if (found === null) throw new Error(`No link to ${path} in ${mail?.subject ?? 'no mail'}`)
  return found[0]
}
