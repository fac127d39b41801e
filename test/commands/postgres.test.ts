import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import { databaseFile } from '../../src/store/store.ts'
import { nl } from '../../src/text/nl.ts'
import { startPostgres, type Server } from '../support/postgres.ts'
import { copyProject } from '../support/project-copy.ts'
import { runProgram } from '../support/run-command.ts'

let server: Server
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.stop())

const people =
  'import subscribers/example.csv --basis toestemming --source voorbeeld --evidence x --yes-really'

describe('with RONDBRIEF_DATABASE_URL', () => {
  test('an issue goes the whole way, and nothing of it is in a file', async () => {
    const { root, run } = await project()
    expect(await run(people)).toMatchObject({ code: 0 })
    const sent = await run('send 2023-03 --yes-really --count 58')
    expect(sent).toMatchObject({ code: 0 })
    expect(readdirSync(join(root, 'data', 'outbox', '2023-03'))).toHaveLength(58)
    // Once is once, also here.
    expect((await run('send 2023-03 --yes-really --count 58')).code).toBe(0)
    expect(readdirSync(join(root, 'data', 'outbox', '2023-03'))).toHaveLength(58)
    expect((await run('status 2023-03')).stdout).toContain('58')
    expect((await run('subscribers')).code).toBe(0)
    const known = await run('subscribers anouk.de-boer@example.org --reason vraag')
    expect(known.stdout).toContain('Anouk de Boer')
    expect((await run('erase anouk.de-boer@example.org --reason verzoek --yes-really')).code).toBe(
      0,
    )
    expect(
      (await run('subscribers anouk.de-boer@example.org --reason vraag')).stdout,
    ).not.toContain('Anouk')
    expect((await run('retention --yes-really')).code).toBe(0)
    expect((await run('export lijst.csv --reason controle')).code).toBe(0)
    expect((await run('dispatch 2023-03 received')).code).toBe(0)
    expect((await run('doctor')).stdout).toMatch(/PostgreSQL \d+/)
    expect(existsSync(databaseFile(root))).toBe(false)
  }, 120_000)

  test('a server that is not there, or does not let us in, is said in words', async () => {
    const { root } = await project()
    const [port, name] = ['postgres://rondbrief@127.0.0.1:1/x', await nameless()]
    const gone = await runProgram(root, ['status'], [], { RONDBRIEF_DATABASE_URL: port })
    expect(gone.code).toBe(3)
    expect(gone.stderr).toContain(nl.commands.storage.unreachable.message)
    const refused = await runProgram(root, ['status'], [], { RONDBRIEF_DATABASE_URL: name })
    expect(refused.stderr).toContain(nl.commands.storage.refused.message)
    expect(gone.stderr + refused.stderr).not.toContain('postgres://')
  })
})

describe('rondbrief worker', () => {
  test('helps with a dispatch that was begun elsewhere, and stops when it is told to', async () => {
    const { root, url, run } = await project()
    expect((await run(people)).code).toBe(0)
    const program = resolve(import.meta.dirname, '../../bin/rondbrief.js')
    const child = spawn(process.execPath, [program, 'worker'], {
      cwd: root,
      env: { ...process.env, RONDBRIEF_DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    await until(() => said.includes(nl.commands.worker.waiting))
    await begun(root, url)
    await until(() => readdirSync(join(root, 'data', 'outbox', '2023-03')).length === 58)
    await until(() => said.includes('58 van 58'))
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(said).toContain(nl.commands.worker.stopped)
  }, 60_000)

  test('says that it needs a server, where the list is in a file', async () => {
    const { stderr, code } = await runProgram(copyProject(), ['worker'])
    expect(code).toBe(3)
    expect(stderr).toContain(nl.commands.worker.noServer)
  })
})

describe('rondbrief move-to-postgres', () => {
  test('takes every row along, and the old list is no longer begun anew', async () => {
    const { root, url, run } = await project()
    expect((await runProgram(root, people.split(' '))).code).toBe(0)
    expect((await runProgram(root, 'send 2023-03 --yes-really --count 58'.split(' '))).code).toBe(0)

    const rehearsal = await run('move-to-postgres')
    expect(rehearsal.stdout).toMatch(/58 {2}recipient/)
    expect(await rowsIn(url, 'pg_tables', "where schemaname = 'public'")).toBe(0)

    const moved = await run('move-to-postgres --yes-really')
    expect(moved).toMatchObject({ code: 0 })
    expect(await rowsIn(url, 'recipient')).toBe(58)
    expect(existsSync(databaseFile(root))).toBe(false)
    expect(existsSync(`${databaseFile(root)}.moved`)).toBe(true)

    // Whoever forgets the address of the server does not begin an empty list by accident.
    const forgotten = await runProgram(root, ['status'])
    expect(forgotten.code).toBe(3)
    expect(forgotten.stderr).toContain(nl.commands.storage.moved.message)
    // The same people, and who has the issue does not get it again.
    expect((await run('send 2023-03 --yes-really --count 58')).code).toBe(0)
    expect(readdirSync(join(root, 'data', 'outbox', '2023-03'))).toHaveLength(58)
  }, 120_000)

  test('waits for npm start to stop, which would go on with the file that was put away', async () => {
    const { root, run } = await project()
    expect((await runProgram(root, people.split(' '))).code).toBe(0)
    const program = resolve(import.meta.dirname, '../../bin/rondbrief.js')
    const child = spawn(process.execPath, [program, 'start', '--no-open', '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const refused = await run('move-to-postgres --yes-really')
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain(nl.commands.move.inUse)
    expect(existsSync(databaseFile(root))).toBe(true)
    child.kill('SIGTERM')
    await once(child, 'exit')
    expect((await run('move-to-postgres --yes-really')).code).toBe(0)
  }, 60_000)

  test('leaves a database alone that holds something else', async () => {
    const { root, run } = await project()
    expect((await runProgram(root, people.split(' '))).code).toBe(0)
    expect((await run('retention --yes-really')).code).toBe(0)
    expect((await run(people)).code).toBe(0)
    const refused = await run('move-to-postgres --yes-really')
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain(nl.commands.move.notEmpty)
    expect(existsSync(databaseFile(root))).toBe(true)
  }, 60_000)
})

async function project() {
  const root = copyProject()
  const url = await server.newDatabase()
  const env = { RONDBRIEF_DATABASE_URL: url }
  return { root, url, run: (line: string) => runProgram(root, line.split(' '), [], env) }
}

/** Planned by a process that dies before it sends the first mail. */
async function begun(root: string, url: string): Promise<void> {
  const { loadPlan } = await import('../support/load-plan.ts')
  const store = await openPostgres(url, join(root, 'data'))
  await loadPlan(root, store, '2023-03')
  await store.close()
}

async function nameless(): Promise<string> {
  const url = new URL(await server.newDatabase())
  url.pathname = '/no_such_database'
  return url.href
}

async function rowsIn(url: string, table: string, where = ''): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from ${table} ${where}`,
    )
    return Number(rows[0]?.n)
  } finally {
    await client.end()
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 25_000
  while (Date.now() < end) {
    try {
      if (holds()) return
    } catch {
      // A folder that is not there yet.
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('It did not come')
}
