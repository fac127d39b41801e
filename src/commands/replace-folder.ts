import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** `path` is relative to the folder, with forward slashes. */
export type BuiltFile = { path: string; bytes: Uint8Array }

/**
 * Puts these files, and no others, in a folder below `root`. They are first written beside it, so
 * that a reader sees the old files or the new ones and a full disk leaves the old ones in place.
 */
export async function replaceFolder(
  root: string,
  folder: string,
  files: readonly BuiltFile[],
): Promise<void> {
  const target = join(root, folder)
  const suffix = randomBytes(6).toString('hex')
  const [fresh, former] = [`${target}.${suffix}.part`, `${target}.${suffix}.old`]
  await mkdir(fresh, { recursive: true })
  try {
    for (const { path, bytes } of files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true })
      await writeFile(join(fresh, path), bytes)
    }
    await swap(fresh, target, former)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(former, { recursive: true, force: true })
  }
}

/** Another process may put its own folder there between the two renames: then once more. */
async function swap(fresh: string, target: string, former: string, attempts = 10): Promise<void> {
  await rename(target, former).catch(unless('ENOENT'))
  try {
    await rename(fresh, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const occupied = code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM'
    if (!occupied || attempts === 0) {
      await rename(former, target).catch(unless('ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'))
      throw error
    }
    await rm(former, { recursive: true, force: true })
    await swap(fresh, target, former, attempts - 1)
  }
}

function unless(...codes: string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
}
