import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What strace is to write down: each thread to a file of its own, with moment, length and bytes of each call. */
export function traced(folder: string): string[] {
  const calls =
    'openat,open,creat,close,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir,fsync,fdatasync,sync_file_range,copy_file_range,sendfile,fallocate,dup,dup2,dup3'
  return ['-ff', '-ttt', '-T', '-xx', '-s', '8192', '-e', `trace=${calls}`, '-o', join(folder, 't')]
}

/** Epoch milliseconds of entry and return. */
type Span = { from: number; to: number }
type Change = Span &
  ({ kind: 'write'; offset: number; bytes: Buffer } | { kind: 'truncate'; size: number })
type File = { start: Buffer; size: number; changes: Change[]; syncs: Span[] }
type NameChange = Span &
  (
    | { kind: 'create'; path: string; file: File }
    | { kind: 'rename'; path: string; to_path: string }
    | { kind: 'unlink'; path: string }
    | { kind: 'folder'; path: string }
  )

/** All that happened to a folder, by its names relative to it. */
export type Disk = {
  from: number
  until: number
  writes: number
  syncs: number
  /** What was there before, and surely on the disk. */
  start: Map<string, File>
  startFolders: string[]
  names: NameChange[]
  folderSyncs: Map<string, Span[]>
}

/** `data` is the folder that was traced, `before` a copy of it from before. */
export function readTrace(traces: string, data: string, before: string): Disk {
  const disk: Disk = {
    from: Infinity,
    until: 0,
    writes: 0,
    syncs: 0,
    start: new Map(),
    startFolders: [],
    names: [],
    folderSyncs: new Map(),
  }
  for (const name of readdirSync(before, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(before, name)).isDirectory()) disk.startFolders.push(name)
    else disk.start.set(name, fileOf(readFileSync(join(before, name))))
  }
  /** The names as the running program sees them. */
  const now = new Map(disk.start)
  const open = new Map<number, { file: File; at: number; appends: boolean } | { folder: string }>()
  const inside = (path: string) => {
    const name = relative(data, path)
    return name === '' ? '.' : name.startsWith('..') ? undefined : name
  }
  for (const call of callsIn(traces)) apply(call)
  return disk

  function apply({ name, args, result, from, to }: Call): void {
    if (result < 0) return
    const span = { from, to }
    switch (name) {
      case 'openat':
      case 'open':
      case 'creat': {
        open.delete(result)
        const path = inside(stringsIn(args)[0]?.toString() ?? '')
        if (path === undefined || path.endsWith('-shm')) return
        const isFolder = args.includes('O_DIRECTORY') || path === '.' || isKnownFolder(path)
        if (isFolder) return void open.set(result, { folder: path })
        let file = now.get(path)
        if (file === undefined) {
          file = fileOf(Buffer.alloc(0))
          now.set(path, file)
          disk.names.push({ kind: 'create', path, file, ...span })
        } else if (args.includes('O_TRUNC')) {
          file.changes.push({ kind: 'truncate', size: 0, ...span })
          file.size = 0
        }
        open.set(result, { file, at: 0, appends: args.includes('O_APPEND') })
        return
      }
      case 'close':
        return void open.delete(numberIn(args, 0))
      case 'dup':
      case 'dup2':
      case 'dup3':
        if (open.has(numberIn(args, 0))) throw new Error('A file was opened twice by one call')
        return void open.delete(result)
      case 'write':
      case 'writev':
      case 'pwrite64':
      case 'pwritev':
      case 'pwritev2': {
        const held = open.get(numberIn(args, 0))
        if (held === undefined || !('file' in held)) return
        const { file } = held
        const offset = name.startsWith('p')
          ? Number((name === 'pwritev2' ? /(\d+), [^,]*$/ : /(\d+)$/).exec(args)?.[1])
          : held.appends
            ? file.size
            : held.at
        // What strace left out, beyond 8 KB of one write, is of a mail or of the ballast: only its length counts.
        const bytes = Buffer.concat([Buffer.concat(stringsIn(args)), Buffer.alloc(result)])
        file.changes.push({ kind: 'write', offset, bytes: bytes.subarray(0, result), ...span })
        file.size = Math.max(file.size, offset + result)
        if (!name.startsWith('p')) held.at = offset + result
        disk.writes++
        disk.from = Math.min(disk.from, from)
        disk.until = Math.max(disk.until, to)
        return
      }
      case 'ftruncate': {
        const held = open.get(numberIn(args, 0))
        if (held === undefined || !('file' in held)) return
        held.file.size = numberIn(args, 1)
        held.file.changes.push({ kind: 'truncate', size: held.file.size, ...span })
        return
      }
      case 'fsync':
      case 'fdatasync': {
        const held = open.get(numberIn(args, 0))
        if (held === undefined) return
        disk.syncs++
        if ('file' in held) held.file.syncs.push(span)
        else disk.folderSyncs.set(held.folder, [...(disk.folderSyncs.get(held.folder) ?? []), span])
        return
      }
      case 'rename':
      case 'renameat':
      case 'renameat2': {
        const [path, to_path] = stringsIn(args).map((one) => inside(one.toString()))
        if (path === undefined || to_path === undefined) return
        const file = now.get(path)
        if (file !== undefined) now.set(to_path, file)
        now.delete(path)
        return void disk.names.push({ kind: 'rename', path, to_path, ...span })
      }
      case 'link':
      case 'linkat': {
        const [old, path] = stringsIn(args).map((one) => inside(one.toString()))
        const file = now.get(old ?? '')
        if (path === undefined || file === undefined) return
        now.set(path, file)
        return void disk.names.push({ kind: 'create', path, file, ...span })
      }
      case 'unlink':
      case 'unlinkat':
      case 'rmdir': {
        const path = inside(stringsIn(args)[0]?.toString() ?? '')
        if (path === undefined || path.endsWith('-shm')) return
        now.delete(path)
        return void disk.names.push({ kind: 'unlink', path, ...span })
      }
      case 'mkdir':
      case 'mkdirat': {
        const path = inside(stringsIn(args)[0]?.toString() ?? '')
        if (path === undefined) return
        return void disk.names.push({ kind: 'folder', path, ...span })
      }
      default: {
        const held = open.get(numberIn(args, 0))
        if (held !== undefined) throw new Error(`${name} is not understood`)
      }
    }
  }

  function isKnownFolder(path: string): boolean {
    return (
      disk.startFolders.includes(path) ||
      disk.names.some((change) => change.kind === 'folder' && change.path === path)
    )
  }
}

