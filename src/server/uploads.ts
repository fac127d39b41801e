import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportForm } from './import-form.ts'
import { fingerprint } from '../subscribers/import-run.ts'

/**
 * Lists that somebody chose and has not confirmed yet: `data/uploads/<id>`, for their owner only. A file
 * is gone as soon as it was imported, when the person stops, when nobody looked at it for half an hour,
 * and when the server stops. What a crash leaves behind is gone at the next start.
 */
export type Uploads = {
  keep(file: { name: string; bytes: Buffer }, form: ImportForm): Promise<Upload>
  find(id: string): Upload | undefined
  /** The bytes as they were chosen; undefined when the file is gone or changed since. */
  read(upload: Upload): Promise<Buffer | undefined>
  drop(id: string): Promise<void>
  close(): void
}

export type Upload = {
  /** Random, so that it may stand in an address. */
  id: string
  /** As the person's computer calls the file. */
  name: string
  sha256: string
  /** What the person said about it. */
  form: ImportForm
}

const ABANDONED = 30 * 60_000

/** `abandoned`: after how many milliseconds without a look a file is removed. */
export function openUploads(root: string, abandoned = ABANDONED): Uploads {
  const folder = join(root, 'data', 'uploads')
  const fileOf = (id: string) => join(folder, id)
  const kept = new Map<string, { upload: Upload; timer: NodeJS.Timeout }>()
  sweep()

  return {
    async keep({ name, bytes }, form) {
      const id = randomBytes(16).toString('hex')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      try {
        await writeFile(fileOf(id), bytes, { flag: 'wx', mode: 0o600 })
      } catch (error) {
        await rm(fileOf(id), { force: true })
        throw error
      }
      const upload = { id, name: shownName(name), sha256: fingerprint(bytes), form }
      const timer = setTimeout(() => void drop(id).catch(() => {}), abandoned)
      kept.set(id, { upload, timer: timer.unref() })
      return upload
    },
    find(id) {
      const found = kept.get(id)
      found?.timer.refresh()
      return found?.upload
    },
    async read({ id, sha256 }) {
      const bytes = await readFile(fileOf(id)).catch(ifGone)
      return bytes !== undefined && fingerprint(bytes) === sha256 ? bytes : undefined
    },
    drop,
    close() {
      for (const { timer } of kept.values()) clearTimeout(timer)
      kept.clear()
      sweep()
    },
  }

  async function drop(id: string): Promise<void> {
    clearTimeout(kept.get(id)?.timer)
    // Only a name of ours becomes a path.
    if (kept.delete(id)) await rm(fileOf(id), { force: true })
  }

  function sweep(): void {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The last part of a path, on one line. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '').slice(0, 120)
}

function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
