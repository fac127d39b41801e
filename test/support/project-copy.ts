import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const project = resolve(import.meta.dirname, '../..')

/** A copy of this project's files in a folder of its own, gone when the test is. */
export function copyProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const part of ['rondbrief.yaml', 'newsletters', 'templates', 'subscribers']) {
    cpSync(join(project, part), join(root, part), { recursive: true })
  }
  return root
}

/** Replaces text in a file of the copy; fails when it is not there. */
export function edit(root: string, file: string, from: string | RegExp, to: string): void {
  const path = join(root, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  if (after === before) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(path, after)
}
