import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { forgetOldVersions, keptVersions, keepVersion } from '../../src/issue/kept-versions.ts'
import { saveSource } from '../../src/server/save-source.ts'
import { openSource } from '../../src/server/source-file.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'

const file = 'newsletters/2026-12/riec/item.md'
const DAY = 24 * 3_600_000
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-versions-'))
  const made = root
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), '\uFEFFeen\r\n')
})

test('what a file was is kept to the byte, before it is replaced', async () => {
  await save('twee\n')
  await save('drie\n')
  expect(kept()).toEqual(['\uFEFFtwee\r\n', '\uFEFFeen\r\n'])
})

test('saving the same keeps nothing, and a text that could not be saved is kept once', async () => {
  await save('een\n')
  expect(kept()).toEqual([])
  for (const _ of [1, 2]) keepVersion(root, file, Buffer.from('een'))
  expect(kept()).toEqual(['een'])
})

test('twenty of a file stay, the newest first, also when the clock goes back', () => {
  for (let turn = 0; turn < 25; turn++) {
    keepVersion(root, file, Buffer.from(String(turn)), 2_000_000_000_000 - turn * DAY)
  }
  expect(kept()).toEqual(Array.from({ length: 20 }, (_, turn) => String(24 - turn)))
})

test('a version of more than 30 days old is forgotten, and what was half-written too', () => {
  const now = Date.now()
  keepVersion(root, file, Buffer.from('oud'), now - 31 * DAY)
  keepVersion(root, file, Buffer.from('nieuw'), now - 29 * DAY)
  const [folder = ''] = readdirSync(join(root, 'data/versions'))
  const half = join(root, 'data/versions', folder, '0123456789ab.tmp')
  writeFileSync(half, 'half')
  forgetOldVersions(root, now)
  expect(kept()).toEqual(['nieuw'])
  expect(readdirSync(dirname(half))).toHaveLength(2)
  forgetOldVersions(root, now + 1.5 * DAY)
  expect(readdirSync(dirname(half))).toEqual([])
})

test.skipIf(process.platform === 'win32')('nobody else on the computer can read them', async () => {
  await save('twee\n')
  const [folder = ''] = readdirSync(join(root, 'data/versions'))
  const path = join(root, 'data/versions', folder)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  expect(statSync(join(path, readdirSync(path)[0] ?? '')).mode & 0o777).toBe(0o600)
})

test.runIf(canMount)('a text that cannot be kept is not replaced', async () => {
  mountSmallDisk(join(root, 'data'), 8)
  writeFileSync(join(root, file), 'x'.repeat(50_000))
  expect(await save('kort\n')).toEqual({ kind: 'refused', why: 'disk' })
  expect(openSource(root, file)).toMatchObject({ source: { text: 'x'.repeat(50_000) } })
})

async function save(text: string) {
  const opened = openSource(root, file)
  if (opened.kind !== 'ok') throw new Error(opened.why)
  return saveSource(root, file, text, opened.source.version)
}

function kept(): string[] {
  return keptVersions(root, file).map(({ bytes }) => bytes.toString())
}
