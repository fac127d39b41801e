import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mutants, type Mutant } from './mutants.ts'

// Each starts another test run, some with a database server of their own.
vi.setConfig({ testTimeout: 180_000 })

const root = resolve(import.meta.dirname, '../..')
// Of these a test makes a copy of its own to write in, and a link would lead that to the original.
const project = ['rondbrief.yaml', 'newsletters', 'templates', 'subscribers']
const changed = ['src', 'test', 'bench', ...project]
const shared = ['package.json', 'vitest.config.ts', 'bin']
let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'rondbrief-mutants-'))
  for (const part of changed) cpSync(join(root, part), join(copy, part), { recursive: true })
  for (const part of [...shared, 'node_modules']) symlinkSync(join(root, part), join(copy, part))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('the table in docs/dispatch-proof.md names each guard and what notices it', () => {
  const page = readFileSync(join(root, 'docs/dispatch-proof.md'), 'utf8')
  const [, section = ''] = page.split('## Every guard taken away once')
  const rows = section.split(/^## /m)[0]?.match(/^\| (?!Guard)\w.*$/gm) ?? []
  const told = rows.map((row) => row.replace(/, seed .*/, ''))
  const noticing = ({ guard, killedBy }: Mutant) =>
    'policy' in killedBy
      ? `| ${guard} | simulator, ${killedBy.policy}`
      : `| ${guard} | ${killedBy.test}, "${killedBy.named}" |`
  expect(told.toSorted()).toEqual(mutants.map(noticing).toSorted())
  expect(section).toContain(`All ${mutants.length} are noticed.`)
})

describe('a guard that is taken away is missed', () => {
  test.each(mutants)('$guard', async ({ file, find, put, killedBy }) => {
    const path = join(copy, file)
    const source = readFileSync(path, 'utf8')
    expect(source.split(find)).toHaveLength(2)
    writeFileSync(
      path,
      source.replace(find, () => put),
    )
    try {
      const { status, output } = await run(argumentsFor(killedBy))
      expect(output).toMatch(noticed(killedBy))
      expect(status).not.toBe(0)
    } finally {
      writeFileSync(path, source)
    }
  })
})

function argumentsFor(killer: Mutant['killedBy']): string[] {
  return 'policy' in killer
    ? ['bench/simulate.ts', '--policy', killer.policy, '--seeds', '2000', '--until-bad']
    : ['node_modules/vitest/vitest.mjs', 'run', killer.test, '-t', killer.named]
}

/** The very test that is named, or an invariant; a file that does not even load is no proof. */
function noticed(killer: Mutant['killedBy']): RegExp {
  return 'policy' in killer
    ? /^\w+, \w+: seed \d+: I\d/m
    : new RegExp(`FAIL .*${RegExp.escape(killer.named)}`)
}

function run(args: string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((done) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
    const options = { cwd: copy, env, timeout: 150_000, maxBuffer: 1 << 26 }
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
      done({ status: child.exitCode, output: stdout + stderr }),
    )
  })
}
