import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { problem, type Problem } from '../problem.ts'

/** Far above the limit that the readers themselves report; above this a file is not even opened. */
const BYTES_LIMIT = 1_000_000

export type ProjectFile =
  | { kind: 'read'; bytes: Buffer }
  | { kind: 'missing' }
  | { kind: 'refused'; problem: Problem }

/**
 * Reads one file of the project. `file` is relative to `root`, with forward slashes. A link that
 * leads out of the project is refused: it could bring any file of this computer into a mail.
 */
export async function readProjectFile(root: string, file: string): Promise<ProjectFile> {
  const refused = (reason: string): ProjectFile => ({
    kind: 'refused',
    problem: problem('issue/file-unreadable', { reason }, { file }),
  })
  try {
    const path = await realpath(join(root, file))
    if (!path.startsWith((await realpath(root)).replace(/[\\/]$/, '') + sep))
      return refused('outside')
    const { size, ...status } = await statOf(path)
    // A pipe or a device would keep us waiting for ever.
    if (!status.isFile) return refused('no-file')
    if (size > BYTES_LIMIT) {
      const values = { found: Math.ceil(size / 1000), limit: 100 }
      return { kind: 'refused', problem: problem('markdown/too-large', values, { file }) }
    }
    return { kind: 'read', bytes: await readFile(path) }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
    if (code === undefined) throw error
    return refused('permission')
  }
}

async function statOf(path: string): Promise<{ size: number; isFile: boolean }> {
  const found = await stat(path)
  return { size: found.size, isFile: found.isFile() }
}

/**
 * What is in a folder of the project, sorted by name. Empty when there is no such folder; one that
 * may not be opened is a problem and stops nothing else.
 */
export async function readProjectFolder(
  root: string,
  folder: string,
): Promise<{ files: string[]; folders: string[]; problems: Problem[] }> {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    const names = (wanted: boolean) =>
      entries
        .filter((entry) => entry.isDirectory() === wanted)
        .map((entry) => entry.name)
        .sort()
    return { files: names(false), folders: names(true), problems: [] }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    const missing = code === 'ENOENT' || code === 'ENOTDIR'
    const values = { reason: 'permission' }
    const problems = missing ? [] : [problem('issue/file-unreadable', values, { file: folder })]
    return { files: [], folders: [], problems }
  }
}