/** What is left of what was not synced: nothing, all, whole writes by chance, or sectors by chance. */
export type Left = 'none' | 'all' | 'writes' | 'sectors'

const SECTOR = 512

/** The folder as it may be when the power goes at this moment. `ignored`: syncs of these count for nothing. */
export function cutAt(
  disk: Disk,
  at: number,
  left: Left,
  ignored: string,
): { files: Map<string, Buffer>; folders: string[]; unsure: number } {
  let unsure = 0
  const begun = disk.names.filter(({ from }) => from < at)
  const isSure = (change: NameChange) =>
    ignored !== 'all' &&
    isSynced(change, disk.folderSyncs.get(parentOf(change.path))) &&
    (change.kind !== 'rename' || isSynced(change, disk.folderSyncs.get(parentOf(change.to_path))))
  // Names reach the disk in their order: of those that are not sure, the first few.
  const open = begun.filter((change) => !isSure(change))
  unsure += open.length
  const kept = new Set(open.slice(0, keptOf(open.length)))
  const files = new Map(disk.start)
  const folders = new Set(disk.startFolders)
  for (const change of begun) {
    if (!isSure(change) && !kept.has(change)) continue
    switch (change.kind) {
      case 'create':
        files.set(change.path, change.file)
        break
      case 'folder':
        folders.add(change.path)
        break
      case 'unlink':
        files.delete(change.path)
        break
      case 'rename': {
        const file = files.get(change.path)
        if (file === undefined) break
        files.set(change.to_path, file)
        files.delete(change.path)
      }
    }
  }
  // A file in a folder that is not there is not there either.
  const there = [...files].filter(([path]) => isReachable(parentOf(path), folders))
  return {
    files: new Map(there.map(([path, file]) => [path, contents(path, file)])),
    folders: [...folders],
    unsure,
  }

  function keptOf(count: number): number {
    if (left === 'none') return 0
    return left === 'all' ? count : Math.floor(Math.random() * (count + 1))
  }

  function contents(path: string, { start, changes, syncs }: File): Buffer {
    let bytes = Buffer.from(start)
    const counts = !(ignored === 'all' || (ignored === 'wal' && path.endsWith('-wal')))
    for (const change of changes) {
      if (change.from >= at) continue
      const sure = counts && isSynced(change, syncs)
      if (!sure) unsure++
      if (change.kind === 'truncate') {
        if (sure || isKept()) bytes = resized(bytes, change.size)
        continue
      }
      if (sure || left !== 'sectors') {
        if (sure || isKept()) bytes = written(bytes, change.offset, change.bytes)
        continue
      }
      for (let from = 0; from < change.bytes.length;) {
        const end = Math.min(from + SECTOR - ((change.offset + from) % SECTOR), change.bytes.length)
        if (isKept()) {
          bytes = written(bytes, change.offset + from, change.bytes.subarray(from, end))
        }
        from = end
      }
    }
    return bytes
  }

  function isKept(): boolean {
    return left === 'all' || (left !== 'none' && Math.random() < 0.5)
  }

  /** A sync that began after the change had returned, and had itself returned when the power went. */
  function isSynced(change: Span, syncs: Span[] | undefined): boolean {
    return syncs?.some(({ from, to }) => from >= change.to && to <= at) === true
  }
}

function isReachable(folder: string, folders: ReadonlySet<string>): boolean {
  return folder === '.' || (folders.has(folder) && isReachable(parentOf(folder), folders))
}

function parentOf(path: string): string {
  return dirname(path)
}

function fileOf(start: Buffer): File {
  return { start, size: start.length, changes: [], syncs: [] }
}

function resized(bytes: Buffer, size: number): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes.subarray(0, size), Buffer.alloc(Math.max(0, size - bytes.length))])
}

function written(bytes: Buffer<ArrayBuffer>, offset: number, some: Buffer): Buffer<ArrayBuffer> {
  const whole = bytes.length < offset + some.length ? resized(bytes, offset + some.length) : bytes
  some.copy(whole, offset)
  return whole
}

type Call = Span & { name: string; args: string; result: number }

/** The calls of all threads, in the order in which they returned. */
function callsIn(folder: string): Call[] {
  const line = /^(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+)[^<]*<(\d+\.\d+)>$/s
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n'))
    .flatMap((text): Call[] => {
      const [, at, name = '', args = '', result, took] = line.exec(text) ?? []
      if (at === undefined) return []
      const from = Number(at) * 1000
      return [{ name, args, result: Number(result), from, to: from + Number(took) * 1000 }]
    })
    .toSorted((a, b) => a.to - b.to)
}

/** The texts among the arguments, all of which strace writes as hexadecimal. */
function stringsIn(args: string): Buffer[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) =>
    Buffer.from(text.replaceAll('\\x', ''), 'hex'),
  )
}

function numberIn(args: string, index: number): number {
  return Number(args.split(', ')[index])
}
