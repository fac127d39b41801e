import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CONFIG_FILE } from '../config.ts'
import { textAsMeant } from '../content/source-text.ts'

/**
 * One file of the project in the editor. Its bytes are the truth: what the author did not touch
 * comes back byte for byte, with its own line ends and byte order mark.
 */
export type SourceFile = {
  file: string
  /** As the editor shows it: \n line ends, no byte order mark. */
  text: string
  /** SHA-256 of the bytes on disk: which version somebody is looking at. */
  version: string
  editable: boolean
}

export type Opened =
  | { kind: 'ok'; source: SourceFile }
  /** `not-text`: with a NUL; a browser would damage it. */
  | { kind: 'refused'; why: 'outside' | 'not-found' | 'not-text' | 'too-large' }

export type Saved =
  | { kind: 'saved'; version: string }
  /** Somebody else saved meanwhile: nothing was written. */
  | { kind: 'conflict'; current: SourceFile }
  | {
      kind: 'refused'
      why: 'outside' | 'not-found' | 'not-text' | 'too-large' | 'read-only' | 'disk'
    }

/** Twice the limit for a contribution, so that one that is too large can be opened and made shorter. */
const LARGEST = 256 * 1024

export function openSource(root: string, file: string): Opened {
  const path = pathInside(root, file)
  if (path === undefined) return { kind: 'refused', why: 'outside' }
  const bytes = read(path)
  if (bytes === undefined) return { kind: 'refused', why: 'not-found' }
  if (bytes.length > LARGEST) return { kind: 'refused', why: 'too-large' }
  const raw = textAsMeant(bytes)
  if (raw === undefined) return { kind: 'refused', why: 'not-text' }
  const text = linesOf(raw.replace(/^\uFEFF/, ''))
    .map((line) => line.words)
    .join('\n')
  return {
    kind: 'ok',
    source: { file, text, version: versionOf(bytes), editable: isEditable(file) },
  }
}

/**
 * Pauses between attempts to put the new file in place, in ms: 500 together. On Windows a virus
 * scanner, OneDrive or an indexer keeps a file open for a moment after every change.
 */
const PAUSES = [20, 60, 140, 280]
const PASSING = ['EPERM', 'EBUSY', 'EACCES']

/**
 * Writes `text` when the file is still the version that the author was looking at. The new file is
 * complete beside the old one before it takes its name, so a crash leaves one or the other.
 */
export async function saveSource(
  root: string,
  file: string,
  text: string,
  version: string,
  rename: (from: string, to: string) => void = renameSync,
): Promise<Saved> {
  const opened = openSource(root, file)
  if (opened.kind === 'refused') return opened
  if (!opened.source.editable) return { kind: 'refused', why: 'read-only' }
  if (opened.source.version !== version) return { kind: 'conflict', current: opened.source }
  const path = pathInside(root, file)
  if (path === undefined) return { kind: 'refused', why: 'outside' }
  const before = readFileSync(path)
  // What was saved another way becomes UTF-8, which is the only way the project reads.
  const after = Buffer.from(withOwnLineEnds(text, textAsMeant(before) ?? ''))
  if (after.length > LARGEST) return { kind: 'refused', why: 'too-large' }
  if (after.equals(before)) return { kind: 'saved', version }
  const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(beside, after, { mode: statSync(path).mode, flag: 'wx', flush: true })
    for (let attempt = 0; ; attempt++) {
      // Writing and waiting took time: somebody may have saved meanwhile.
      const now = openSource(root, file)
      if (now.kind === 'refused') return now
      if (now.source.version !== version) return { kind: 'conflict', current: now.source }
      try {
        rename(beside, path)
        return { kind: 'saved', version: versionOf(after) }
      } catch (error) {
        const pause = PAUSES[attempt]
        if (pause === undefined || !isPassing(error)) throw error
        await wait(pause)
      }
    }
  } catch {
    return { kind: 'refused', why: 'disk' }
  } finally {
    rmSync(beside, { force: true })
  }
}

function isPassing(error: unknown): boolean {
  return PASSING.includes((error as NodeJS.ErrnoException).code ?? '')
}

/**
 * The real path of a project file, or undefined. Only plain forward-slash paths: no `..`, no drive,
 * no UNC, nothing that Windows reads differently than we do; and no symlink that leads outside.
 */
function pathInside(root: string, file: string): string | undefined {
  const parts = file.split('/')
  if (!canOpen(file)) return undefined
  try {
    const realRoot = realpathSync(root)
    const real = realpathSync(join(realRoot, ...parts))
    // Where it really leads must be a file that may be shown too: a link to data/ is inside as well.
    const inside = real.startsWith(realRoot + sep)
    return inside && isShown(relative(realRoot, real).replaceAll(sep, '/')) && isFile(real)
      ? real
      : undefined
  } catch {
    // A file that does not exist is inside as long as its name is: opening it then says not found.
    return join(root, ...parts)
  }
}

function isFile(path: string): boolean {
  return statSync(path).isFile()
}

/** A part of a path that means the same on every system. */
function isPlainName(part: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what it keeps out
  return part !== '' && !/^\.|[\u0000-\u001f\\:*?"<>|]|[. ]$/.test(part)
}

const editable = [
  /^newsletters\/[^/]+\/issue\.md$/,
  /^newsletters\/[^/]+\/[^/]+\/[^/]+\.md$/,
  /^newsletters\/(?:agenda|series)\.yaml$/,
  /^newsletters\/figures\/[^/]+\.yaml$/,
  /^subscribers\/(?:segments|themes|networks)\.yaml$/,
]
/** Places a problem may lead to, but that take more than a text box to change safely. */
const readOnly = [
  /^templates\/(?:[^/]+\/)*[^/]+\.(?:mjml|hbs|txt|html|css)$/,
  /^subscribers\/areas\.csv$/,
]

/** Whether a link to this file can lead anywhere. */
export function canOpen(file: string): boolean {
  return file.split('/').every(isPlainName) && isShown(file)
}

function isEditable(file: string): boolean {
  return file === CONFIG_FILE || editable.some((pattern) => pattern.test(file))
}

function isShown(file: string): boolean {
  return isEditable(file) || readOnly.some((pattern) => pattern.test(file))
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

type Line = { words: string; end: string }

/** Lines with the ends they have: a browser turns all of them into its own. */
function linesOf(text: string): Line[] {
  const parts = text.split(/(\r\n|\r|\n)/)
  return parts.flatMap((words, at) => (at % 2 === 0 ? [{ words, end: parts[at + 1] ?? '' }] : []))
}

/**
 * What the form sent, with the line ends of `before`: lines before and after the change keep their
 * own, new lines get the one that the file uses most.
 */
function withOwnLineEnds(text: string, before: string): string {
  const mark = before.startsWith('\uFEFF') ? '\uFEFF' : ''
  const old = linesOf(before.slice(mark.length))
  const written = linesOf(text)
  const usual = mostUsed(old.map((line) => line.end).filter((end) => end !== ''))
  const shorter = Math.min(old.length, written.length)
  let head = 0
  while (head < shorter && old[head]?.words === written[head]?.words) head++
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail)?.words === written.at(-1 - tail)?.words) tail++
  const lines = written.map(({ words }, at) => {
    if (at === written.length - 1) return words
    const fromEnd = written.length - at
    const own = at < head ? old[at] : fromEnd <= tail ? old.at(-fromEnd) : undefined
    return words + (own?.end || usual)
  })
  return mark + lines.join('')
}

function mostUsed(ends: string[]): string {
  const counts = new Map<string, number>()
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '\n'
}

function versionOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
