import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

let face: LocalFace

beforeAll(async () => {
  face = await openLocalFace((root) => {
    const path = join(root, 'rondbrief.yaml')
    const settings = readFileSync(path, 'utf8')
    const name = String.raw`$1"VAR\nBcc: x@example.org"`
    writeFileSync(path, settings.replace(/(sender:\s+name: ).*/, name))
  })
})
afterAll(() => face.close())

test('what a mail server would hold against the message stands on the page of the issue', async () => {
  const issue = await (await face.get('/issues/2023-10')).text()
  expect(issue).toMatch(/In .{1,6}sender\.name.{1,6} staat een regeleinde/)
  expect(await (await face.get('/issues/2023-10/dispatch')).text()).toContain('1 blokkeert')
})

test('the preview does not wait for it', async () => {
  const preview = await (await face.get('/issues/2023-10/preview')).text()
  expect(preview).not.toMatch(/In .{1,6}sender\.name.{1,6} staat een regeleinde/)
})
