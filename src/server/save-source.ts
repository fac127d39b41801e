import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { textAsMeant } from '../content/source-text.ts'
import { keepVersion } from '../issue/kept-versions.ts'
import { LARGEST, openSource, pathInside, versionOf, type SourceFile } from './source-file.ts'

export type Saved =
  | { kind: 'saved'; version: string }
  /** Somebody else saved meanwhile: nothing was written. */
  | { kind: 'conflict'; current: SourceFile }
  | {
      kind: 'refused'
      why: 'outside' | 'not-found' | 'not-text' | 'too-large' | 'read-only' | 'disk'
    }

/**
 * Pauses between attempts to put the new file in place, in ms: 500 together. On Windows a virus
 * scanner, OneDrive or an indexer keeps a file open for a moment after every change.
 */
const PAUSES = [20, 60, 140, 280]
const PASSING = ['EPERM', 'EBUSY', 'EACCES']

/**
 * Writes `text` when the file is still the version that the author was looking at. The new file is
 * complete beside the old one before it takes its name, so a crash leaves one or the other; and what
 * it was is kept before that.
 */
export function saveSource(
  root: string,
  file: string,
  text: string,
  version: string,
  rename?: (from: string, to: string) => void,
): Promise<Saved> {
  // What was saved another way becomes UTF-8, which is the only way the project reads.
  const after = (before: Buffer) => Buffer.from(withOwnLineEnds(text, textAsMeant(before) ?? ''))
  return replace(root, file, after, version, rename)
}

/** The same with bytes that were there before: they come back as they were. */
export function saveBytes(
  root: string,
  file: string,
  bytes: Buffer,
  version: string,
): Promise<Saved> {
  return replace(root, file, () => bytes, version)
}

async function replace(
  root: string,
  file: string,
  make: (before: Buffer) => Buffer,
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
  const after = make(before)
  if (after.length > LARGEST) return { kind: 'refused', why: 'too-large' }
  if (after.equals(before)) return { kind: 'saved', version }
  const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    keepVersion(root, file, before)
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
