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
export async function readProjectFile(
  root: string,
  file: string,
  bytesLimit = BYTES_LIMIT,
): Promise<ProjectFile> {
  return attempt(root, file, async (path): Promise<ProjectFile> => {
    const status = await stat(path)
    // A pipe or a device would keep us waiting for ever.
    if (!status.isFile()) return refused(file, 'no-file')
    if (status.size > bytesLimit) {
      const values = { found: Math.ceil(status.size / 1000), limit: 100 }
      return { kind: 'refused', problem: problem('markdown/too-large', values, { file }) }
    }
    return { kind: 'read', bytes: await readFile(path) }
  })
}

/**
 * What is in a folder of the project, sorted by name. Empty when there is no such folder; one that
 * may not be opened is a problem and stops nothing else.
 */
export async function readProjectFolder(
  root: string,
  folder: string,
): Promise<{ files: string[]; folders: string[]; problems: Problem[] }> {
  const found = await attempt(root, folder, async (path) => {
    const entries = await readdir(path, { withFileTypes: true })
    const names = (wanted: boolean) =>
      entries
        .filter((entry) => entry.isDirectory() === wanted)
        .map((entry) => entry.name)
        .sort()
    return { kind: 'listed' as const, files: names(false), folders: names(true) }
  })
  if (found.kind === 'listed') return { files: found.files, folders: found.folders, problems: [] }
  return { files: [], folders: [], problems: found.kind === 'refused' ? [found.problem] : [] }
}

type Refused = Extract<ProjectFile, { kind: 'refused' }>

/** Opens what `path` really is, when that is in the project; the disk's own refusals are values. */
async function attempt<T>(
  root: string,
  path: string,
  open: (path: string) => Promise<T>,
): Promise<T | { kind: 'missing' } | Refused> {
  try {
    const real = await realpath(join(root, path))
    const inside = (await realpath(root)).replace(/[\\/]$/, '') + sep
    return real.startsWith(inside) ? await open(real) : refused(path, 'outside')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
    // A link to itself, or two to each other.
    return refused(path, code === 'ELOOP' ? 'loop' : 'permission')
  }
}

type Reason = 'outside' | 'no-file' | 'loop' | 'permission'

function refused(file: string, reason: Reason): Refused {
  return { kind: 'refused', problem: problem('issue/file-unreadable', { reason }, { file }) }
}
