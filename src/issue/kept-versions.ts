import { createHash, randomBytes } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * What a file was before each time that it was saved on a screen or planned: its bytes, in
 * `data/versions/<of which file>/<when>-<random>`. Beside the list of subscribers, so for the owner
 * only, out of git and out of every backup; at most 20 of a file, for 30 days, because what somebody
 * took out of a text may have been about a person.
 */
export type KeptVersion = {
  id: string
  /** Of being replaced, in ms since the epoch. */
  at: number
  bytes: Buffer
}

export const KEPT_VERSIONS = 20
export const KEPT_DAYS = 30
const DAY = 24 * 3_600_000
/** The time in milliseconds, and what keeps two processes apart. */
const NAME = /^\d{13}-[0-9a-f]{12}$/

/** Throws what the disk says: a text must not be replaced before it is safe. */
export function keepVersion(root: string, file: string, bytes: Buffer, now = Date.now()): void {
  const folder = folderOf(root, file)
  const [newest] = keptVersions(root, file)
  if (newest?.bytes.equals(bytes)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Also after the clock was put back the newest is the last.
  const at = Math.max(now, (newest?.at ?? 0) + 1)
  const random = randomBytes(6).toString('hex')
  const beside = join(folder, `${random}.tmp`)
  try {
    writeFileSync(beside, bytes, { flag: 'wx', mode: 0o600, flush: true })
    renameSync(beside, join(folder, `${at}-${random}`))
  } finally {
    rmSync(beside, { force: true })
  }
  for (const name of namesIn(folder).slice(KEPT_VERSIONS))
    rmSync(join(folder, name), { force: true })
}

/** Newest first. */
export function keptVersions(root: string, file: string): KeptVersion[] {
  const folder = folderOf(root, file)
  return namesIn(folder).flatMap((id) => {
    try {
      return [{ id, at: Number(id.slice(0, 13)), bytes: readFileSync(join(folder, id)) }]
    } catch {
      // Another process forgot it meanwhile.
      return []
    }
  })
}

/** Also what a process that was killed left half-written; one that is under way is younger. */
export function forgetOldVersions(root: string, now: number): void {
  const all = join(root, 'data', 'versions')
  for (const folder of listed(all)) {
    for (const name of listed(join(all, folder))) {
      const path = join(all, folder, name)
      const isOld = NAME.test(name)
        ? Number(name.slice(0, 13)) < now - KEPT_DAYS * DAY
        : (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now) < now - DAY
      if (isOld) rmSync(path, { force: true })
    }
  }
}

/** A name that says nothing of the file, and is one whatever the file is called. */
function folderOf(root: string, file: string): string {
  const name = createHash('sha256').update(file).digest('hex').slice(0, 24)
  return join(root, 'data', 'versions', name)
}

function namesIn(folder: string): string[] {
  return listed(folder)
    .filter((name) => NAME.test(name))
    .toSorted()
    .toReversed()
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
