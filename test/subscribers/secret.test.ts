import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { secretOf } from '../../src/subscribers/secret.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-secret-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const none = { secret: undefined }

describe('the secret', () => {
  test('is made on first use and stays the same', () => {
    const first = secretOf({ root, secrets: none })
    expect(first.length).toBeGreaterThanOrEqual(43)
    expect(secretOf({ root, secrets: none })).toBe(first)
    expect(readdirSync(join(root, 'data'))).toEqual(['secret'])
  })

  test.skipIf(process.platform === 'win32')('is for its owner only', () => {
    secretOf({ root, secrets: none })
    expect(statSync(join(root, 'data/secret')).mode & 0o777).toBe(0o600)
  })

  test('of the environment wins, and then no file is made', () => {
    expect(secretOf({ root, secrets: { secret: 'from-the-environment' } })).toBe(
      'from-the-environment',
    )
    expect(readdirSync(root)).toEqual([])
  })

  test('of the environment that is short enough to guess is refused', () => {
    cpSync(resolve(import.meta.dirname, '../../rondbrief.yaml'), join(root, 'rondbrief.yaml'))
    const codes = (secret: string) =>
      readConfig(root, { RONDBRIEF_SECRET: secret }).problems.map(({ code }) => code)
    expect(codes('welkom2023')).toEqual(['config/secret-short'])
    expect(codes(`${'n'.repeat(43)} kort`)).toEqual(['config/secret-short'])
    expect(codes(`${'n'.repeat(43)} ${'o'.repeat(32)}`)).toEqual([])
  })

  test('that somebody emptied is not silently replaced', () => {
    mkdirSync(join(root, 'data'))
    writeFileSync(join(root, 'data/secret'), '\n')
    expect(() => secretOf({ root, secrets: none })).toThrow(/empty/)
  })

  test('is the same for processes that start at once', async () => {
    const module = pathToFileURL(
      resolve(import.meta.dirname, '../../src/subscribers/secret.ts'),
    ).href
    const script = `import { secretOf } from '${module}'
      process.stdout.write(secretOf({ root: process.argv[1], secrets: {} }))`
    const run = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, root])
    const found = await Promise.all(Array.from({ length: 6 }, run))
    expect(new Set(found.map(({ stdout }) => stdout)).size).toBe(1)
    expect(readdirSync(join(root, 'data'))).toEqual(['secret'])
  })
})
