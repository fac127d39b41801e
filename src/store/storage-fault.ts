/** Why what belongs on the disk cannot be read or written, sorted by what to do about it. */
export type StorageFault =
  | { kind: 'full' }
  /** Whatever is in the file, it is no sound database. */
  | { kind: 'damaged' }
  /** `path` as the system names it; undefined when the database cannot say which of its files. */
  | { kind: 'closed'; path: string | undefined }
  /** Held by another program for longer than the database waits. */
  | { kind: 'busy' }
  | { kind: 'failing' }

type Kind = StorageFault['kind']

/** By primary result code, the low byte of every extended one (https://sqlite.org/rescode.html). */
const primary: Partial<Record<number, Kind>> = {
  3: 'closed',
  5: 'busy',
  6: 'busy',
  8: 'closed',
  10: 'failing',
  11: 'damaged',
  13: 'full',
  14: 'closed',
  26: 'damaged',
}

/**
 * SQLITE_IOERR_SHMSIZE: the shared index beside a WAL could not grow, which is what a full tmpfs
 * gave. SQLITE_IOERR_SHMOPEN: it could not be made.
 */
const extended: Partial<Record<number, Kind>> = { 4874: 'full', 4618: 'closed' }

const system: Partial<Record<string, Kind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'closed',
  EPERM: 'closed',
  EROFS: 'closed',
  EIO: 'failing',
}

/** What the disk had to do with an error; undefined when it is about something else. */
export function storageFault(error: unknown): StorageFault | undefined {
  if (!(error instanceof Error)) return undefined
  const { errcode, code, path, syscall } = error as Error & {
    errcode?: number
    code?: string
    path?: string
    syscall?: string
  }
  const kind =
    errcode !== undefined
      ? (extended[errcode] ?? primary[errcode & 0xff])
      : // A refused port has the same code as a refused file, and no path.
        path !== undefined || syscall === 'write' || syscall === 'fsync'
        ? system[code ?? '']
        : undefined
  if (kind === undefined) return storageFault(error.cause)
  return kind === 'closed' ? { kind, path } : { kind }
}
