import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { blankForm } from '../../src/server/import-form.ts'
import { openUploads } from '../../src/server/uploads.ts'
import { filesIn } from '../support/list-upload.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-uploads-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const file = { name: 'C:\\lijsten\\leden.csv', bytes: Buffer.from('e-mail\n') }

test('a list that nobody looks at any more is removed by itself', async () => {
  const uploads = openUploads(root, 100)
  const { id } = await uploads.keep(file, blankForm)
  expect(uploads.find(id)).toMatchObject({ id, name: 'leden.csv' })
  await vi.waitFor(() => expect(filesIn(root)).toEqual([]), { timeout: 3000 })
  expect(uploads.find(id)).toBeUndefined()
  uploads.close()
})

test('every list is gone when the server stops, and is for its owner only until then', async () => {
  const uploads = openUploads(root)
  const upload = await uploads.keep(file, blankForm)
  expect(statSync(join(root, 'data/uploads', upload.id)).mode & 0o077).toBe(0)
  expect(await uploads.read(upload)).toEqual(file.bytes)
  uploads.close()
  expect(filesIn(root)).toEqual([])
  expect(await uploads.read(upload)).toBeUndefined()
})

test('only a list of ours is removed, whatever id is asked for', async () => {
  const uploads = openUploads(root)
  const { id } = await uploads.keep(file, blankForm)
  await uploads.drop(`../uploads/${id}`)
  expect(filesIn(root)).toEqual([id])
  uploads.close()
})
