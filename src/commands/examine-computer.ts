import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { RESERVE_BYTES } from '../store/disk-space.ts'
import { storageFault, type StorageFault } from '../store/storage-fault.ts'
import type { Text } from '../text/text.ts'
import type { Examined, Finding } from './finding.ts'

/** Node.js 26: type stripping, `node:sqlite` and Temporal. */
const NODE_NEEDED = 26
/** Room for some dozens of issues with pictures; below it somebody should clear up. */
const COMFORTABLE_BYTES = 1024 ** 3
/** A file saved this much "later than now" is no rounding of a file system. */
const CLOCK_SLACK_MS = 5 * 60_000

/** The machine: what would fail in the middle of a dispatch when it is not right. */
export async function examineComputer(examined: Examined): Promise<Finding[]> {
  return [
    node(examined),
    await writing(examined),
    await disk(examined),
    sync(examined),
    zone(examined),
    await clock(examined),
    await port(examined),
  ]
}

function node({ text }: Examined): Finding {
  const words = text.commands.doctor.node
  const { node: version } = process.versions
  return Number(version.split('.')[0]) >= NODE_NEEDED
    ? { subject: 'node', state: 'good', found: words.good(version) }
    : { subject: 'node', state: 'fault', found: words.old(version, NODE_NEEDED), fix: words.fix }
}

/** A file is really written and synced: permissions alone say little on Windows and on a full disk. */
async function writing({ root, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.writing
  const data = join(root, 'data')
  const trial = join(data, `doctor-${randomBytes(6).toString('hex')}.part`)
  try {
    await mkdir(data, { recursive: true, mode: 0o700 })
    const file = await open(trial, 'wx', 0o600)
    try {
      await file.writeFile('x')
      await file.sync()
    } finally {
      await file.close()
      await rm(trial, { force: true })
    }
    return { subject: 'writing', state: 'good', found: words.good }
  } catch (error) {
    return {
      subject: 'writing',
      state: 'fault',
      found: words.failed(reasonOf(error)),
      fix: fixOf(storageFault(error)?.kind, words.fix),
    }
  }
}

function fixOf(
  kind: StorageFault['kind'] | undefined,
  fixes: Text['commands']['doctor']['writing']['fix'],
): string {
  return kind === 'full' || kind === 'closed' ? fixes[kind] : fixes.other
}

/** `data` may be a disk of its own; before the first command it is not there. */
async function disk({ root, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.disk
  const { bavail, bsize } = await statfs(join(root, 'data')).catch(() => statfs(root))
  const free = bavail * bsize
  const shown = Math.floor(free / 1024 ** 2).toLocaleString(text.commands.locale)
  if (free >= COMFORTABLE_BYTES) return { subject: 'disk', state: 'good', found: words.good(shown) }
  const state = free < RESERVE_BYTES ? 'fault' : 'attention'
  return { subject: 'disk', state, found: words.low(shown), fix: words.fix }
}

/** Folders that copy themselves may copy a database half-way, or put an older one back. */
function sync({ root, env, text }: Examined): Finding {
  const words = text.commands.doctor.sync
  const oneDrive = env['OneDrive']
  const name =
    /[\\/](OneDrive|Dropbox|Google ?Drive|iCloud ?Drive|Mobile Documents|Nextcloud|ownCloud|SynologyDrive|Stack)\b/i.exec(
      root,
    )?.[1] ?? (oneDrive && root.startsWith(oneDrive) ? 'OneDrive' : undefined)
  return name === undefined
    ? { subject: 'sync', state: 'good', found: words.good }
    : { subject: 'sync', state: 'attention', found: words.found(name), fix: words.fix }
}

/** The list of time zones is part of Node.js; a year without a new one may miss a change of law. */
function zone({ now, config, text }: Examined): Finding {
  const words = text.commands.doctor.zone
  const version = process.versions['tz'] ?? '?'
  const year = Number.parseInt(version, 10)
  if (!(year >= new Date(now).getUTCFullYear() - 1)) {
    return { subject: 'zone', state: 'attention', found: words.old(version), fix: words.fix }
  }
  const name = config?.zone ?? 'Europe/Amsterdam'
  const local = new Intl.DateTimeFormat(text.commands.locale, {
    timeZone: name,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(now)
  return { subject: 'zone', state: 'good', found: words.good(name, local, version) }
}

/**
 * As far as can be known without asking anybody: the clock is not before the year of the time zone
 * list, and not before a file that was saved earlier.
 */
async function clock({ root, now, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.clock
  const year = new Date(now).getUTCFullYear()
  if (year < Number.parseInt(process.versions['tz'] ?? '', 10)) {
    return { subject: 'clock', state: 'fault', found: words.early(year), fix: words.fix }
  }
  for (const file of await recentFiles(root)) {
    const saved = await stat(join(root, file)).catch(() => undefined)
    if (saved !== undefined && saved.mtimeMs > now + CLOCK_SLACK_MS) {
      return { subject: 'clock', state: 'attention', found: words.behind(file), fix: words.fix }
    }
  }
  return { subject: 'clock', state: 'good', found: words.good }
}

async function recentFiles(root: string): Promise<string[]> {
  const issues = await readdir(join(root, 'newsletters')).catch(() => [])
  const heads = issues.map((name) => `newsletters/${name}/issue.md`)
  return ['rondbrief.yaml', 'data/rondbrief.db', 'data/rondbrief.db-wal', ...heads]
}

async function port({ text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.port
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    return { subject: 'port', state: 'good', found: words.good }
  } catch (error) {
    return { subject: 'port', state: 'fault', found: words.failed(reasonOf(error)), fix: words.fix }
  } finally {
    server.close()
  }
}

export function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message
}
