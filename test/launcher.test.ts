import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A Node.js older than Rondbrief needs, where this machine has one: the launcher's reason to be. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
  .filter((path) => existsSync(path))
  .find((path) => Number(versionOf(path).split('.')[0]) < 26)

describe('the launcher', () => {
  test('goes on in the same process on a Node.js that is new enough', () => {
    const { script } = project(
      'console.log(process.pid === Number(process.argv[2] || process.pid))',
    )
    const run = spawnSync(process.execPath, [script], { encoding: 'utf8' })
    expect(run.stdout.trim()).toBe('true')
  })

  test('has the same program take less memory than it would by itself', () => {
    const { script } = project(`
      const kept = []
      for (let i = 0; i < 150; i++) {
        kept.push(Array.from({ length: 20_000 }, (_, j) => ({ j, text: 'x' + j, own: [j] })))
        if (kept.length > 20) kept.shift()
        Buffer.from(JSON.stringify(kept.at(-1)))
      }
      console.log(process.resourceUsage().maxRSS)
    `)
    const peakOf = (path: string) =>
      Number(spawnSync(process.execPath, [path], { encoding: 'utf8' }).stdout)
    const byItself = peakOf(join(dirname(script), 'program.js'))
    // 270 MB instead of 435.
    expect(peakOf(script)).toBeLessThan(0.8 * byItself)
  }, 60_000)

  test('passes the exit code on', () => {
    const { script } = project('process.exitCode = 5')
    for (const node of [process.execPath, oldNode].filter((path) => path !== undefined)) {
      expect(spawnSync(node, [script]).status, node).toBe(5)
    }
  })

  test.skipIf(oldNode === undefined)('hands over to the bundled Node.js from an older one', () => {
    const { script } = project('console.log(process.versions.node, process.argv.slice(2).join())')
    const run = spawnSync(oldNode ?? '', [script, 'a b', '--c'], { encoding: 'utf8' })
    expect(run.stdout).toMatch(/^2[6-9]\.\d+\.\d+ a b,--c$/m)
  })

  test.skipIf(oldNode === undefined).each(['SIGINT', 'SIGTERM'] as const)(
    'passes %s on and waits for the program to finish its work',
    async (signal) => {
      const { script } = project(`
        process.on('${signal}', () => { console.log('asked to stop'); process.exit(7) })
        console.log('running'); setInterval(() => {}, 1000)
      `)
      const child = spawn(oldNode ?? '', [script], { stdio: ['ignore', 'pipe', 'inherit'] })
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += String(chunk)
        if (output.trim() === 'running') child.kill(signal)
      })
      const code = await new Promise((done) => child.on('exit', done))
      expect(output).toContain('asked to stop')
      expect(code).toBe(7)
    },
  )

  test('starts from a folder with signs that mean something in a web address', () => {
    for (const node of [process.execPath, oldNode].filter((path) => path !== undefined)) {
      const { script } = project("console.log('started')", { name: 'jaar 100%25 #1 ' })
      expect(spawnSync(node, [script], { encoding: 'utf8' }).stdout, node).toBe('started\n')
    }
  })

  test.skipIf(oldNode === undefined)(
    'leaves nothing running when it is killed outright',
    async () => {
      const folder = copyOfProject()
      const child = spawn(oldNode ?? '', [join(root, 'bin/rondbrief.js'), 'start', '--no-open'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const url = await new Promise<string>((done) =>
        child.stdout.once('data', (line) => done(String(line))),
      )
      expect(await answers(url)).toBe(true)
      child.kill('SIGKILL')
      await vi.waitFor(async () => expect(await answers(url)).toBe(false), 10_000)
    },
  )

  test.skipIf(oldNode === undefined)('says what to do where no suitable Node.js is found', () => {
    const { script } = project('', { withNode: false })
    const run = spawnSync(oldNode ?? '', [script], { encoding: 'utf8' })
    expect(run.status).toBe(3)
    expect(run.stderr).toContain('npm ci')
    expect(run.stderr).toContain('nodejs.org')
  })
})

/** A copy of the launcher with a program of its own, beside the installed packages or without them. */
function project(
  program: string,
  { withNode = true, name = 'launcher-' } = {},
): { script: string } {
  const folder = mkdtempSync(join(withNode ? inside() : tmpdir(), name))
  folders.push(folder)
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'program.js'), program)
  const script = join(folder, 'start.js')
  writeFileSync(
    script,
    `import { handOver, SMALL_HEAP } from './bin/hand-over.js'
     const script = ${JSON.stringify(join(folder, 'program.js'))}
     await handOver(script, process.argv.slice(2), SMALL_HEAP)`,
  )
  return { script }
}

/** A project of its own, so that it does not meet a Rondbrief that runs in this one. */
function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rondbrief-'))
  folders.push(folder)
  for (const name of ['rondbrief.yaml', 'newsletters', 'subscribers', 'templates']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  return folder
}

async function answers(url: string): Promise<boolean> {
  return fetch(url.trim(), { redirect: 'manual' }).then(
    () => true,
    () => false,
  )
}

/** A folder below the installed packages that git ignores. */
function inside(): string {
  const folder = join(root, 'data')
  mkdirSync(folder, { recursive: true })
  return folder
}

function versionOf(node: string): string {
  return spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim()
}
