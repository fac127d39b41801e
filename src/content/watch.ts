import { watch as watchFolder, type FSWatcher, type WatchListener } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What people write, relative to the project folder. Nothing else is looked at. */
const WATCHED = ['newsletters', 'templates', 'subscribers', 'rondbrief.yaml']
/** Editors write a file in several steps; this long after the last one it is whole. In ms. */
const SETTLE = 50
/** Someone who keeps saving still sees something. In ms. */
const SETTLE_AT_MOST = 250
/** Network drives and synchronised folders say nothing, or too late. In ms. */
const LOOK_EVERY = 2000
/** The same where the system refuses to watch, such as when it is out of watches. In ms. */
const LOOK_EVERY_UNWATCHED = 500

/** `fs.watch`, as far as it is used here. */
type WatchFolder = (
  path: string,
  options: { recursive: boolean; persistent: boolean },
  listener: WatchListener<string>,
) => FSWatcher

export type ProjectWatch = {
  /** Resolves when every later change will be seen. */
  ready: Promise<void>
  close(): void
}

/**
 * Calls `onChange` with the files that were added, changed, renamed or removed, as paths relative
 * to `root` with forward slashes; some 60 ms after a save.
 *
 * What the system tells is only a hint to look: it differs per system, loses events, and names the
 * temporary file that an editor writes before it renames. What changed follows from comparing the
 * folder with how it was, so a hint too many costs nothing and a hint too few costs two seconds.
 */
export function watchProject(
  root: string,
  onChange: (files: string[]) => void,
  watch: WatchFolder = watchFolder,
): ProjectWatch {
  const watchers = new Map<string, { identity: string; watcher: FSWatcher }>()
  let known: Snapshot = { files: new Map(), folders: new Map() }
  let closed = false
  let refused = false
  let firstHint: number | undefined
  let timer: NodeJS.Timeout | undefined

  const ready = look(() => {})
  let looking = ready

  /** Compares with how it was and plans the next look. A hint during the look makes it come soon. */
  async function look(tell: (files: string[]) => void): Promise<void> {
    firstHint = undefined
    const now = await snapshot(root, known)
    if (closed) return
    const changed = difference(known.files, now.files)
    known = now
    // Between looking at a folder and watching it something may have changed.
    if (follow(now)) hint(null)
    if (firstHint === undefined) plan(refused ? LOOK_EVERY_UNWATCHED : LOOK_EVERY)
    if (changed.length > 0) tell(changed)
  }

  function hint(name: string | null): void {
    const top = name?.split(/[\\/]/)[0]
    if (closed || (top !== undefined && ignored(top))) return
    firstHint ??= performance.now()
    const patience = firstHint + SETTLE_AT_MOST - performance.now()
    plan(Math.max(0, Math.min(SETTLE, patience)))
  }

  function plan(delay: number): void {
    clearTimeout(timer)
    if (closed) return
    timer = setTimeout(() => {
      looking = looking.then(() => look(onChange))
    }, delay)
    timer.unref()
  }

  /**
   * One recursive watch on the root where the system has it, because a handle on a folder inside
   * would keep people on Windows from renaming it. Elsewhere one for every folder. True when there
   * is a new one.
   */
  function follow({ folders }: Snapshot): boolean {
    const native = process.platform === 'win32' || process.platform === 'darwin'
    const wanted = native ? new Map([...folders].filter(([folder]) => folder === '')) : folders
    for (const [folder, { identity, watcher }] of watchers) {
      if (wanted.get(folder) === identity) continue
      watcher.close()
      watchers.delete(folder)
    }
    refused = false
    const before = new Set(watchers.keys())
    for (const [folder, identity] of wanted) {
      if (!before.has(folder)) open(folder, identity, native)
    }
    return watchers.size > before.size
  }

  function open(folder: string, identity: string, recursive: boolean): void {
    const atRoot = folder === ''
    try {
      const watcher = watch(join(root, folder), { recursive, persistent: false }, (_, name) => {
        // In the root only the watched names count; the database next to them changes all the time.
        const top = atRoot ? name?.split(/[\\/]/)[0] : undefined
        if (top === undefined || WATCHED.includes(top)) hint(recursive ? null : name)
      })
      watcher.on('error', () => {
        watcher.close()
        watchers.delete(folder)
        hint(null)
      })
      watchers.set(folder, { identity, watcher })
    } catch {
      refused = true
    }
  }

  return {
    ready,
    close() {
      closed = true
      clearTimeout(timer)
      for (const { watcher } of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}

/** Files and folders by relative path, with what tells one version from another. */
type Snapshot = { files: Map<string, string>; folders: Map<string, string> }

async function snapshot(root: string, before: Snapshot): Promise<Snapshot> {
  const found: Snapshot = { files: new Map(), folders: new Map() }
  await visit('')
  return found

  async function visit(path: string): Promise<void> {
    const entry = await stat(join(root, path), { bigint: true }).catch(missing)
    if (entry === 'gone') return
    if (entry === 'busy') {
      const version = before.files.get(path)
      if (version !== undefined) found.files.set(path, version)
      return
    }
    if (!entry.isDirectory()) {
      if (entry.isFile()) found.files.set(path, `${entry.mtimeNs} ${entry.size} ${entry.ino}`)
      return
    }
    found.folders.set(path, `${entry.ino} ${entry.birthtimeNs}`)
    const names = path === '' ? WATCHED : await namesIn(path)
    await Promise.all(names.map((name) => visit(path === '' ? name : `${path}/${name}`)))
  }

  /** Links to folders are not followed: they may lead in a circle. */
  async function namesIn(path: string): Promise<string[]> {
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => [])
    return entries
      .filter((entry) => !ignored(entry.name) && !entry.isSymbolicLink())
      .map((entry) => entry.name)
  }
}

/** Windows refuses to look at a file while another program replaces it; it is not gone then. */
function missing(error: NodeJS.ErrnoException): 'gone' | 'busy' {
  return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'gone' : 'busy'
}

function difference(before: Map<string, string>, now: Map<string, string>): string[] {
  const changed = [...now].filter(([file, version]) => before.get(file) !== version)
  const gone = [...before.keys()].filter((file) => !now.has(file))
  return [...changed.map(([file]) => file), ...gone].sort()
}

/** Lock and temporary files of word processors, editors and synchronising programs. */
function ignored(name: string): boolean {
  return /^[.~#]|~$|\.(tmp|temp|bak|swp|swx|part|crdownload)$/i.test(name) || name === '4913'
}
