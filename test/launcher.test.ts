import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'

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

  test.skipIf(oldNode === undefined)('says what to do where no suitable Node.js is found', () => {
    const { script } = project('', { withNode: false })
    const run = spawnSync(oldNode ?? '', [script], { encoding: 'utf8' })
    expect(run.status).toBe(3)
    expect(run.stderr).toContain('npm ci')
    expect(run.stderr).toContain('nodejs.org')
  })
})

/** A copy of the launcher with a program of its own, beside the installed packages or without them. */
function project(program: string, { withNode = true } = {}): { script: string } {
  const folder = mkdtempSync(join(withNode ? inside() : tmpdir(), 'launcher-'))
  folders.push(folder)
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'program.js'), program)
  const script = join(folder, 'start.js')
  writeFileSync(
    script,
    `import { handOver } from './bin/hand-over.js'
     await handOver(${JSON.stringify(join(folder, 'program.js'))}, process.argv.slice(2))`,
  )
  return { script }
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
