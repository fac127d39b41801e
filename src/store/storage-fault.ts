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
  /** The database server cannot be reached, is starting or stopping, or broke the connection off. */
  | { kind: 'unreachable' }
  /** The database server does not let us in: user, password or name of the database. */
  | { kind: 'refused' }

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

/** By code or class of code (PostgreSQL 18, appendix A); the whole code counts first. */
const server: Partial<Record<string, Kind>> = {
  '08': 'unreachable',
  '25P03': 'unreachable',
  '28': 'refused',
  '3D000': 'refused',
  '40001': 'busy',
  '40P01': 'busy',
  '42501': 'refused',
  '53': 'unreachable',
  '53100': 'full',
  '55P03': 'busy',
  '57': 'unreachable',
  '58': 'failing',
  XX: 'damaged',
}

/** No connection to the database server could be made; `cause` says why. */
export class DatabaseUnreachable extends Error {
  constructor(cause: unknown) {
    super('No connection to the database server', { cause })
  }
}

/** The address of a database server says more than who and where. */
export class AddressParameterRefused extends Error {
  readonly parameter: string
  constructor(parameter: string) {
    super(`A parameter that is not allowed in the address of a database: ${parameter}`)
    this.parameter = parameter
  }
}

/** `pg` gives this one no code. */
const BROKEN_OFF = /^(Connection terminated|Client has encountered a connection error)/

/** What the disk or the database had to do with an error; undefined when it is about something else. */
export function storageFault(error: unknown): StorageFault | undefined {
  if (!(error instanceof Error)) return undefined
  if (BROKEN_OFF.test(error.message)) return { kind: 'unreachable' }
  if (error instanceof DatabaseUnreachable) {
    return storageFault(error.cause) ?? { kind: 'unreachable' }
  }
  const { errcode, code, path, syscall, severity } = error as Error & {
    errcode?: number
    code?: string
    path?: string
    syscall?: string
    severity?: string
  }
  const kind =
    errcode !== undefined
      ? (extended[errcode] ?? primary[errcode & 0xff])
      : // What a PostgreSQL server answers has a severity; nothing else has.
        severity !== undefined && code !== undefined
        ? (server[code] ?? server[code.slice(0, 2)])
        : // A refused port has the same code as a refused file, and no path.
          path !== undefined || syscall === 'write' || syscall === 'fsync'
          ? system[code ?? '']
          : undefined
  if (kind === undefined) return storageFault(error.cause)
  return kind === 'closed' ? { kind, path } : { kind }
}
