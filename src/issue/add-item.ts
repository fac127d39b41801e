import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { stringify } from 'yaml'
import { shortSlug } from '../content/slug.ts'
import { isCopy, slugOfFile } from './folder-files.ts'
import { NEWSLETTERS } from './list-issues.ts'

export type AddedItem =
  /** `line`: where the text is to begin. */
  | { kind: 'added'; file: string; line: number }
  /** `reason`: the code that the system gives. */
  | { kind: 'failed'; reason: string }

/** Room for a number behind it, in a name that every disk takes. */
const SLUG_LENGTH = 60

/**
 * Puts an item with a title and without text in the folder of a partner. It gets a name of its own:
 * what is there stays as it is. Asked twice, before anybody wrote a text, it is the same item; also
 * when the second time comes while the first is being written, so nothing here waits.
 */
export function addItem(
  root: string,
  given: { issueId: string; partner: string; title: string; fallback: string },
): AddedItem {
  const content = itemFile(given.title)
  const line = content.split('\n').length
  const slug = shortSlug(given.title, SLUG_LENGTH) || shortSlug(given.fallback, SLUG_LENGTH)
  try {
    const folder = folderInside(root, given)
    if (folder === undefined) return { kind: 'failed', reason: 'EXDEV' }
    for (let turn = 1; ; turn++) {
      const name = turn === 1 ? `${slug}.md` : `${slug}-${turn}.md`
      const file = [NEWSLETTERS, given.issueId, given.partner, name].join('/')
      const path = join(folder, name)
      const names = readdirSync(folder)
      if (names.includes(name) && holds(path, content)) return { kind: 'added', file, line }
      if (!isTaken(name, names) && written(path, content)) return { kind: 'added', file, line }
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { kind: 'failed', reason: code }
  }
}

/** What every reader of YAML reads as this title, and nothing below it yet. */
function itemFile(title: string): string {
  return `---\n${stringify({ title }, { lineWidth: 0 })}---\n\n`
}

/** The folder as it really is; undefined when it leads out of the issue. */
function folderInside(
  root: string,
  { issueId, partner }: { issueId: string; partner: string },
): string | undefined {
  const inside = realpathSync(join(root, NEWSLETTERS)) + sep
  const issue = realpathSync(join(root, NEWSLETTERS, issueId))
  if (!issue.startsWith(inside)) return undefined
  mkdirSync(join(issue, partner), { recursive: true })
  const folder = realpathSync(join(issue, partner))
  return folder.startsWith(issue + sep) ? folder : undefined
}

/**
 * Also by a file that would be the same item under another name, and by one that it would pass for a
 * copy of. Windows keeps some names for devices.
 */
function isTaken(name: string, names: readonly string[]): boolean {
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)\.md$/.test(name)) return true
  const slug = slugOfFile(name)
  return names.some((other) => slugOfFile(other) === slug) || isCopy(name, [...names, name])
}

function holds(path: string, content: string): boolean {
  try {
    return readFileSync(path, 'utf8') === content
  } catch {
    // A folder, or somebody else's: taken all the same.
    return false
  }
}

/** False when somebody took the name meanwhile. */
function written(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', flush: true })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // Half a file, when the disk is full.
    rmSync(path, { force: true })
    throw error
  }
}
